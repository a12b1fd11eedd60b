"""The steps of a form request that its state machine asks for, one task each."""

from collections.abc import Callable
from datetime import datetime

from deskbell.domain.decision import Actor, ActorKind, Cause
from deskbell.domain.ids import EventKey, InstallId, PersonId, Ref
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.triage_duty import triager_on_duty
from deskbell.usecases.change import Handled
from deskbell.usecases.ports import Aggregates, Settings
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import inbox_for

WORKFLOW = "it_form"

STEPS: dict[str, Callable[[Inbox, PersonId | None], c.TicketCommand]] = {
    "acknowledge_request": lambda *_: c.AcknowledgeRequest(),
    "route_request": lambda inbox, _: c.RouteRequest(inbox),
    "remind_triage": c.RemindTriage,
    "escalate_request": lambda inbox, _: c.EscalateRequest(inbox),
    "close_request": lambda *_: c.CloseRequest(),
}
"""The command of each task, by the task's name in the state machine and in `functions/`; asked with
the inbox and whoever is on triage duty in it."""


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
        desk = settings.current()
        inbox = inbox_for(desk, state)
        return STEPS[step](inbox, triager_on_duty(desk, inbox, now))

    return change_ticket(aggregates, ref, cause, command_for)
