"""The forms of an announcement and its buttons; use_dialog and press_button send them on.

As with a ticket's, the value is only a claim, and `decide` asks who may.
"""

from deskbell.domain.announcements import commands as c
from deskbell.domain.announcements.announcement import Body
from deskbell.domain.announcements.policy import AudienceId
from deskbell.domain.decision import Cause
from deskbell.domain.directs import direct_to
from deskbell.domain.ids import Kind, Ref, announcement_ref
from deskbell.domain.inputs import Button, ButtonPressed, Dialog, DialogSubmitted
from deskbell.domain.instants import instant_in
from deskbell.domain.search_inputs import SearchAsked, Sought
from deskbell.domain.texts import LANGUAGES
from deskbell.usecases.announcements.change_announcement import change_announcement
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.search.ask_search import ask_search
from deskbell.usecases.tickets.desk import TicketPorts

OF_ANNOUNCEMENTS = frozenset(one for one in Button if one.startswith("announcement."))
DIALOGS_OF_ANNOUNCEMENTS = frozenset({Dialog.ANNOUNCE, Dialog.ANNOUNCEMENT_REWRITE})


def press_announcement(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    ref, person = _named(press.value), press.person
    if ref is None:
        return ignored("button_unreadable")
    if press.action is Button.ANNOUNCEMENT_READERS:
        channel = press.channel or direct_to(person)
        asked = SearchAsked(person, channel, str(ref), Sought.READERS, press.thread_ts)
        return ask_search(ports.aggregates, asked, cause)
    command: c.AnnouncementCommand = c.Read(person, press.channel)
    if press.action is Button.ANNOUNCEMENT_WITHDRAW:
        command = c.Withdraw(person, press.channel)
    return change_announcement(ports, ref, cause, command)


def use_announcement_dialog(
    ports: TicketPorts, submitted: DialogSubmitted, cause: Cause
) -> Handled:
    values, person = submitted.values, submitted.person
    if submitted.dialog is Dialog.ANNOUNCE:
        bodies = _bodies(submitted, ports.settings.current().language)
        audience, due = AudienceId(values.get("audience", "")), instant_in(values.get("due", ""))
        ref = announcement_ref(cause.install, cause.key)
        return change_announcement(ports, ref, cause, c.Announce(person, audience, bodies, due))
    named = _named(submitted.value)
    if named is None:
        return ignored("dialog_unreadable")
    bodies, again = _bodies(submitted), values.get("again") == "yes"
    command = c.Rewrite(person, submitted.channel, bodies, again)
    return change_announcement(ports, named, cause, command)


def _named(value: str) -> Ref | None:
    try:
        ref = Ref.parse(value)
    except ValueError:
        return None
    return ref if ref.kind is Kind.ANNOUNCEMENT else None


def _bodies(submitted: DialogSubmitted, first: str = "") -> tuple[Body, ...]:
    said = {one: submitted.values.get(f"text_{one}", "") for one in (first, *LANGUAGES)}
    return tuple((language, text) for language, text in said.items() if text)
