"""What can have happened to tickets that belong together; `events.py` has all events."""

from dataclasses import dataclass

from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.tickets.ties import Bulk


@dataclass(frozen=True, slots=True)
class TicketMerged:
    """It is the same request as another ticket, which goes on."""

    into: Ref


@dataclass(frozen=True, slots=True)
class TicketUnmerged:
    """It is a request of its own after all."""

    out_of: Ref


@dataclass(frozen=True, slots=True)
class DuplicateAbsorbed:
    """Another ticket is the same request; `followers` came with it."""

    duplicate: Ref
    followers: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class DuplicateReleased:
    """The other ticket is not the same request after all."""

    duplicate: Ref


@dataclass(frozen=True, slots=True)
class TicketLinked:
    """It is a part of the problem that its parent is."""

    parent: Ref


@dataclass(frozen=True, slots=True)
class TicketUnlinked:
    """It is no part of that problem after all."""

    parent: Ref


@dataclass(frozen=True, slots=True)
class PartAdded:
    """Another ticket is a part of this problem."""

    part: Ref


@dataclass(frozen=True, slots=True)
class PartRemoved:
    """The other ticket is no part of it after all."""

    part: Ref


@dataclass(frozen=True, slots=True)
class BulkBegun:
    """Somebody does something to all `parts` of a problem."""

    bulk: Bulk
    person: PersonId
    parts: int


@dataclass(frozen=True, slots=True)
class BulkWentOn:
    """The next parts have their turn, after `done` of them."""

    bulk: Bulk
    done: int


@dataclass(frozen=True, slots=True)
class RequesterTold:
    """The requester was told something about the problem that this is a part of."""

    person: PersonId
