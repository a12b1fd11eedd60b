"""The fake's clock: running, frozen, faster, or moved; whatever expires or is retried asks it."""

import json
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Mode(StrEnum):
    RUNNING = "running"
    FROZEN = "frozen"


SIGN_BY_CLOCK = "clock"
"""Instead of a skew in seconds: sign with the fake's time."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """At this wall time it was that time."""

    wall: float
    virtual: float


class Clock:
    """Wall time at first; then what a test makes of it, and what the desk's clock has travelled.

    `file` is the desk's clock, `{"offset_seconds": …}`, in which `make tick` moves everybody's
    time. The receiver compares signatures with its own clock, so they carry wall time unless told.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._read: tuple[object, float] = (None, 0.0)
        """What tells this version of the file from others, and what is in it."""
        self.mode = Mode.RUNNING
        self.speed = 1.0
        self.sign_skew: int | str = 0
        started = time.time()
        self._anchor = _Anchor(started, started)
        self._noticed = self._travelled()

    @property
    def moves_by_itself(self) -> bool:
        """Whether somebody else's file may move it at any moment."""
        return self._file is not None

    @property
    def wall(self) -> float:
        return time.time()

    @property
    def pace(self) -> float:
        """Seconds of this clock in a second of the wall's."""
        return 0.0 if self.mode is Mode.FROZEN else self.speed

    def now(self) -> float:
        """Seconds since the epoch."""
        return self._own_time() + self._travelled()

    def desk_time(self) -> float:
        """What the desk's own clock says, whatever was done to this one alone."""
        return self.wall + self._travelled()

    def signing_time(self) -> int:
        if isinstance(self.sign_skew, str):
            return int(self.now())
        return int(self.wall) + self.sign_skew

    def freeze(self) -> None:
        self._run(Mode.FROZEN, self.speed)

    def run(self, speed: float | None = None) -> None:
        self._run(Mode.RUNNING, speed or self.speed)

    def put(self, now: float) -> None:
        """Be at this time, and go on from there in the same mode."""
        self._anchor = _Anchor(self.wall, now - self._travelled())

    def notice_journey(self) -> bool:
        """Whether the desk's clock was moved since this was last asked."""
        noticed, self._noticed = self._noticed, self._travelled()
        return noticed != self._noticed

    def _run(self, mode: Mode, speed: float) -> None:
        self._anchor = _Anchor(self.wall, self._own_time())
        self.mode, self.speed = mode, speed

    def _own_time(self) -> float:
        return self._anchor.virtual + (self.wall - self._anchor.wall) * self.pace

    def _travelled(self) -> float:
        if self._file is None:
            return 0.0
        try:
            found = self._file.stat()
            version = (found.st_ino, found.st_mtime_ns, found.st_size)
            if version != self._read[0]:
                told = json.loads(self._file.read_text(encoding="utf-8"))
                self._read = (version, float(told["offset_seconds"]))
        except FileNotFoundError:
            return 0.0
        return self._read[1]
