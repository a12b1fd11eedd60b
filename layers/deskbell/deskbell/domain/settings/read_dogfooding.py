"""The `dogfooding` of the settings, as `parse.py` reads it: who uses what we sell, each month
(A3-04)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from deskbell.domain.dogfooding.plan import GRACE, MOST_PEOPLE, DogfoodingPlan, leave_in
from deskbell.domain.ids import PersonId
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.hours import Appointment, Weekday
from deskbell.domain.settings.own_channels import own_channel
from deskbell.domain.settings.read_departments import NAME_LIMIT, read_departments, read_person
from deskbell.domain.settings.section import Section

_WORDS_LIMIT = 200
_SHORTEST_MONTH = timedelta(days=28)
_NEVER = Appointment(Weekday.MON, Weekday.MON, "00:00")
"""For reading on after a fault."""


def read_dogfooding(part: Section, desk: Desk, channels: Mapping[str, str]) -> DogfoodingPlan:
    plan = DogfoodingPlan(
        name=values.short_text(part, "name", NAME_LIMIT),
        why=values.short_text(part, "why", _WORDS_LIMIT),
        what=values.short_text(part, "what", _WORDS_LIMIT),
        owner=read_person(part, desk, part.text("owner"), "owner"),
        channel=own_channel(part, "channel", desk, channels, "who has done what is"),
        departments=read_departments(part.section("departments"), desk),
        slots=tuple(_slots(part)) if part.has("slots") else (),
        grace=values.duration_or(part, "grace", GRACE),
        joined=dict(_joined(part.section("joined"), desk)) if part.has("joined") else {},
        leave=dict(_leave(part.section("leave"), desk)) if part.has("leave") else {},
        exempt=frozenset(_exempt(part, desk)) if part.has("exempt") else frozenset(),
    )
    part.end()
    if plan.grace > _SHORTEST_MONTH:
        part.fault("nobody would owe it in February; at most 28d", "grace")
    if len(plan.people) > MOST_PEOPLE:
        part.fault(f"{len(plan.people)} people; at most {MOST_PEOPLE}", "departments")
    if desk.feedback is None:
        part.fault("what people find is shared as feedback; set up `feedback` as well")
    return plan


def _slots(part: Section) -> Iterator[Appointment]:
    listed = part.texts("slots")
    times = Section({place[1]: text for place, text in listed}, part.faults, (*part.path, "slots"))
    for place, text in listed:
        if text:
            yield values.appointment_or(times, place[1], _NEVER)


def _joined(part: Section, desk: Desk) -> Iterator[tuple[PersonId, str]]:
    for name in part.values:
        day = part.text(name)
        if day and not values.is_day(day):
            part.fault(f'"{day}" is not a day of the calendar; write it as 2026-11-20', name)
        elif day:
            yield read_person(part, desk, name, name), day


def _leave(part: Section, desk: Desk) -> Iterator[tuple[PersonId, tuple[str, ...]]]:
    for name in part.values:
        listed = part.texts(name)
        for place, text in listed:
            if text and leave_in(text) is None:
                part.fault(
                    f'"{text}" is no leave; write its first and last day as 2026-11-02..2026-11-20',
                    *place,
                )
        yield read_person(part, desk, name, name), tuple(text for _, text in listed)


def _exempt(part: Section, desk: Desk) -> Iterator[PersonId]:
    for where, name in part.texts("exempt"):
        yield read_person(part, desk, name, *where)
