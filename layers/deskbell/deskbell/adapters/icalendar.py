"""Shifts as a calendar to subscribe to (RFC 5545); `./deskbell oncall --ics` writes it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

_LINE = 75
"""Octets; what is longer goes on in the next line, behind a space."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, slots=True)
class Entry:
    """`uid` stays the same for as long as it is the same shift."""

    uid: str
    start: datetime
    end: datetime
    summary: str


def as_icalendar(name: str, entries: Iterable[Entry], written: datetime) -> str:
    """Times are in UTC, so that every calendar shows them in its reader's zone."""
    lines = _lines(name, entries, written)
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _lines(name: str, entries: Iterable[Entry], written: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Deskbell//On call//EN")
    yield f"X-WR-CALNAME:{name.translate(_ESCAPED)}"
    for entry in entries:
        yield "BEGIN:VEVENT"
        yield f"UID:{entry.uid.translate(_ESCAPED)}"
        yield f"DTSTAMP:{_time(written)}"
        yield f"DTSTART:{_time(entry.start)}"
        yield f"DTEND:{_time(entry.end)}"
        yield f"SUMMARY:{entry.summary.translate(_ESCAPED)}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _time(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> Iterator[str]:
    """Never within a character."""
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE:
            yield part
            part, size = " ", 1
        part, size = part + character, size + octets
    yield part
