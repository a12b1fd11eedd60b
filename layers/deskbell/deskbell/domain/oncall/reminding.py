"""`Your shift starts tomorrow`: in the evening before, on the clocks of whoever has it (C-16)."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskbell.domain.effects import SendDirect
from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.events import ShiftReminded
from deskbell.domain.oncall.shifts import Shift, shifts
from deskbell.domain.oncall.transition import AHEAD, Case, Step, end_of
from deskbell.domain.oncall.wall_clock import instant
from deskbell.domain.oncall.words import direct, reason
from deskbell.domain.texts import Instant, Name

EVENING = time(18)
_DAY = timedelta(days=1)


def due(case: Case) -> datetime | None:
    found = _next(case)
    return found[0] if found else None


def remind(case: Case) -> Step:
    watched, found = case.rota.watched, _next(case)
    assert watched and found  # noqa: S101, PT018 - `due` has seen them
    _, shift, person = found
    text = direct(
        "tomorrow",
        schedule=case.schedule.name,
        start=Instant(shift.start),
        end=end_of(case, shift),
    )
    return Step(
        replace(
            case.rota,
            watched=replace(
                watched, reminded={**watched.reminded, person: _day_of(case, shift, person)}
            ),
        ),
        ShiftReminded(case.schedule.id, person, shift.start),
        reason("reminded", person=Name(person)),
        (SendDirect(person, text),),
    )


def _next(case: Case) -> tuple[datetime, Shift, PersonId] | None:
    """The next reminder; of the shifts that begin on one day, the first."""
    here, watched = case.current, case.rota.watched
    if watched is None:
        return None
    ahead = shifts(here.schedule, case.now, case.now + AHEAD, here.gone)
    next(ahead)  # has begun
    found = [
        (_evening_before(shift, case.zone_of(shift.person)), shift, shift.person)
        for shift in ahead
        if shift.person
        and _day_of(case, shift, shift.person) > watched.reminded.get(shift.person, "")
    ]
    return min(found, key=lambda one: (one[0], one[1].start), default=None)


def _day_of(case: Case, shift: Shift, person: PersonId) -> str:
    """On whose clocks it begins; later days are greater."""
    return _day(shift, case.zone_of(person)).isoformat()


def _day(shift: Shift, zone: str) -> date:
    return shift.start.astimezone(ZoneInfo(zone)).date()


def _evening_before(shift: Shift, zone: str) -> datetime:
    return instant(datetime.combine(_day(shift, zone) - _DAY, EVENING), zone)
