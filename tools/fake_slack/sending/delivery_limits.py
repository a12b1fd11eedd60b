"""How many events an app is sent and when Slack gives up on it; deliveries.py keeps to it."""

from collections import deque
from dataclasses import asdict, dataclass, replace
from typing import Any

HOUR_S = 3600.0
MINUTE_S = 60

SWITCHED_OFF = "event delivery is switched off"
TOO_MANY = "app_rate_limited"


class BadLimitsError(Exception):
    """The settings cannot be; the text says why."""


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """Slack's own numbers, which tests may make small."""

    failing_share: float = 0.95
    """Delivery is switched off when more of an hour's attempts failed, retries included."""
    exempt_below: int = 1_000
    """Apps with fewer events in the hour are left alone."""
    per_hour: int = 30_000

    def changed(self, raw: dict[str, Any]) -> "LimitSettings":
        try:
            new = replace(self, **raw)
            fits = 0 <= new.failing_share <= 1 and new.exempt_below >= 0 and new.per_hour >= 0
        except TypeError as error:
            raise BadLimitsError(f"the settings are {[*asdict(self)]}, numbers") from error
        if not fits:
            raise BadLimitsError("out of range")
        return new


class DeliveryLimits:
    """All times are the fake's."""

    def __init__(self) -> None:
        self.settings = LimitSettings()
        self.switched_off_at: float | None = None
        self._events: deque[float] = deque()
        self._attempts: deque[tuple[float, bool]] = deque()
        self._failed = 0
        self._told_minute: int | None = None

    def refusal(self, now: float) -> str | None:
        """Why another event is not sent now, or nothing, and then it counts."""
        if self.switched_off_at is not None:
            return SWITCHED_OFF
        self._forget_before(now - HOUR_S)
        if len(self._events) >= self.settings.per_hour:
            return TOO_MANY
        self._events.append(now)
        return None

    def minute_to_tell(self, now: float) -> int | None:
        """The minute, in seconds since the epoch, of which the app has not yet been told."""
        minute = int(now) // MINUTE_S * MINUTE_S
        if minute == self._told_minute:
            return None
        self._told_minute = minute
        return minute

    def note(self, now: float, *, ok: bool) -> None:
        """An event was tried; a failure may be the one too many."""
        self._forget_before(now - HOUR_S)
        self._attempts.append((now, ok))
        self._failed += not ok
        exempt = len(self._events) < self.settings.exempt_below
        share = self._failed / len(self._attempts)
        if not exempt and share > self.settings.failing_share:
            self.switched_off_at = now

    def switch_on(self) -> None:
        """As a person does in the app's settings; the past is forgotten."""
        self.switched_off_at = None
        self._attempts.clear()
        self._failed = 0

    def switch_off(self, now: float) -> None:
        self.switched_off_at = now

    def told(self, now: float) -> dict[str, Any]:
        self._forget_before(now - HOUR_S)
        return {
            "on": self.switched_off_at is None,
            "switched_off_at": self.switched_off_at,
            **asdict(self.settings),
            "this_hour": {
                "events": len(self._events),
                "attempts": len(self._attempts),
                "failed": self._failed,
            },
        }

    def _forget_before(self, start: float) -> None:
        while self._events and self._events[0] <= start:
            self._events.popleft()
        while self._attempts and self._attempts[0][0] <= start:
            _, ok = self._attempts.popleft()
            self._failed -= not ok
