"""A Net Promoter Score, a member's id and the day of an experience, read from what a survey sends.

What is not surely one is none: a guessed score calls somebody for nothing, or for too little
(bad_inputs.md 87). The reader of webhooks calls these.
"""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum

LOWEST, HIGHEST = 0, 10
THRESHOLD = 7
"""Whoever gives less is called back, where the settings do not say otherwise."""
_SCORE = re.compile(r"10|[0-9]", re.ASCII)
_MEMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", re.ASCII)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(T[0-9:.Z+-]*)?", re.ASCII)


class DateFormat(StrEnum):
    """How a survey writes a day, where not as ISO 8601 does; a year may have two digits."""

    MONTH_FIRST = "m/d/y"
    DAY_FIRST = "d/m/y"
    DAY_WITH_DOTS = "d.m.y"
    YEAR_FIRST = "y/m/d"


def parse_score(value: object) -> int | None:
    """A whole number from 0 to 10, or a text of its ASCII digits alone; None of all else, such as
    7.0, true, "10 " and "٧", which `int()` takes."""
    # `type(...) is`: True is an int in Python, and must not be one here.
    if type(value) is int:
        return value if LOWEST <= value <= HIGHEST else None
    return int(value) if isinstance(value, str) and _SCORE.fullmatch(value) else None


def is_member(text: str) -> bool:
    """Letters, digits, - and _: what a channel may show. An address or a name with its blanks is
    none, and no number as telephones are written."""
    return _MEMBER.fullmatch(text) is not None


def parse_experience(text: str, written: DateFormat | None) -> date | None:
    """The day by the survey's own calendar. Only with a format does 3/5/21 mean one."""
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if written is None:
        return None
    pattern, order = _WRITTEN[written]
    parts = pattern.fullmatch(text)
    return order(parts[1], parts[2], parts[3]) if parts else None


def _day(year: str, month: str, day: str) -> date | None:
    full = f"20{year}" if len(year) == 2 else year
    try:
        return date(int(full), int(month), int(day))
    except ValueError:
        return None


def _pattern(sign: str, *, year_first: bool = False) -> re.Pattern[str]:
    year, other = "([0-9]{4}|[0-9]{2})", "([0-9]{1,2})"
    parts = (year, other, other) if year_first else (other, other, year)
    return re.compile(re.escape(sign).join(parts), re.ASCII)


_WRITTEN: dict[DateFormat, tuple[re.Pattern[str], Callable[[str, str, str], date | None]]] = {
    DateFormat.MONTH_FIRST: (_pattern("/"), lambda one, two, three: _day(three, one, two)),
    DateFormat.DAY_FIRST: (_pattern("/"), lambda one, two, three: _day(three, two, one)),
    DateFormat.DAY_WITH_DOTS: (_pattern("."), lambda one, two, three: _day(three, two, one)),
    DateFormat.YEAR_FIRST: (_pattern("/", year_first=True), _day),
}
