"""A call for a supervisor is logged, and the log told to the inbox's lead; process_input and
registry.py call these (A1-16)."""

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.flag_log import decide
from deskbell.domain.flag_log.flag_log import Call, CallEnd, FlagLog, Told
from deskbell.domain.ids import PersonId, flags_ref
from deskbell.domain.inputs import FlagNoted, TimerDue
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets.permissions import Action, Surface, can, member
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates
from deskbell.usecases.tickets.desk import TicketPorts, load_ticket


def log_flag(ports: TicketPorts, noted: FlagNoted, cause: Cause) -> Handled:
    desk = ports.settings.current()
    inbox = desk.inboxes.get(noted.inbox)
    if inbox is None:
        return ignored("no_such_inbox")
    return change(
        ports.aggregates,
        flags_ref(cause.install, inbox.id),
        cause,
        lambda state: decide.log_flag(
            of_kind(FlagLog, state), cause.install, noted, inbox, desk, cause.at
        ),
    )


def send_digest(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    desk = ports.settings.current()

    def decided(state: State | None) -> Decision:
        log = of_kind(FlagLog, state)
        first = next(iter(desk.inboxes.values()))
        inbox = desk.inboxes.get(log.inbox, first) if log else first
        told = [_told(ports.aggregates, call, inbox, desk) for call in log.calls] if log else []
        return decide.digest(log, told, inbox, desk, cause.at)

    return change(ports.aggregates, timer.ref, cause, decided)


def _told(aggregates: Aggregates, call: Call, inbox: Inbox, desk: Desk) -> Told:
    """What came of it says the ticket's own history."""
    ticket = load_ticket(aggregates, call.ticket)
    lead = member(inbox.lead, desk, at=Surface.DIRECT)
    if ticket is None or not can(lead, Action.VIEW, ticket):
        return Told(call, CallEnd.HIDDEN)
    for row in aggregates.history(call.ticket):
        if row.version > call.version and row.event == "FlagAnswered":
            return Told(call, CallEnd.ANSWERED, PersonId(str(row.detail["person"])))
        if row.version > call.version and row.event == "FlagCleared":
            return Told(call, CallEnd.CLEARED)
    return Told(call, CallEnd.OPEN)
