"""When a snooze ends: at a wall-clock time of whoever asks, also when the clocks change (C-13)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deskbell.domain.tickets.pause import Snooze
from deskbell.domain.tickets.snooze import morning_of, wakes_at

NEW_YORK, WARSAW, SEOUL = "America/New_York", "Europe/Warsaw", "Asia/Seoul"


@pytest.mark.parametrize(
    ("zone", "now", "wakes"),
    [
        (SEOUL, "2026-11-23T09:00", "2026-11-24T00:00"),
        (SEOUL, "2026-11-23T16:00", "2026-11-25T00:00"),  # the 24th already, there
        (NEW_YORK, "2026-11-23T03:00", "2026-11-23T14:00"),  # still the 22nd
        (NEW_YORK, "2026-10-31T15:00", "2026-11-01T14:00"),  # the night has 25 hours
        (NEW_YORK, "2026-03-07T15:00", "2026-03-08T13:00"),  # and this one 23
        (WARSAW, "2026-03-28T15:00", "2026-03-29T07:00"),
    ],
)
def test_tomorrow_is_nine_oclock_there(zone: str, now: str, wakes: str) -> None:
    at = wakes_at(Snooze.TOMORROW, zone, datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert at == datetime.fromisoformat(wakes).replace(tzinfo=UTC)


@pytest.mark.parametrize("day", range(23, 30))
def test_monday_is_always_the_next_one(day: int) -> None:
    at = wakes_at(Snooze.MONDAY, WARSAW, datetime(2026, 11, day, 12, 0, tzinfo=UTC))
    assert at == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


def test_an_hour_is_an_hour_also_when_the_clocks_change() -> None:
    now = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert wakes_at(Snooze.HOUR, WARSAW, now) == now + timedelta(hours=1)


@pytest.mark.parametrize("choice", [Snooze.REPLY, Snooze.UNTIL])
def test_what_ends_otherwise_has_no_time(choice: Snooze) -> None:
    assert wakes_at(choice, WARSAW, datetime(2026, 3, 29, tzinfo=UTC)) is None


def test_a_day_whose_morning_is_skipped_wakes_as_much_later() -> None:
    """Samoa has no 30 December 2011; what is meant is the same hour after the jump."""
    at = morning_of(date(2011, 12, 30), "Pacific/Apia")
    assert at.astimezone(ZoneInfo("Pacific/Apia")).hour == 9
