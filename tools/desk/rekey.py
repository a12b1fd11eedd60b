"""`./deskbell rekey`: after an upgrade, puts older tickets where this release looks for them.

What is on which index is the adapters' rule (`states.py`, `commits.py`, `keys.py`), and a ticket
follows it from its next change on. This gives each ticket what that change would give it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from pynamodb.exceptions import ScanError
from pynamodb.expressions.update import Action

from deskbell.adapters.commits import is_listed_as_open
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.conditions import still_at
from deskbell.adapters.dynamo.items import RoleItem, TicketItem
from deskbell.adapters.dynamo.reading import read, read_all
from deskbell.adapters.dynamo.rows import set_or_remove
from deskbell.adapters.dynamo.table import Row
from deskbell.adapters.dynamo.ticket_states import ticket_from_item, ticket_to_item
from deskbell.adapters.dynamo.transaction import ConditionRefusedError, Transaction
from deskbell.domain.errors import StoreError
from deskbell.domain.tickets.ticket import Ticket
from tools.desk.errors import OperatorError, explain_aws

TELL_EVERY = 1000
"""Tickets between two lines of progress."""


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """How many tickets there are, and how many of them were not where they are looked for."""

    tickets: int
    misplaced: int


def rekey(tell: Callable[[str], None], *, dry_run: bool) -> Rekeyed:
    """Goes through the bound table once; the desk may run meanwhile. `tell` gets the progress.

    Raises OperatorError; whatever was put right by then stays so.
    """
    tickets = misplaced = 0
    try:
        found = TicketItem.scan(TicketItem.kind == TicketItem().kind, consistent_read=True)
        for item in found:
            tickets += 1
            misplaced += bool(_missing(item)) if dry_run else _put_right(item)
            if tickets % TELL_EVERY == 0:
                tell(f"{tickets} tickets so far, {misplaced} of them misplaced")
    except ScanError as error:
        raise explain_aws(error.cause or error) from error
    except StoreError as error:
        raise OperatorError(str(error), "run it again: it goes on with what is left") from error
    return Rekeyed(tickets, misplaced)


def _put_right(item: TicketItem) -> bool:
    """False if nothing was misplaced.

    Each change of a ticket has its version, so a write is only of the ticket that was read:

        rekey  reads v3 · writes {state = v3}           ✓ and the desk's v4 is placed by the desk
        rekey  reads v3 · desk: v4 · {state = v3}       ✗ reads v4
    """
    current: TicketItem | None = item
    while current and (missing := _missing(current)):
        transaction = Transaction(f"rekeying {current.pk}")
        for row, actions in missing:
            provided = still_at(current.version) if isinstance(row, TicketItem) else None
            transaction.update(row, actions, provided=provided)
        try:
            transaction.commit(time.sleep)
        except ConditionRefusedError:
            current = read(TicketItem, current.key)
        else:
            return True
    return False


def _missing(item: TicketItem) -> list[tuple[Row, list[Action]]]:
    """The updates that its rows lack: the ticket's own first, which is there if any is."""
    ticket = ticket_from_item(item)
    lists: list[tuple[Row, list[Action]]] = [
        (RoleItem(*row.key), [RoleItem.person_sort.set(sort)])
        for row in read_all(RoleItem, item.pk, keys.ROLE)
        if (sort := _person_sort(row, ticket)) != row.person_sort
    ]
    today = ticket_to_item(ticket)
    if not lists and (item.queue_partition, item.queue_rank) == (
        today.queue_partition,
        today.queue_rank,
    ):
        return []
    queue = [
        set_or_remove(TicketItem.queue_partition, today.queue_partition),
        set_or_remove(TicketItem.queue_rank, today.queue_rank),
    ]
    return [(TicketItem(*item.key), queue), *lists]


def _person_sort(row: RoleItem, ticket: Ticket) -> str:
    """Where a change of the ticket would put the row, with the time that it has."""
    role = keys.role_of(row.sk)
    return keys.among(row.person_sort, is_open=is_listed_as_open(role, ticket))
