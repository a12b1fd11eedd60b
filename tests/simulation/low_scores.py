"""Who calls members back in the simulation, and what only a world that sees everything can ask of
that (I15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time, timedelta

from deskbell.domain.ids import InboxId
from deskbell.domain.inputs import TimerDue
from deskbell.domain.nps.case import Case, Stage, Status
from deskbell.domain.nps.policy import NpsSettings, Terms
from deskbell.domain.nps.steps import due_times
from deskbell.domain.nps.week import NpsWeek
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.permissions import member, works_in
from deskbell.usecases.audit.books import Books, Violation
from tests.simulation.slack import SimulatedSlack
from tests.unit.nps.members import CLOSELOOP as CLOSELOOP

TERMS = Terms(resurvey_after=timedelta(minutes=2), survey_cooldown=timedelta(minutes=5))
"""So soon that people see it; the settings would refuse that."""
WEEK_TOLD = time(4, 10)
"""While they are there."""
WEEK, ITS_DAYS = "2026-W47", "2026-11-16 to"
"""The one that is over, and how what is told of it is known."""
NPS = NpsSettings(InboxId("it"), CLOSELOOP, terms=TERMS)


def cases_end(desk: Desk, books: Books, timers: Iterable[TimerDue]) -> Iterator[Violation]:
    """A week later each is closed, or its lead knows that it is not; who has handled one may
    do so; what goes on by itself has its timers."""
    set_for = {(timer.ref, timer.name): timer.due for timer in timers}
    for ref, case in books.states.items():
        if not isinstance(case, Case):
            continue
        if case.status is Status.HANDLED or (case.is_open and case.escalated_to is None):
            yield Violation("I15", str(ref), f"is {case.status} after a week, and nobody knows")
        if case.handled_by and not works_in(member(case.handled_by, desk), case.inbox):
            yield Violation("I15", str(ref), f"was handled by {case.handled_by}, who is no agent")
        stage = case.second.stage if case.second else None
        if stage is Stage.PLANNED:
            yield Violation("I15", str(ref), "nobody is told to survey its member again")
        if case.no_contact and stage is Stage.DUE:
            yield Violation("I15", str(ref), "is to be surveyed again, and wants no contact")
        if case.handled_by and not (stage or case.recovery):
            yield Violation("I15", str(ref), "was handled, and its member is not surveyed again")
        for name, due in due_times(case).items():
            if set_for.get((ref, name)) != due:
                yield Violation("I15", str(ref), f"its timer {name} is not what it needs")


def the_week_is_told_once(books: Books, slack: SimulatedSlack) -> Iterator[Violation]:
    """A1-25: however often its figures are asked for, and whatever is lost on the way."""
    known = [one for one in books.states.values() if isinstance(one, NpsWeek)]
    told = sum(ITS_DAYS in one.shown.text for one in slack.posts.values())
    if len(known) != 1 or told > 1:
        yield Violation("A1-25", WEEK, f"has {told} digests, and is told {len(known)} times")
