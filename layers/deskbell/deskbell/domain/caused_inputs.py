"""What one decision asks of another, as inputs (`inputs.py` has them all); see `FollowUp`.

A commit changes at most three tickets, and each only once; the rest is decided on when it comes in
again like anything else.
"""

from dataclasses import dataclass

from deskbell.domain.id_types import PersonId
from deskbell.domain.ids import Ref


@dataclass(frozen=True, slots=True)
class PartSolved:
    """The problem is solved, and this part of it with it; `tells`: its requester hears it here,
    and not because of another part."""

    part: Ref
    parent: int
    by: PersonId
    tells: bool


@dataclass(frozen=True, slots=True)
class PartTold:
    """This part's requester is to be told something about the problem."""

    part: Ref
    parent: int
    by: PersonId
    text: str


@dataclass(frozen=True, slots=True)
class BulkContinued:
    """The next parts of this problem have their turn, after `done` of them."""

    parent: Ref
    done: int


@dataclass(frozen=True, slots=True)
class SupervisorSpoke:
    """Somebody who was called wrote in the ticket's thread: they have seen to it."""

    ticket: Ref
    person: PersonId


CausedInput = PartSolved | PartTold | BulkContinued | SupervisorSpoke
