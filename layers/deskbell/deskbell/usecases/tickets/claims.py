"""What the value of a button or a dialog claims: a ticket (or an approval), and the card revision
that was seen.

Both are only claims (reliability.md 6.4): the ticket is looked for, and must be of this workspace.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import Kind, Ref
from deskbell.usecases.ports import Aggregates
from deskbell.usecases.tickets.desk import load_ticket


def claim_of(value: str, kind: Kind = Kind.TICKET) -> tuple[Ref, int] | None:
    """`<ref>|<card revision>`, or None where it is none of ours, or of another kind."""
    name, _, revision = value.partition("|")
    if not revision.isascii() or not revision.isdigit():
        return None
    try:
        ref = Ref.parse(name)
    except ValueError:
        return None
    return (ref, int(revision)) if ref.kind is kind else None


def is_ours(aggregates: Aggregates, ref: Ref, cause: Cause) -> bool:
    """A ticket of another workspace, or none at all, is treated alike: it does not exist."""
    ticket = load_ticket(aggregates, ref)
    return ticket is not None and ticket.install == cause.install
