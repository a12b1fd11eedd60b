"""One ticket's life, folded from its facts; `log.py` asks for it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from deskbell.domain.ids import InboxId, PersonId, Ref, Thread
from deskbell.domain.reports.facts import Fact, Remark, Saying, Step
from deskbell.domain.reports.visits import Visit, visits_of
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.position import Position
from deskbell.domain.tickets.ticket import Status


class Turn(StrEnum):
    """What opens a ticket, and what ends it."""

    OPENED = "opened"
    REOPENED = "reopened"
    SOLVED = "solved"
    SOLVED_BY_PEER = "solved by peers"
    MERGED = "merged"
    CANCELLED = "cancelled"
    CLOSED = "closed unsolved"
    """For silence, or because it has become another request."""

    @property
    def opens(self) -> bool:
        return self in (Turn.OPENED, Turn.REOPENED)


@dataclass(frozen=True, slots=True)
class Turned:
    """`by` is whose ticket it was then."""

    turn: Turn
    at: datetime
    by: PersonId | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody of the desk said to everybody."""

    at: datetime
    message: Thread
    by: PersonId | None


@dataclass(frozen=True, slots=True)
class Life:
    """Until some moment; how it stands is as of then.

    `began` is when the first of all that are this request was opened. What was undone has not
    happened: `turns` are those that stayed, in their order, and `visits` the inboxes that had it.
    `parent` is the problem that it is a part of.
    """

    ref: Ref
    inbox: InboxId | None
    position: Position
    turns: tuple[Turned, ...]
    began: datetime
    answers: frozenset[Answer] = frozenset()
    into: Ref | None = None
    parent: Ref | None = None
    visits: tuple[Visit, ...] = ()

    @property
    def status(self) -> Status:
        return self.position.status

    @property
    def opened_at(self) -> datetime:
        return self.turns[0].at

    def is_open_at(self, at: datetime) -> bool:
        """Just before that moment."""
        before = [one for one in self.turns if one.at < at]
        return bool(before) and before[-1].turn.opens

    @property
    def is_measured(self) -> bool:
        """Whether its times say something of the desk: not of what was merged, taken back, or
        answered by a colleague."""
        return self.turns[-1].turn not in (Turn.MERGED, Turn.CANCELLED, Turn.SOLVED_BY_PEER) and (
            self.status is not Status.MERGED
        )

    @property
    def first_answer(self) -> Answer | None:
        """After it began: what was said before is no answer to the ticket."""
        later = [one for one in self.answers if one.at >= self.began]
        return min(later, key=lambda one: (one.at, one.message, one.by or ""), default=None)

    @property
    def solutions(self) -> tuple[Turned, ...]:
        return tuple(one for one in self.turns if one.turn is Turn.SOLVED)


def steps_until(facts: Iterable[Fact], until: datetime) -> list[Step]:
    """In their order; none before the one that it follows: what came late was decided on after
    what came first."""
    found = list[Step]()
    steps = (one for one in facts if isinstance(one, Step))
    for step in sorted(steps, key=lambda one: one.version):
        at = max(step.at, found[-1].at) if found else step.at
        if at >= until:
            break
        found.append(replace(step, at=at))
    return found


def life_of(
    steps: Sequence[Step], remarks: Iterable[Remark], staff: Collection[PersonId]
) -> Life | None:
    """None if the steps do not begin with the opening, or do not all say how it stood."""
    first, last = steps[0], steps[-1]
    if first.event != e.TicketOpened.__name__ or last.position is None:
        return None
    turns, before = list[Turned](), None
    for step in steps:
        if step.position is None:
            return None
        _turn(turns, before, step.position, step)
        before = step.position
    return Life(
        ref=first.ticket,
        inbox=last.inbox,
        position=last.position,
        turns=tuple(turns),
        began=first.at,
        answers=_answers(remarks, first.person, staff),
        into=next((one.into for one in reversed(steps) if one.into), None),
        parent=next((one.parent for one in reversed(steps) if one.event in _LINKS), None),
        visits=visits_of(steps),
    )


_LINKS = frozenset({e.TicketLinked.__name__, e.TicketUnlinked.__name__})
_BACK = frozenset({e.ActionUndone.__name__, e.TicketUnmerged.__name__})
_ENDS = {
    Status.SOLVED: Turn.SOLVED,
    Status.MERGED: Turn.MERGED,
    Status.CANCELLED: Turn.CANCELLED,
    Status.CLOSED: Turn.CLOSED,
}


def _turn(turns: list[Turned], before: Position | None, after: Position, step: Step) -> None:
    """An end that is undone was none, nor was a reopening that is."""
    if before is None:
        turns.append(Turned(Turn.OPENED, step.at, after.assignee))
        if after.status.is_open:
            return
    elif before.status.is_open == after.status.is_open:
        return
    elif step.event in _BACK and len(turns) > 1:
        turns.pop()
        return
    turn = Turn.REOPENED if after.status.is_open else _ENDS[after.status]
    if turn is Turn.SOLVED and step.event == e.SolvedByPeer.__name__:
        turn = Turn.SOLVED_BY_PEER
    turns.append(Turned(turn, step.at, after.assignee))


def _answers(
    remarks: Iterable[Remark], requester: PersonId | None, staff: Collection[PersonId]
) -> frozenset[Answer]:
    by_message: dict[Thread, list[Remark]] = {}
    for remark in remarks:
        by_message.setdefault(remark.message, []).append(remark)
    colleagues = frozenset(staff) - {requester}
    found = (_answer(of_one, colleagues) for of_one in by_message.values())
    return frozenset(one for one in found if one)


def _answer(remarks: list[Remark], colleagues: Collection[PersonId]) -> Answer | None:
    """One message: a note is an answer from when it was published, unless that was taken back; what
    is deleted later has been read."""
    made = {
        saying: min(
            (one for one in remarks if one.saying is saying),
            key=lambda one: (one.at, one.person or ""),
            default=None,
        )
        for saying in (Saying.SAID, Saying.FOUND)
    }
    said = made[Saying.SAID] or made[Saying.FOUND]
    author = said.person if said else None
    acts = [one for one in remarks if one.saying in (Saying.PUBLISHED, Saying.UNPUBLISHED)]
    if acts:
        last = max(acts, key=lambda one: (one.at, one.saying is Saying.UNPUBLISHED))
        if last.saying is Saying.UNPUBLISHED:
            return None
        return Answer(last.at, last.message, author or last.person)
    if said is None or said.internal:
        return None
    is_answer = author in colleagues if said.answer is None else said.answer
    return Answer(said.at, said.message, author) if is_answer else None
