"""The desk's local clock: wall time plus one offset that a tick moves forward and never back.

The stack tells every function where the file is (DESK_CLOCK_FILE), so that clicks live in the
same time as ticks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tools.local_cloud.errors import LocalCloudError, NotUpError

AT_WALL_TIME = timedelta(0)


@dataclass(frozen=True, slots=True)
class Tick:
    """One firing of the scheduled rule as of `at`: wall time `event_time` plus the offset."""

    at: datetime
    offset: timedelta

    @property
    def event_time(self) -> datetime:
        return self.at - self.offset


def plan(at: datetime, wall: datetime, offset: timedelta) -> Tick:
    """Travel forward to `at`, or fire for a moment that has passed and leave the clock alone."""
    # Scheduled events count in whole seconds; a whole wall second makes event_time one too.
    wall = wall.replace(microsecond=0)
    return Tick(at, max(offset, at - wall))


def parse(text: str) -> datetime:
    """An ISO 8601 time; without a zone it is UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise LocalCloudError(
            f"AT is {text!r}; it must be an ISO 8601 time such as 2026-03-02T09:00:00Z"
        ) from error
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def read_offset(file: Path) -> timedelta:
    """Raises NotUpError where no desk has been brought up."""
    try:
        return timedelta(seconds=json.loads(file.read_text())["offset_seconds"])
    except FileNotFoundError as error:
        raise NotUpError from error


def write_offset(file: Path, offset: timedelta) -> None:
    """Replace the file in one step: functions read it at any moment."""
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps({"offset_seconds": offset.total_seconds()}) + "\n")
    fresh.replace(file)
