"""The next times that people can sign up for. Pure; the form offers them."""

from collections.abc import Collection, Iterator
from datetime import datetime

from deskbell.domain.calendars.office_hours import next_time
from deskbell.domain.settings.hours import Appointment

MOST_SLOTS = 10


def next_slots(
    slots: Collection[Appointment], now: datetime, zone: str, holidays: Collection[str]
) -> list[datetime]:
    """In UTC and their order, none of them on a holiday."""
    found = {at for one in slots for at in _following(one, now, zone, holidays)}
    return sorted(found)[:MOST_SLOTS]


def _following(
    slot: Appointment, now: datetime, zone: str, holidays: Collection[str]
) -> Iterator[datetime]:
    for _ in range(MOST_SLOTS):
        now = next_time(slot, now, zone, holidays)
        yield now
