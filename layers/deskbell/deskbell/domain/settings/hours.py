"""Days and times as the settings write them; `domain/calendars` reckons with them."""

from dataclasses import dataclass
from enum import StrEnum


class Weekday(StrEnum):
    """The days as the settings write them."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When a team is there, in the desk's zone; `opens` and `closes` are HH:MM."""

    first: Weekday
    last: Weekday
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """On each of these days, in the desk's zone; `at` is HH:MM."""

    first: Weekday
    last: Weekday
    at: str


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Somebody's night, in their own zone, over midnight if it ends before it begins; HH:MM."""

    begins: str
    ends: str
