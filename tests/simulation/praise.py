"""Where people praise each other in the simulation, and what only a world that sees everything can
ask of it (A1-21)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from deskbell.domain.inputs import TimerDue
from deskbell.domain.praise.events import PraiseRoundedUp
from deskbell.domain.praise.praise import Praise
from deskbell.domain.praise.round_up import PraiseRound
from deskbell.domain.settings.hours import Appointment, Weekday
from deskbell.usecases.audit.books import Books, Violation
from tests.simulation.slack import SimulatedSlack
from tests.unit.praise import people
from tests.unit.praise.people import KUDOS as KUDOS

CLAP = "clap"
SETTINGS = replace(people.SETTINGS, round_up=Appointment(Weekday.MON, Weekday.MON, "04:05"))
"""While people are there, and a week later."""
BEGINNINGS = frozenset({"praise"})


def each_is_told_once(
    books: Books, slack: SimulatedSlack, timers: Iterable[TimerDue]
) -> Iterator[Violation]:
    """A week later nobody has praised themselves, each praise that stands is settled and in one
    round-up, the others in none, and no week has had two."""
    timed = {timer.ref for timer in timers}
    rounds = [row for rows in books.audit.values() for row in rows if row.event == _ROUNDED_UP]
    told = Counter(ref for row in rounds for ref in _refs(row.detail["praise"]))
    for ref, one in books.states.items():
        if isinstance(one, Praise):
            for wrong in _wrong(one, told[str(ref)]):
                yield Violation("A1-21", str(ref), wrong)
        if isinstance(one, Praise | PraiseRound) and ref in timed:
            yield Violation("A1-21", str(ref), "has still something to do")
    for week, times in Counter(row.detail["week"] for row in rounds).items():
        if times > 1:
            yield Violation("A1-21", str(week), f"has {times} round-ups")
    posts = sum(_is_round_up(one.shown.text) for one in slack.posts.values())
    if posts > len(rounds):
        yield Violation("A1-21", KUDOS, f"has {posts} round-ups of {len(rounds)} weeks")


_ROUNDED_UP = PraiseRoundedUp.__name__


def _wrong(one: Praise, told: int) -> Iterator[str]:
    if one.stands and one.author in one.praised:
        yield f"{one.author} praises themselves"
    if one.stands and one.settled_at is None:
        yield "stands, and nobody has heard of it"
    if told != one.stands:
        yield f"is told {told} times, and stands: {one.stands}"


def _refs(told: object) -> list[str]:
    assert isinstance(told, list | tuple)
    return [str(one) for one in told]


def _is_round_up(text: str) -> bool:
    return "*Praise of the week*" in text
