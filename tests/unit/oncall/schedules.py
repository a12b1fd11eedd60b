"""Schedules and their parts for the tests of on-call, in Warsaw unless they say otherwise."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.on_call import on_call
from deskbell.domain.oncall.schedule import (
    Layer,
    LayerId,
    Member,
    OnHolidays,
    Override,
    OverrideId,
    Rotation,
    Schedule,
    ScheduleId,
    WallTime,
    Window,
)
from deskbell.domain.oncall.shifts import shifts
from deskbell.domain.settings.hours import Weekday

WARSAW = "Europe/Warsaw"
ANA, BEN, JIWOO, LENA, OLA = map(PersonId, ("ana", "ben", "jiwoo", "lena", "ola"))
NIGHTS = Window(Weekday.MON, Weekday.FRI, "17:00", "09:00")
WEEKENDS = Window(Weekday.SAT, Weekday.SUN, "00:00", "24:00")


def at(text: str) -> datetime:
    """Of a text with an offset, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def member(person: PersonId, since: str | None = None, until: str | None = None) -> Member:
    return Member(person, at(since) if since else None, at(until) if until else None)


def a_layer(
    *people: PersonId | Member,
    rotation: Rotation = Rotation.WEEKLY,
    every: int = 1,
    starts: str = "2026-01-05 09:00",  # a Monday
    named: str = "everyday",
    only: tuple[Window, ...] = (),
    holidays: OnHolidays | None = None,
) -> Layer:
    members = tuple(one if isinstance(one, Member) else Member(one) for one in people)
    return Layer(LayerId(named), rotation, every, WallTime(starts), members, only, holidays)


def an_override(
    person: PersonId,
    start: str,
    end: str,
    *,
    created: str = "2026-01-01T00:00+01:00",
    named: str = "cover",
) -> Override:
    return Override(OverrideId(named), person, at(start), at(end), at(created))


def a_schedule(
    *layers: Layer,
    overrides: tuple[Override, ...] = (),
    zone: str = WARSAW,
    holidays: frozenset[str] = frozenset(),
) -> Schedule:
    return Schedule(ScheduleId("it"), "IT on call", zone, layers, overrides, holidays)


def person_at(
    schedule: Schedule, when: str | datetime, *, deactivated: frozenset[PersonId] = frozenset()
) -> PersonId | None:
    moment = at(when) if isinstance(when, str) else when
    found = on_call(schedule, moment, deactivated)
    return found.person if found else None


def told(schedule: Schedule, start: str, end: str) -> list[tuple[str, float, PersonId | None]]:
    """Each shift as its beginning on the wall clock, its true hours and its person."""
    zone = ZoneInfo(schedule.zone)
    return [
        (
            f"{shift.start.astimezone(zone):%m-%d %H:%M%z}",
            (shift.end - shift.start).total_seconds() / 3600,
            shift.person,
        )
        for shift in shifts(schedule, at(start), at(end))
    ]
