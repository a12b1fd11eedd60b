"""How long ago something was, as somebody on call reads it."""

from datetime import UTC, datetime, timedelta

import pytest

from tools.desk.ages import age, since


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (-5, "0 s"),
        (0, "0 s"),
        (59.9, "59 s"),
        (61, "1 min 1 s"),
        (3600, "1 h"),
        (11_520, "3 h 12 min"),
        (3605, "1 h"),
        (200_000, "2 d 7 h"),
    ],
)
def test_an_age_has_its_two_largest_units(seconds: float, told: str) -> None:
    assert age(timedelta(seconds=seconds)) == told


def test_a_moment_is_told_with_how_long_ago_it_was() -> None:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert since(at, at + timedelta(minutes=5)) == "2026-11-23 09:00:00 UTC (5 min ago)"
