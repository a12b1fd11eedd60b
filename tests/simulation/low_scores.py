"""Who calls members back in the simulation, and what only a world that sees everything can ask of
that (I15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deskbell.domain.ids import InboxId
from deskbell.domain.inputs import TimerDue
from deskbell.domain.nps.case import Case, Status
from deskbell.domain.nps.policy import NpsSettings
from deskbell.domain.nps.steps import due_times
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.permissions import member, works_in
from deskbell.usecases.audit.books import Books, Violation
from tests.unit.nps.members import CLOSELOOP as CLOSELOOP

NPS = NpsSettings(InboxId("it"), CLOSELOOP)


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
        for name, due in due_times(case).items():
            if set_for.get((ref, name)) != due:
                yield Violation("I15", str(ref), f"its timer {name} is not what it needs")
