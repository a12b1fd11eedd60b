"""The `standups` of the settings, as `parse.py` reads them: who meets, on which days (A3-05)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from deskbell.domain.ids import InboxId
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.hours import Appointment, Weekday
from deskbell.domain.settings.own_channels import own_channel
from deskbell.domain.settings.read_departments import read_departments, read_person
from deskbell.domain.settings.section import Section
from deskbell.domain.standups.plan import (
    CLOSE_AFTER,
    MOST_PEOPLE,
    HolidayRule,
    Question,
    StandUpId,
    StandUpPlan,
)
from deskbell.domain.texts import LANGUAGES

_NAME_LIMIT, _WHY_LIMIT, _QUESTION_LIMIT = 40, 200, 150
_DAYS_A_WEEK, _LEAST_DEPARTMENTS = 2, 2
_LONGEST = timedelta(hours=24)
_NEVER = Appointment(Weekday.MON, Weekday.MON, "00:00")
"""For reading on after a fault."""


def read_standups(
    part: Section, desk: Desk, channels: Mapping[str, str]
) -> Mapping[StandUpId, StandUpPlan]:
    values.names(part)
    return {StandUpId(key): _plan(key, one, desk, channels) for key, one in part.sections()}


def _plan(key: str, part: Section, desk: Desk, channels: Mapping[str, str]) -> StandUpPlan:
    plan = StandUpPlan(
        id=StandUpId(key),
        name=values.short_text(part, "name", _NAME_LIMIT),
        why=values.short_text(part, "why", _WHY_LIMIT),
        owner=read_person(part, desk, part.text("owner"), "owner"),
        channel=own_channel(part, "channel", desk, channels, "what people say is"),
        inbox=InboxId(part.choose(part.text("inbox"), desk.inboxes, "no inbox", "inbox")),
        departments=read_departments(part.section("departments"), desk),
        when=tuple(_when(part)),
        zone=values.zone(part) if part.has("zone") else None,
        close_after=values.duration_or(part, "close_after", CLOSE_AFTER),
        holidays=desk.holidays
        | (values.days(part, "holidays") if part.has("holidays") else frozenset()),
        if_holiday=_rule(part) if part.has("if_holiday") else HolidayRule.SKIP,
        questions=_questions(part.section("questions")) if part.has("questions") else {},
    )
    part.end()
    if plan.close_after > _LONGEST:
        part.fault("the next one may come before that; at most 24h", "close_after")
    if len(plan.people) > MOST_PEOPLE:
        part.fault(f"{len(plan.people)} people; at most {MOST_PEOPLE}", "departments")
    if part.values.get("departments") and len(plan.departments) < _LEAST_DEPARTMENTS:
        part.fault("people of one department alone; name at least two departments", "departments")
    return plan


def _when(part: Section) -> Iterator[Appointment]:
    """Two, on different days."""
    listed = part.texts("when")
    times = Section({place[1]: text for place, text in listed}, part.faults, (*part.path, "when"))
    found = [values.appointment_or(times, place[1], _NEVER) for place, text in listed if text]
    if listed and len(listed) != _DAYS_A_WEEK:
        part.fault("two a week; write it as [tue 09:30, thu 09:30]", "when")
    for one in found:
        if one.first != one.last:
            part.fault(f"{one.first}-{one.last} are several days; name one and one", "when")
    days = [one.first for one in found if one is not _NEVER]
    if len(set(days)) < len(days):
        part.fault("both are on the same day; name another one", "when")
    yield from found


def _rule(part: Section) -> HolidayRule:
    rule = part.choose(part.text("if_holiday"), HolidayRule, "no rule for holidays", "if_holiday")
    return HolidayRule(rule) if rule else HolidayRule.SKIP


def _questions(part: Section) -> Mapping[Question, Mapping[str, str]]:
    """Whoever reads a language that a question has no words in has it in ours."""
    asked = {one: part.section(one) for one in Question if part.has(one)}
    part.end()
    return {one: _words(words) for one, words in asked.items()}


def _words(part: Section) -> Mapping[str, str]:
    words = {
        name: values.short_text(part, name, _QUESTION_LIMIT) for name in LANGUAGES if part.has(name)
    }
    part.end()
    return words
