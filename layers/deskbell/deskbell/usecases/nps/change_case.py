"""Every change of the case of a low score by people and time: load, decide, commit."""

from deskbell.domain.decision import Cause, Decision, State, nothing
from deskbell.domain.ids import InboxId, Ref
from deskbell.domain.inputs import TimerDue
from deskbell.domain.nps import commands as c
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.decide import decide
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.usecases.change import Handled, change
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Changing
from deskbell.usecases.tickets.desk import TicketPorts


def change_case(ports: Changing, ref: Ref, cause: Cause, command: c.CaseCommand) -> Handled:
    """One of another workspace, or none at all, is treated alike: it does not exist."""

    def decided(state: State | None) -> Decision:
        case = of_kind(Case, state)
        if case is None or case.install != cause.install:
            return nothing("no_such_nps_case")
        lead = inbox_called(ports.settings.current(), case.inbox).lead
        return decide(case, command, c.OnDuty(lead), cause.at)

    return change(ports.aggregates, ref, cause, decided)


def expire_case(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    """Whichever of its timers it is: what is due by now is done."""
    return change_case(ports, timer.ref, cause, c.Expire())


def inbox_called(desk: Desk, inbox: InboxId) -> Inbox:
    """The first one of the desk, where an admin has removed it since."""
    return desk.inboxes.get(inbox) or next(iter(desk.inboxes.values()))
