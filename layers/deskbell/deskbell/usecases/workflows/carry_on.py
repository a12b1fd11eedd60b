"""A machine asks for whatever is due of its aggregate, and where that stands then.

What goes on by itself, by people, timers and inputs, needs nobody to ask; this finds what was lost
on the way, and changes nothing where nothing is due.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from deskbell.domain.decision import Actor, ActorKind, Cause, State
from deskbell.domain.ids import EventKey, InstallId, Ref
from deskbell.domain.loans.execution import overdue
from deskbell.domain.loans.loan import Loan
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.commands import Expire
from deskbell.domain.paging import expiry
from deskbell.domain.paging.awaiting import AWAITED
from deskbell.domain.paging.commands import Step
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.steps import next_try
from deskbell.domain.requests.commands import CarryOn
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.usecases.change import Handled
from deskbell.usecases.loans.change_loan import change_loan
from deskbell.usecases.nps.change_case import change_case
from deskbell.usecases.paging.change_incident import change_incident
from deskbell.usecases.paging.roster import Calling
from deskbell.usecases.requests.change_request import change_request

MOST_STEPS = 10
"""One after the other; what is still due then is asked for after the next wait."""
LATE = timedelta(seconds=90)
"""How long a timer, of which there is a look each minute, has for what is due, before its machine
asks for it as well."""
LONGEST_WAIT = timedelta(weeks=1)
"""After which an answer that got lost is noticed, where time alone changes nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What it waits for, or how it has ended, in the words of its machine; the name of that wait,
    if it waits; and when time alone goes on with it, if its machine looks after that."""

    outcome: str
    wait: str = ""
    due: datetime | None = None

    def seconds(self, now: datetime) -> int:
        """For which its machine waits before it asks again."""
        if self.due is None:
            return int(LONGEST_WAIT.total_seconds())
        return int((max(self.due, now) + LATE - now).total_seconds())


SUPERSEDED = Standing("superseded")
"""Another execution was started, as if this one had been lost; it goes on."""


def carry_on(
    ports: Calling, ref: Ref, install: InstallId, generation: int, now: datetime
) -> Standing:
    """Raises LookupError if there is no such aggregate."""
    for _ in range(MOST_STEPS):
        state = _load(ports, ref)
        if state.routing.generation > generation:
            return SUPERSEDED
        workflow = state.routing.workflow or ""
        cause = Cause(
            key=EventKey(f"{workflow}:{ref}:{generation}:{state.version}"),
            install=install,
            actor=Actor(ActorKind.WORKFLOW, workflow),
            occurred_at=now,
            at=now,
        )
        if _go_on(ports, state, cause).ignored is not None:
            return standing_of(state)
    return standing_of(_load(ports, ref))


def _load(ports: Calling, ref: Ref) -> State:
    state = ports.aggregates.load(ref)
    if state is None:
        raise LookupError(f"there is no {ref}")
    return state


def _go_on(ports: Calling, state: State, cause: Cause) -> Handled:
    match state:
        case Loan():
            return change_loan(
                ports, state.ref, cause, lambda loan, stock: overdue(loan, stock, cause.at)
            )
        case GuidedRequest():
            return change_request(ports, state.ref, cause, CarryOn())
        case Incident():
            return change_incident(
                ports,
                state.ref,
                cause,
                lambda now: expiry.overdue(now, cause.at) or Step(now.rung),
            )
        case Case():
            return change_case(ports, state.ref, cause, Expire())
    raise TypeError(f"{state.ref} has no machine that carries on")


def standing_of(state: State) -> Standing:
    """Raises TypeError where no machine carries on."""
    match state:
        case Loan():
            return Standing(state.awaits or state.status, state.awaits or "")
        case GuidedRequest():
            return Standing(state.course.ending or state.kind, state.awaits or "")
        case Incident():
            if state.awaits is None:
                return Standing(state.status)
            due = min(filter(None, (state.due, next_try(state))), default=None)
            return Standing(AWAITED[state.status], state.awaits, due)
        case Case():
            return Standing(state.waits_for or state.status, state.awaits or "")
    raise TypeError(f"{state.ref} has no machine that carries on")
