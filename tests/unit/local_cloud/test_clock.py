from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tools.local_cloud import clock
from tools.local_cloud.errors import LocalCloudError, NotUpError

WALL = datetime(2026, 3, 2, 9, 0, 0, 250_000, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_tick_into_the_future_takes_the_clock_along() -> None:
    at = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
    tick = clock.plan(at, WALL, clock.AT_WALL_TIME)
    assert tick.offset == 4 * HOUR
    assert tick.event_time + tick.offset == at


def test_the_scheduled_event_of_a_tick_counts_in_whole_seconds() -> None:
    tick = clock.plan(datetime(2026, 3, 2, 13, 0, tzinfo=UTC), WALL, clock.AT_WALL_TIME)
    assert tick.event_time == WALL.replace(microsecond=0)


def test_a_tick_for_the_past_never_turns_the_clock_back() -> None:
    at = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    tick = clock.plan(at, WALL, 4 * HOUR)
    assert tick.offset == 4 * HOUR
    assert tick.event_time + tick.offset == at


def test_a_time_with_a_zone_means_that_instant() -> None:
    assert clock.parse("2026-03-02T18:00:00+09:00") == datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["2026-03-02T09:00:00Z", "2026-03-02T09:00:00", "2026-03-02 09:00"]
)
def test_a_time_without_a_zone_is_utc(text: str) -> None:
    assert clock.parse(text) == datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize("text", ["tomorrow", "", "2026-13-01T00:00:00Z"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(LocalCloudError, match="2026-03-02T09:00:00Z"):
        clock.parse(text)


def test_the_offset_survives_in_its_file(tmp_path: Path) -> None:
    file = tmp_path / "clock.json"
    clock.write_offset(file, timedelta(days=3, seconds=1))
    assert clock.read_offset(file) == timedelta(days=3, seconds=1)
    assert [path.name for path in tmp_path.iterdir()] == ["clock.json"]


def test_without_a_desk_it_is_said_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(NotUpError, match="The desk is not up; start it with: make up"):
        clock.read_offset(tmp_path / "clock.json")
