"""One execution behind a loan or a guided request, whose tasks the test asks for one by one."""

from __future__ import annotations

from dataclasses import dataclass

from deskbell.domain.ids import Ref
from deskbell.usecases.ports import Wait
from deskbell.usecases.workflows.await_outcome import await_outcome, resume_executions
from deskbell.usecases.workflows.carry_on import Standing, carry_on
from tests.builders import INSTALL
from tests.functional.memory_desk import MemoryDesk


@dataclass
class Execution:
    """As the definitions in `functions/` go on from one to the next."""

    desk: MemoryDesk
    ref: Ref
    generation: int = 0

    def carries_on(self) -> Standing:
        desk = self.desk
        standing = carry_on(desk.ports, self.ref, INSTALL, self.generation, desk.now)
        desk.settle()
        return standing

    def waits(self, token: str = "token") -> str:
        """Where it stands; it waits there, if there is something to wait for."""
        standing = self.carries_on()
        if standing.wait:
            desk, wait = self.desk, Wait(self.ref, standing.wait, token)
            await_outcome(desk.aggregates, desk.waits, desk.executions, wait)
        return standing.outcome

    def hears(self) -> str:
        """What has happened has come over the bus; where it stands then."""
        desk = self.desk
        answered = resume_executions(desk.aggregates, desk.waits, desk.executions, self.ref)
        assert answered == 1, "nobody has waited for that"
        return self.waits()


def timers_of(desk: MemoryDesk, ref: Ref) -> set[str]:
    return {name for of, name in desk.table.timers if of == ref}
