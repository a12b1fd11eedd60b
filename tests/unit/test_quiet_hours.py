"""When somebody's night ends, wherever they are (A5-06, C-08)."""

from datetime import UTC, datetime

import pytest

from deskbell.domain.deliveries.quiet import quiet_until
from deskbell.domain.settings.hours import QuietHours

NIGHT = QuietHours("20:00", "08:00")


def until(at: str, zone: str = "Europe/Warsaw", quiet: QuietHours = NIGHT) -> str | None:
    """Both in UTC."""
    found = quiet_until(quiet, zone, datetime.fromisoformat(at).replace(tzinfo=UTC))
    return f"{found:%Y-%m-%dT%H:%M}" if found else None


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        ("2026-11-23T18:59", None),
        ("2026-11-23T19:00", "2026-11-24T07:00"),
        ("2026-11-23T23:30", "2026-11-24T07:00"),
        ("2026-11-24T06:59", "2026-11-24T07:00"),
        ("2026-11-24T07:00", None),
    ],
)
def test_a_night_over_midnight_is_half_open(at: str, ends: str | None) -> None:
    assert until(at) == ends


def test_a_night_within_a_day_ends_that_day() -> None:
    siesta = QuietHours("13:00", "15:00")
    assert until("2026-11-23T12:30", quiet=siesta) == "2026-11-23T14:00"
    assert until("2026-11-23T14:00", quiet=siesta) is None


def test_each_has_the_night_of_their_own_zone() -> None:
    assert until("2026-11-23T12:00", "Asia/Seoul") == "2026-11-23T23:00"
    assert until("2026-11-23T12:00", "America/New_York") == "2026-11-23T13:00"
    assert until("2026-11-23T13:00", "America/New_York") is None


def test_a_night_in_which_the_clock_changes_ends_in_the_morning_of_that_day() -> None:
    assert until("2026-10-24T20:00") == "2026-10-25T07:00"
    assert until("2027-03-27T21:00") == "2027-03-28T06:00"
