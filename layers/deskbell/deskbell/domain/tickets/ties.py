"""How a ticket hangs together with others: merged with them, or part of one larger problem.

Apart from `ticket.py`, which holds it, since it is what `merging.py` and `incident.py` are about.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deskbell.domain.ids import PersonId, Ref, Thread
from deskbell.domain.tickets.classification import Privacy


@dataclass(frozen=True, slots=True)
class Survivor:
    """The ticket that a merged one goes on as, for its card; `message` leads there, if that is a
    message and everybody may know of it."""

    number: int
    message: Thread | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """A guided request that has opened `ticket`, and hears when that is over."""

    request: Ref
    ticket: Ref


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A ticket that was merged into this one, and what it brought: when it was asked, its class,
    who follows because of it, and the class that this one had before, if that was raised.

    `awaited`: the requests that it, and what had been merged into it, were opened by.
    """

    ref: Ref
    number: int
    started_at: datetime
    privacy: Privacy = Privacy.PUBLIC
    brought: tuple[PersonId, ...] = ()
    privacy_before: Privacy | None = None
    awaited: tuple[Awaited, ...] = ()


@dataclass(frozen=True, slots=True)
class Parent:
    """The larger problem that a ticket is a part of."""

    ref: Ref
    number: int


@dataclass(frozen=True, slots=True)
class Child:
    """A ticket that is a part of this problem; `requester` is who has to be told of it."""

    ref: Ref
    number: int
    requester: PersonId | None = None


class Bulk(StrEnum):
    """What one act does to all parts of a problem."""

    SOLVE = "solve"
    UNSOLVE = "unsolve"
    """Whoever solved all of them did not mean it."""
    NOTIFY = "notify"


@dataclass(frozen=True, slots=True)
class BulkRun:
    """One such act: who wants it, what they say, how many parts have had it, and of how many."""

    bulk: Bulk
    by: PersonId
    text: str = ""
    done: int = 0
    total: int = 0
    since: datetime | None = None
    """Of what takes another act back: until when that could be undone, as each part of it can."""

    @property
    def is_running(self) -> bool:
        return self.done < self.total


@dataclass(frozen=True, slots=True)
class Ties:
    """All of one ticket's; `bulk` is the last act on its parts, also when it is through. `former`
    are tickets into which it was once merged: they have what was said in its thread meanwhile."""

    survivor: Survivor | None = None
    duplicates: tuple[Duplicate, ...] = ()
    parent: Parent | None = None
    children: tuple[Child, ...] = ()
    bulk: BulkRun | None = None
    former: tuple[Ref, ...] = ()


NO_TIES = Ties()
