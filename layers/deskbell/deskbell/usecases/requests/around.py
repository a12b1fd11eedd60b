"""What a decision about a guided request needs to know: read right before it, for each use case."""

from collections.abc import Iterator
from datetime import datetime

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.step_parts import WhoKind
from deskbell.domain.catalogue.uses import named
from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.schedule import ScheduleId
from deskbell.domain.requests.around import Around
from deskbell.usecases.oncall.schedules import current_schedule
from deskbell.usecases.ports import Changing


def around(
    ports: Changing, definition: Definition, at: datetime, number: int | None = None
) -> Around:
    """Costs a read for each schedule that the definition names; most name none."""
    on_call = dict(_on_call(ports, definition, at))
    return Around(definition, ports.settings.current(), at, number, on_call)


def _on_call(
    ports: Changing, definition: Definition, at: datetime
) -> Iterator[tuple[str, PersonId]]:
    people = (who for step in definition.steps for who, _ in named(step))
    desk = ports.settings.current()
    for name in sorted({who.name for who in people if who.kind is WhoKind.ON_CALL}):
        schedule = current_schedule(desk, ports.aggregates, ScheduleId(name))
        if schedule and (found := schedule.on_call(at)):
            yield name, found.person
