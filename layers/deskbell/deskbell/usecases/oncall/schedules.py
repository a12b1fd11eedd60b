"""The schedules as they count: the settings' turns under what people have agreed on since.

Whoever wants to know who is on call asks here: pages, notices, `/oncall` and the calendar (C-15).
"""

from deskbell.domain.ids import rota_ref
from deskbell.domain.oncall.rota import Current, Rota, current
from deskbell.domain.oncall.schedule import Schedule, ScheduleId
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates, Changing


def schedule_of(ports: Changing, schedule: ScheduleId) -> Schedule | None:
    """None of one that an admin has removed since."""
    found = current_schedule(ports.settings.current(), ports.aggregates, schedule)
    return found.schedule if found else None


def current_schedule(desk: Desk, aggregates: Aggregates, schedule: ScheduleId) -> Current | None:
    """With those who have left, as far as the rota knows of them; one read."""
    found = desk.schedules.get(schedule)
    if found is None:
        return None
    ref = rota_ref(desk.workspace.install, schedule)
    return current(found, of_kind(Rota, aggregates.load(ref)))
