"""How a ticket stands, as each of its audit rows says it: with them alone every moment of the past
can be told, also where something was undone, un-merged or moved on (D-2). Reports read it."""

from dataclasses import dataclass

from deskbell.domain.decision import State
from deskbell.domain.ids import PersonId
from deskbell.domain.tickets.ticket import Status, Ticket


@dataclass(frozen=True, slots=True)
class Position:
    """After one version; whose inbox it is in, the row's routing says."""

    status: Status
    assignee: PersonId | None = None
    category: str | None = None


def position_of(state: State) -> Position | None:
    """None of what is no ticket."""
    if not isinstance(state, Ticket):
        return None
    return Position(state.status, state.assignee, state.category)
