"""The `standups` of the settings, as `parse.py` reads them: who meets, on which days (A3-05)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from deskbell.domain.ids import ChannelId, InboxId, PersonId
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.hours import Appointment, Weekday
from deskbell.domain.settings.section import Section
from deskbell.domain.standups.plan import (
    CLOSE_AFTER,
    MOST_PEOPLE,
    Department,
    HolidayRule,
    Question,
    StandUpId,
    StandUpPlan,
)
from deskbell.domain.texts import LANGUAGES

_NAME_LIMIT, _WHY_LIMIT, _QUESTION_LIMIT = 40, 200, 150
_DAYS_A_WEEK = 2
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
        owner=_person(part, desk, part.text("owner"), "owner"),
        channel=_channel(part, desk, channels),
        inbox=InboxId(part.choose(part.text("inbox"), desk.inboxes, "no inbox", "inbox")),
        departments=tuple(_departments(part.section("departments"), desk)),
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
    _people_are_apart(part, plan, desk)
    return plan


def _person(part: Section, desk: Desk, name: str, *where: str) -> PersonId:
    known = part.choose(name, desk.people, "nobody in people", *where)
    return desk.people.get(known, PersonId(""))


def _channel(part: Section, desk: Desk, channels: Mapping[str, str]) -> ChannelId:
    name = part.choose(part.text("channel"), channels, "no channel in channels", "channel")
    channel = ChannelId(channels.get(name, ""))
    if channel and desk.partners_in(channel):
        part.fault("another company is in it; what people say is for your own", "channel")
    return channel


def _departments(part: Section, desk: Desk) -> Iterator[Department]:
    values.names(part)
    for _, one in part.sections():
        yield Department(
            name=values.short_text(one, "name", _NAME_LIMIT),
            people=tuple(_person(one, desk, name, *where) for where, name in one.texts("people")),
        )
        one.end()
    if part.values and len(part.values) < _DAYS_A_WEEK:
        part.fault("people of one department alone; name at least two departments")


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


def _people_are_apart(part: Section, plan: StandUpPlan, desk: Desk) -> None:
    """Each is of one department, and one message has room for all."""
    names = {person: name for name, person in desk.people.items()}
    seen: set[PersonId] = set()
    for _, person in plan.people:
        if person and person in seen:
            part.fault(f"{names[person]} is in it twice; once is enough", "departments")
        seen.add(person)
    if len(plan.people) > MOST_PEOPLE:
        part.fault(f"{len(plan.people)} people; at most {MOST_PEOPLE}", "departments")
