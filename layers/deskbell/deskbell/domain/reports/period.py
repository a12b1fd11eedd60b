"""The days that a report is of, in the desk's zone: where the clock changes they have 23 or 25
hours."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

HOURS = 24
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From the beginning of `first` to the end of `last`, both days included."""

    first: date
    last: date
    zone: str

    @cached_property
    def begins(self) -> datetime:
        """UTC."""
        return self._midnight(self.first)

    @cached_property
    def ends(self) -> datetime:
        """UTC; the first moment that does not belong to it any more."""
        return self._midnight(self.last + _DAY)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def hours(self) -> int:
        return int((self.ends - self.begins) / timedelta(hours=1))

    @cached_property
    def weekdays(self) -> Counter[int]:
        """How many of each there are, Monday being 0."""
        return Counter((self.first + n * _DAY).weekday() for n in range(self.days))

    def has(self, at: datetime) -> bool:
        return self.begins <= at < self.ends

    def clock(self, at: datetime) -> tuple[int, int]:
        """Weekday, Monday being 0, and hour of the clock on the wall; of an hour that comes twice
        both are the same."""
        local = at.astimezone(ZoneInfo(self.zone))
        return local.weekday(), local.hour

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC)
