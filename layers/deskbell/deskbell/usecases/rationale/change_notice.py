"""Every change of a notice of a change: load, decide, commit."""

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import ChannelId, Kind, PersonId, Ref, Thread, change_ref
from deskbell.domain.inputs import Button, ButtonPressed, DialogSubmitted, TimerDue
from deskbell.domain.rationale import commands as c
from deskbell.domain.rationale.decide import decide
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.feedback.change_feedback import who_acts
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.outbox.live_cards import PLACE
from deskbell.usecases.tickets.desk import TicketPorts

OF_CHANGES = frozenset({Button.CHANGE_FOR, Button.CHANGE_AGAINST})


def announce_change(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    """An hour has passed; registry.py calls it. Which one it is, the settings say."""
    desk = ports.settings.current()
    if desk.changes_channel is None:
        return ignored("changes_not_told", timer.ref)
    for one in desk.changelog.changes:
        if change_ref(cause.install, one.kind, one.name, one.version) == timer.ref:
            return _change(ports, timer.ref, cause, c.Announce(one, desk.changes_channel))
    return ignored("no_such_change", timer.ref)


def press_change(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    """The value is only a claim, as a dialog's."""
    ref = _ref(press.value)
    if ref is None:
        return ignored("button_unreadable")
    by = _by(ports, press.person, press.channel, cause)
    in_favour = press.action is Button.CHANGE_FOR
    return _change(ports, ref, cause, c.Vote(by, press.channel, in_favour))


def comment_on_change(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    """In the thread of the notice, where it is."""
    ref = _ref(submitted.value)
    posted = ports.aggregates.posted(ref, PLACE) if ref else None
    if ref is None or posted is None:
        return ignored("dialog_unreadable")
    thread = Thread(posted.channel, posted.ts)
    by = _by(ports, submitted.person, submitted.channel, cause)
    text = submitted.values.get("text", "")
    return _change(ports, ref, cause, c.Comment(by, submitted.channel, thread, text))


def _ref(value: str) -> Ref | None:
    try:
        ref = Ref.parse(value)
    except ValueError:
        return None
    return ref if ref.kind is Kind.CHANGE else None


def _by(ports: TicketPorts, person: PersonId, channel: ChannelId | None, cause: Cause) -> Member:
    return who_acts(ports, cause.install, person, channel)


def _change(ports: TicketPorts, ref: Ref, cause: Cause, command: c.RationaleCommand) -> Handled:
    def decided(state: State | None) -> Decision:
        return decide(ref, of_kind(ChangeNotice, state), command, cause.install)

    return change(ports.aggregates, ref, cause, decided)
