"""What a report counts of the history: the steps of tickets, and what was said in them.

The history is told as facts, in any order and as often as anybody likes (`log.py`). Each says when
it happened, not when it arrived, so that what came late counts where it belongs. No fact has words
that people wrote.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deskbell.domain.ids import ChannelId, InboxId, PersonId, Ref, Thread, Ts
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.instants import instant_of
from deskbell.domain.tickets.move import MOVED_BACK
from deskbell.domain.tickets.position import Position


@dataclass(frozen=True, slots=True)
class Step:
    """One version of a ticket, and how it stood then; None where an earlier release wrote it.

    `person` is who asked, of what opens a ticket; `into` the ticket that goes on, of a merge;
    `parent` the problem that it is a part of, of a link. `back`: the move takes the last one back.
    """

    ticket: Ref
    version: int
    at: datetime
    event: str
    inbox: InboxId | None
    position: Position | None
    person: PersonId | None = None
    into: Ref | None = None
    parent: Ref | None = None
    back: bool = False


class Saying(StrEnum):
    """What became of something that was said."""

    SAID = "said"
    FOUND = "found"
    """Read from its thread later on, so that no event tells of it."""
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said in a ticket. `answer`: by somebody of the desk, to everybody; None where that
    is not known. `person` is its author, or who published it."""

    ticket: Ref
    message: Thread
    at: datetime
    saying: Saying
    person: PersonId | None
    internal: bool = False
    answer: bool | None = None


Fact = Step | Remark

_SAYINGS = {
    e.CommentAdded.__name__: Saying.SAID,
    e.CommentPublished.__name__: Saying.PUBLISHED,
    e.CommentUnpublished.__name__: Saying.UNPUBLISHED,
}
_TALK = {*_SAYINGS, e.CommentEdited.__name__, e.CommentDeleted.__name__}


def facts_of(
    ticket: Ref,
    version: int,
    at: datetime,
    event: str,
    detail: Mapping[str, object],
    inbox: InboxId | None,
    position: Position | None,
) -> Iterator[Fact]:
    """Of one audit row; `at` is when it occurred, `detail` the event's fields as JSON has them.

    What is said leaves a ticket where it stands, so it is no step.
    """
    if event in _TALK:
        if saying := _SAYINGS.get(event):
            yield _remark(ticket, at, saying, detail)
        return
    person = detail.get("requester") if event == e.TicketOpened.__name__ else None
    into = detail.get("into") if event == e.TicketMerged.__name__ else None
    parent = detail.get("parent") if event == e.TicketLinked.__name__ else None
    yield Step(
        ticket,
        version,
        at,
        event,
        inbox,
        position,
        PersonId(str(person)) if person else None,
        Ref.parse(str(into)) if into else None,
        Ref.parse(str(parent)) if parent else None,
        event == e.TicketMoved.__name__ and detail.get("why") in MOVED_BACK,
    )


def _remark(ticket: Ref, at: datetime, saying: Saying, detail: Mapping[str, object]) -> Remark:
    """A message has its own time; that it was published, the event's."""
    message = Thread(ChannelId(str(detail["channel"])), Ts(str(detail["source"])))
    if saying is not Saying.SAID:
        return Remark(ticket, message, at, saying, PersonId(str(detail["person"])))
    author, answer = detail.get("author"), detail.get("answer")
    return Remark(
        ticket,
        message,
        instant_of(message.ts),
        saying,
        PersonId(str(author)) if author else None,
        bool(detail["internal"]),
        None if answer is None else bool(answer),
    )


def found(ticket: Ref, message: Thread, author: PersonId | None, *, internal: bool) -> Remark:
    """Of one comment, as it is now."""
    return Remark(ticket, message, instant_of(message.ts), Saying.FOUND, author, internal)
