"""The `schedules` of the settings, as `parse.py` reads them: who takes turns at being on call.

Whether somebody is on call all the time is not checked here, as that depends on the day on which
it is asked (`tools/desk/oncall`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.oncall.schedule import (
    SUMMARY,
    GroupId,
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
from deskbell.domain.oncall.wall_clock import instant
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.hours import Weekday
from deskbell.domain.settings.section import Section

_NAME_LIMIT = 40
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")
_YEARS = range(2000, 2100)
_MEMBER = re.compile(r"(\S+)(?: +from +(\S+ \S+))?(?: +until +(\S+ \S+))?")
_DAYS = frozenset(Weekday)
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_WINDOW = re.compile(rf"([a-z]{{3}})(?:-([a-z]{{3}}))? +({_CLOCK})-({_CLOCK}|24:00)")
_LONGEST = {
    Rotation.HOURLY: 24 * 366,
    Rotation.DAILY: 366,
    Rotation.WEEKLY: 52,
    Rotation.MONTHLY: 12,
}
"""A turn of a year."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When an override of the file was made, so that each one that people agree on later counts."""


def read_schedules(
    part: Section, desk: Desk, channels: Mapping[str, str]
) -> Mapping[ScheduleId, Schedule]:
    """By name; what a schedule leaves out is as docs/settings.md says."""
    values.names(part)
    groups = dict[str, str]()
    found = dict[ScheduleId, Schedule]()
    for key, one in part.sections():
        schedule = _schedule(key, one, desk, channels)
        found[schedule.id] = schedule
        if schedule.group and (other := groups.setdefault(schedule.group, key)) != key:
            one.fault(f"it is the group of {other} already; one group for each", "group")
    return found


def _schedule(key: str, part: Section, desk: Desk, channels: Mapping[str, str]) -> Schedule:
    zone = values.zone(part) if part.has("zone") else desk.zone
    reading = _Reading(desk.people, zone if values.is_zone(zone) else "UTC")
    schedule = Schedule(
        id=ScheduleId(key),
        name=values.short_text(part, "name", _NAME_LIMIT),
        zone=zone,
        layers=tuple(reading.layers(part)),
        overrides=(
            tuple(reading.overrides(part.section("overrides"))) if part.has("overrides") else ()
        ),
        holidays=desk.holidays,
        channel=_channel(part, channels) if part.has("channel") else None,
        group=(
            GroupId(values.slack_id(part, "group", "S", "user group"))
            if part.has("group")
            else None
        ),
        summary=values.appointment_or(part, "summary", SUMMARY),
        drill=values.appointment_or(part, "drill", SUMMARY) if part.has("drill") else None,
        feed=values.whole_or(part, "feed", 0),
    )
    part.end()
    for index, layer in enumerate(schedule.layers):
        where = ("layers", f"[{index}]")
        if layer.holidays is OnHolidays.ONLY and not desk.holidays:
            part.fault(
                "the desk has no holidays, so it would never have anybody", *where, "holidays"
            )
        if above := next((one for one in schedule.layers[index + 1 :] if _hides(one, layer)), None):
            part.fault(
                f'nobody of it is ever on call, as "{above.id}" lies on top of it and always has '
                f'somebody; put it behind "{above.id}"',
                *where,
            )
    return schedule


def _channel(part: Section, channels: Mapping[str, str]) -> ChannelId | None:
    name = part.choose(part.text("channel"), channels, "no channel in channels", "channel")
    return ChannelId(channels[name]) if name else None


def _hides(above: Layer, below: Layer) -> bool:
    """A later layer lies on top, though elsewhere it may be the other way round (D-7)."""
    stays = any(one.since is None and one.until is None for one in above.members)
    is_restricted = above.only or above.holidays
    return stays and not is_restricted and "" < above.starts <= below.starts


@dataclass(frozen=True, slots=True)
class _Reading:
    """People by their names, and the zone in which times are meant."""

    people: Mapping[str, PersonId]
    zone: str

    def layers(self, part: Section) -> Iterator[Layer]:
        known = set[str]()
        for one in part.items("layers"):
            layer = self._layer(one)
            if layer.id and layer.id in known:
                one.fault(f'there is a layer "{layer.id}" already; one name for each', "id")
            known.add(layer.id)
            yield layer

    def overrides(self, part: Section) -> Iterator[Override]:
        """No two at the same time: which of them counts would be anybody's guess."""
        values.names(part)
        before = list[Override]()
        for key, one in part.sections():
            override = Override(
                id=OverrideId(key),
                person=self._person(one, one.text("person"), "person"),
                start=self._time(one, one.text("from"), "from"),
                end=self._time(one, one.text("until"), "until"),
                created=_LONG_AGO,
            )
            one.end()
            if _LONG_AGO < override.end <= override.start:
                one.fault("this is not later than `from`", "until")
            elif override.start > _LONG_AGO:
                for other in before:
                    if override.start < other.end and other.start < override.end:
                        one.fault(f"it overlaps {other.id}; one of them has to give way", "from")
                before.append(override)
            yield override

    def _layer(self, part: Section) -> Layer:
        name = part.choose(part.text("rotation"), Rotation, "no rotation", "rotation")
        rotation = Rotation(name) if name else Rotation.WEEKLY
        layer = Layer(
            id=LayerId(values.name(part, "id")),
            rotation=rotation,
            every=_every(part, rotation),
            starts=self._wall_time(part, part.text("starts"), "starts"),
            members=tuple(self._member(part, text, *where) for where, text in part.texts("people")),
            only=tuple(_windows(part)) if part.has("only") else (),
            holidays=_holidays(part) if part.has("holidays") else None,
        )
        part.end()
        return layer

    def _member(self, part: Section, text: str, *where: str) -> Member:
        found = _MEMBER.fullmatch(text)
        if not found:
            if text:
                form = "write it as ola, or ola from 2026-03-02 09:00 until 2026-06-01 09:00"
                part.fault(f'"{text}" is not somebody and their time; {form}', *where)
            return Member(PersonId(""))
        since, until = (
            self._time(part, one, *where) if one else None for one in found.groups()[1:]
        )
        if since and until and _LONG_AGO < until <= since:
            part.fault(f'"{text}" ends before it begins', *where)
        return Member(self._person(part, found[1], *where), since, until)

    def _person(self, part: Section, name: str, *where: str) -> PersonId:
        known = part.choose(name, self.people, "nobody in people", *where)
        return self.people.get(known, PersonId(""))

    def _time(self, part: Section, text: str, *where: str) -> datetime:
        written = self._wall_time(part, text, *where)
        return instant(datetime.fromisoformat(written), self.zone) if written else _LONG_AGO

    def _wall_time(self, part: Section, text: str, *where: str) -> WallTime:
        """A day and a time, without a zone; empty after a fault."""
        if not text or _is_time(text):
            return WallTime(text)
        years = f"{_YEARS[0]} to {_YEARS[-1]}"
        wrong = f'"{text}" is not a day and a time of the years {years}'
        part.fault(f"{wrong}; write it as 2026-01-05 09:00", *where)
        return WallTime("")


def _is_time(text: str) -> bool:
    try:
        return bool(_TIME.fullmatch(text)) and datetime.fromisoformat(text).year in _YEARS
    except ValueError:
        return False


def _every(part: Section, rotation: Rotation) -> int:
    every = values.whole_or(part, "every", 1)
    if every > _LONGEST[rotation]:
        part.fault(f"a turn is at most a year: {_LONGEST[rotation]} of {rotation}", "every")
    return every


def _windows(part: Section) -> Iterator[Window]:
    for where, text in part.texts("only"):
        found = _WINDOW.fullmatch(text)
        days = [day for day in (found[1], found[2] or found[1]) if day in _DAYS] if found else []
        if found and len(days) == 2:
            yield Window(Weekday(days[0]), Weekday(days[1]), found[3], found[4])
        elif text:
            form = "write it as sat-sun 00:00-24:00, or mon-fri 17:00-09:00 for the nights"
            part.fault(f'"{text}" is not days and times; {form}', *where)


def _holidays(part: Section) -> OnHolidays | None:
    found = part.choose(part.text("holidays"), OnHolidays, "neither", "holidays")
    return OnHolidays(found) if found else None
