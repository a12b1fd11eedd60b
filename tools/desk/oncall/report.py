"""How it is told who is on call: to people, to programs and to calendars."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from deskbell.adapters.icalendar import Entry, as_icalendar
from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.on_call import on_call
from deskbell.domain.oncall.schedule import Schedule
from deskbell.domain.oncall.shifts import LOOKED_AHEAD, Shift, next_shift, shifts, week

NOBODY = "nobody"
_FED = (timedelta(days=31), timedelta(days=90))
"""So far back and ahead a calendar has shifts."""


@dataclass(frozen=True, slots=True)
class Told:
    """A schedule as of `at`, with the names that the file gives people."""

    schedule: Schedule
    at: datetime
    names: Mapping[PersonId, str]

    def as_text(self) -> str:
        return "\n".join(self._lines())

    def as_values(self) -> dict[str, object]:
        now = on_call(self.schedule, self.at)
        following = next_shift(self.schedule, self.at)
        return {
            "schedule": self.schedule.id,
            "zone": self.schedule.zone,
            "now": self._values(self._shift_now()) | {"by": now and now.by},
            "next": self._values(following) if following else None,
            "week": [self._values(shift) for shift in week(self.schedule, self.at)],
        }

    def as_calendar(self) -> str:
        """Who is on call is the summary; a gap is no entry."""
        schedule, (back, ahead) = self.schedule, _FED
        today = self.at.replace(hour=0, minute=0, second=0, microsecond=0)
        found = shifts(schedule, today - back, today + ahead)
        entries = (
            Entry(
                uid=f"{schedule.id}-{shift.start:%Y%m%dT%H%M%SZ}@oncall.deskbell",
                start=shift.start,
                end=shift.end,
                summary=f"{schedule.name}: {self._name(shift)}",
            )
            for shift in found
            if shift.person
        )
        return as_icalendar(schedule.name, entries, self.at)

    def _lines(self) -> Iterator[str]:
        yield f"{self.schedule.name} ({self.schedule.id}, {self.schedule.zone})"
        now, following = self._shift_now(), next_shift(self.schedule, self.at)
        is_for_good = now.end == self.at + LOOKED_AHEAD
        yield f"  now   {self._name(now)}" + (
            "" if is_for_good else f", until {self._time(now.end)}"
        )
        if following:
            begins, ends = self._time(following.start), self._time(following.end)
            yield f"  next  {self._name(following)}, from {begins} to {ends}"
        yield "  week"
        for shift in week(self.schedule, self.at):
            yield f"    {self._time(shift.start)}  {self._name(shift)}"

    def _shift_now(self) -> Shift:
        return next(shifts(self.schedule, self.at, self.at + LOOKED_AHEAD))

    def _name(self, shift: Shift) -> str:
        return self.names.get(shift.person, shift.person) if shift.person else NOBODY

    def _time(self, at: datetime) -> str:
        return f"{at.astimezone(ZoneInfo(self.schedule.zone)):%a %Y-%m-%d %H:%M}"

    def _values(self, shift: Shift) -> dict[str, object]:
        zone = ZoneInfo(self.schedule.zone)
        return {
            "person": self._name(shift) if shift.person else None,
            "from": shift.start.astimezone(zone).isoformat(),
            "to": shift.end.astimezone(zone).isoformat(),
        }


def as_json(told: list[Told]) -> str:
    return json.dumps([one.as_values() for one in told], indent=2)
