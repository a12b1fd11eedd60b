"""How many events an app is sent and when Slack gives up on it; deliveries.py keeps to it."""

from collections import defaultdict, deque
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


class HourlyRate:
    """How many events one workspace's install has had; in an org each workspace counts alone."""

    def __init__(self) -> None:
        self._sent: deque[float] = deque()
        self._told_minute: int | None = None

    def __len__(self) -> int:
        return len(self._sent)

    def note(self, now: float) -> None:
        self._sent.append(now)

    def minute_to_tell(self, now: float) -> int | None:
        """The minute, in seconds since the epoch, of which the app has not yet been told."""
        minute = int(now) // MINUTE_S * MINUTE_S
        if minute == self._told_minute:
            return None
        self._told_minute = minute
        return minute

    def forget_before(self, start: float) -> None:
        while self._sent and self._sent[0] <= start:
            self._sent.popleft()


class DeliveryLimits:
    """The rate is each workspace's own, the switch is the app's. All times are the fake's."""

    def __init__(self) -> None:
        self.settings = LimitSettings()
        self.switched_off_at: float | None = None
        self._rates = defaultdict[str | None, HourlyRate](HourlyRate)
        self._attempts: deque[tuple[float, bool]] = deque()
        self._failed = 0

    def refusal(self, workspace: str | None, now: float) -> str | None:
        """Why another event is not sent now, or nothing, and then it counts."""
        if self.switched_off_at is not None:
            return SWITCHED_OFF
        self._forget_before(now - HOUR_S)
        if len(self._rates[workspace]) >= self.settings.per_hour:
            return TOO_MANY
        self._rates[workspace].note(now)
        return None

    def minute_to_tell(self, workspace: str | None, now: float) -> int | None:
        """Of which this workspace's install has not yet been told that it gets too many."""
        return self._rates[workspace].minute_to_tell(now)

    def note(self, now: float, *, ok: bool) -> None:
        """An event was tried; a failure may be the one too many."""
        self._forget_before(now - HOUR_S)
        self._attempts.append((now, ok))
        self._failed += not ok
        exempt = self._events < self.settings.exempt_below
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
                "events": self._events,
                "attempts": len(self._attempts),
                "failed": self._failed,
            },
        }

    @property
    def _events(self) -> int:
        """Of the app, in all workspaces together."""
        return sum(len(rate) for rate in self._rates.values())

    def _forget_before(self, start: float) -> None:
        for rate in self._rates.values():
            rate.forget_before(start)
        while self._attempts and self._attempts[0][0] <= start:
            _, ok = self._attempts.popleft()
            self._failed -= not ok
