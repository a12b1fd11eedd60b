"""Every change of a ticket: the command for its loaded state, decided by the domain."""

from collections.abc import Callable

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import Ref
from deskbell.domain.tickets.commands import TicketCommand
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, change
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates
from deskbell.usecases.tickets.desk import going_on, to_the_one_that_goes_on


def change_ticket(
    aggregates: Aggregates,
    ref: Ref,
    cause: Cause,
    command_for: Callable[[Ticket | None], TicketCommand],
    *,
    is_new: bool = False,
) -> Handled:
    """Asks `command_for` the loaded ticket, decides and commits (usecases/change.py)."""

    def decided(state: State | None) -> Decision:
        ticket = of_kind(Ticket, state)
        return decide(ticket, command_for(ticket), cause.at)

    return change(aggregates, ref, cause, decided, is_new=is_new)


def change_the_one_that_goes_on(
    aggregates: Aggregates,
    ref: Ref,
    cause: Cause,
    command_for: Callable[[Ticket | None], TicketCommand],
) -> Handled:
    """What is said to a ticket changes the one as which it goes on (C-12)."""

    def say() -> Handled:
        ticket = going_on(aggregates, ref)
        return change_ticket(aggregates, ticket.ref if ticket else ref, cause, command_for)

    return to_the_one_that_goes_on(say)
