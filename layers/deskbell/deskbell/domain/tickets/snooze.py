"""When a snooze ends: at a wall-clock time where the person is who asked for it.

A day is not 24 hours where the clocks change, so the time is found in their zone and only then
turned into an instant (C-13).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskbell.domain.tickets.pause import Snooze

MORNING = time(9, 0)


def morning_of(day: date, zone: str) -> datetime:
    """Nine o'clock there, in UTC. A time that the clocks skip is as much later as they jump."""
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(UTC)


def wakes_at(choice: Snooze, zone: str, now: datetime) -> datetime | None:
    """The end in UTC; None where only a reply ends it, or the time is given apart."""
    today = now.astimezone(ZoneInfo(zone)).date()
    match choice:
        case Snooze.HOUR:
            return now + timedelta(hours=1)
        case Snooze.TOMORROW:
            return morning_of(today + timedelta(days=1), zone)
        case Snooze.MONDAY:
            return morning_of(today + timedelta(days=7 - today.weekday()), zone)
        case Snooze.REPLY | Snooze.UNTIL:
            return None
