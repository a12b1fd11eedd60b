"""Somebody praises others, by form, command or emoji, or takes it back (A1-21); use_dialog,
press_button and react_to_emoji send it on."""

from deskbell.domain.decision import Cause
from deskbell.domain.directs import direct_to
from deskbell.domain.ids import InstallId, Kind, PersonId, Ref, Thread, praise_ref
from deskbell.domain.inputs import ButtonPressed, DialogSubmitted, ReactionChanged
from deskbell.domain.people import Person, Standing
from deskbell.domain.praise.commands import Give, TakeBack
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.feedback.change_feedback import who_acts
from deskbell.usecases.feedback.share_feedback import may_be_told_on, read_message
from deskbell.usecases.praise.change_praise import NOT_SET_UP, change_praise
from deskbell.usecases.slack_ports import Never
from deskbell.usecases.tickets.desk import TicketPorts

QUOTED = 500
"""Of a message, in characters; its first line is shown."""


def use_praise_dialog(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    chosen = filter(None, submitted.values.get("people", "").split(","))
    people = tuple(_named(ports, cause.install, PersonId(one)) for one in chosen)
    by = who_acts(ports, cause.install, submitted.person, submitted.channel)
    channel = submitted.channel or direct_to(submitted.person)
    give = Give(by, channel, people, submitted.values.get("text", ""))
    return change_praise(ports, praise_ref(cause.install, cause.key), cause, give)


def press_praise(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    """The value is only a claim, as a dialog's."""
    try:
        ref = Ref.parse(press.value)
    except ValueError:
        return ignored("button_unreadable")
    if ref.kind is not Kind.PRAISE:
        return ignored("button_unreadable")
    channel = press.channel or direct_to(press.person)
    return change_praise(ports, ref, cause, TakeBack(press.person, channel))


def praise_by_emoji(ports: TicketPorts, reaction: ReactionChanged, cause: Cause) -> Handled:
    """Whoever wrote the message, once, by whoever was first; taken off in time, it is taken back.
    Raises SlackUnavailableError: without its text there is nothing to praise yet."""
    desk, message = ports.settings.current(), Thread(reaction.channel, reaction.ts)
    ref = praise_ref(cause.install, message.channel, message.ts)
    if desk.praise is None:
        return ignored(NOT_SET_UP)
    if not reaction.added:
        return change_praise(ports, ref, cause, TakeBack(reaction.person, None))
    if not may_be_told_on(desk, reaction):
        return ignored("praise_not_from_here")
    said = read_message(ports, message)
    if said is None or said.author in (None, desk.workspace.bot_user) or not said.text.strip():
        return ignored("nothing_to_praise")
    by = who_acts(ports, cause.install, reaction.person, reaction.channel, shared=reaction.shared)
    people = (_named(ports, cause.install, said.author),)
    give = Give(by, reaction.channel, people, said.text[:QUOTED], message)
    return change_praise(ports, ref, cause, give)


def _named(ports: TicketPorts, install: InstallId, person: PersonId) -> Person:
    """While Slack does not say who they are, whoever can be named there is believed to be one of
    ours."""
    found = ports.people.known(install, person) or ports.people.ask(install, person)
    if isinstance(found, Person):
        return found
    standing = Standing.EXTERNAL if isinstance(found, Never) else Standing.MEMBER
    return Person(person, person, None, None, standing)
