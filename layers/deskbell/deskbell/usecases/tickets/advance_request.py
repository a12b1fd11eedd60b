"""The steps of a form request that its state machine asks for, one task each."""

from collections.abc import Callable
from datetime import datetime

from deskbell.domain.decision import Actor, ActorKind, Cause
from deskbell.domain.ids import EventKey, InstallId, Ref
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled
from deskbell.usecases.ports import Aggregates, Settings
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import inbox_for

WORKFLOW = "it_form"

STEPS: dict[str, Callable[[Inbox], c.TicketCommand]] = {
    "acknowledge_request": lambda _: c.AcknowledgeRequest(),
    "route_request": c.RouteRequest,
    "remind_triage": c.RemindTriage,
    "escalate_request": c.EscalateRequest,
    "close_request": lambda _: c.CloseRequest(),
}
"""The command of each task, by the task's name in the state machine and in `functions/`."""


def advance_request(
    settings: Settings,
    aggregates: Aggregates,
    *,
    step: str,
    ref: Ref,
    install: InstallId,
    generation: int,
    now: datetime,
) -> Handled:
    """One step, once a generation; asking again, or in a later generation, changes nothing."""
    cause = Cause(
        key=EventKey(f"{WORKFLOW}:{ref}:{generation}:{step}"),
        install=install,
        actor=Actor(ActorKind.WORKFLOW, WORKFLOW),
        occurred_at=now,
        at=now,
    )

    def command_for(state: Ticket | None) -> c.TicketCommand:
        return STEPS[step](inbox_for(settings.current(), state))

    return change_ticket(aggregates, ref, cause, command_for)
