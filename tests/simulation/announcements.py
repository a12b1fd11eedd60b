"""Who announces what to whom in the simulation, and what only a world that sees everything can ask
of it (A1-20)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from deskbell.adapters.languages import translate
from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.announcements.events import (
    AnnouncementRead,
    AnnouncementReminded,
    AnnouncementRewritten,
)
from deskbell.domain.announcements.policy import AnnouncementSettings
from deskbell.domain.effects import Place
from deskbell.domain.ids import PersonId, Thread
from deskbell.domain.inputs import TimerDue
from deskbell.usecases.audit.books import Books, Violation
from tests.builders import ANA, BEN, GUS, JIWOO, LENA, MINJUN, OLA
from tests.simulation.slack import SimulatedSlack
from tests.unit.announcements.people import settings

AUTHORS = (LENA, BEN)
AUDIENCE = (ANA, MINJUN, OLA, GUS, BEN, JIWOO, LENA)
"""Some of those who are in the channel: it is that of feedback's digest, too."""
SETTINGS = AnnouncementSettings(
    settings(authors=frozenset(AUTHORS), lead=JIWOO).audiences,
    remind_after=timedelta(minutes=8),
)
"""They are reminded while people are there."""
BEGINNINGS = frozenset({"announce"})


def each_reader_counts_once(
    books: Books, slack: SimulatedSlack, timers: Iterable[TimerDue]
) -> Iterator[Violation]:
    """A week later each was posted or withdrawn, shows how many people have read it, and has asked
    everybody else at most once for what it says, whom it has passed over or not."""
    timed = {timer.ref for timer in timers}
    for ref, one in books.states.items():
        if not isinstance(one, Announcement):
            continue
        for wrong in (*_wrong_count(one, books), *_wrong_post(one, books, slack)):
            yield Violation("A1-20", str(ref), wrong)
        if ref in timed or one.remind_at or not (one.posted_at or one.withdrawn_at):
            yield Violation("A1-20", str(ref), "has still something to do")
        others = {person for person in AUDIENCE if one.waits_for(person)}
        if one.posted_at and others:
            yield Violation("A1-20", str(ref), f"never asks {sorted(others)}")


def _wrong_count(one: Announcement, books: Books) -> Iterator[str]:
    """As it went, by its history."""
    read, reminded, edition = list[PersonId](), list[PersonId](), 1
    for row in books.audit[one.ref]:
        if row.event == AnnouncementRewritten.__name__ and row.detail["again"]:
            edition += 1
            read, reminded = [], []
        if row.event == AnnouncementRead.__name__:
            read.append(PersonId(str(row.detail["person"])))
            if row.detail["readers"] != len(set(read)):
                yield f"counts {row.detail['readers']} readers who are {sorted(set(read))}"
        if row.event == AnnouncementReminded.__name__:
            people = _people(row.detail["people"])
            if not {*read, *reminded, one.author}.isdisjoint(people):
                yield f"reminds {people}, and {read} have read it, {reminded} were reminded"
            reminded += people
    if len(read) != len(set(read)) or set(read) != set(one.read_by) or edition != one.edition:
        yield f"was read by {read} in edition {edition}, and says {one.read_by} in {one.edition}"


def _wrong_post(one: Announcement, books: Books, slack: SimulatedSlack) -> Iterator[str]:
    """Where it is known, and nobody has taken it away."""
    posted = books.posted.get((one.ref, Place.REQUEST))
    if posted and one.posted_at is None:
        yield "is posted before its time"
    post = slack.posts.get(Thread(posted.channel, posted.ts)) if posted else None
    shown = translate("card.announcement.read", "en", count=len(one.read_by))
    if post and shown not in str(post.shown.blocks):
        yield f"does not show that {shown}"


def _people(told: Any) -> Sequence[PersonId]:
    return [PersonId(str(one)) for one in told]
