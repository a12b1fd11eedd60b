"""Slack's rate tiers: so many calls of one method a minute; the gate asks before the work."""

from collections import deque

from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.messages import JsonObject

WINDOW_S = 60.0


class MethodRates:
    """One window a method and install, over the last minute; refused calls do not count."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._calls: dict[tuple[str, str], deque[float]] = {}

    def wait_for(self, place: str, method: str, per_minute: int | None) -> float:
        """Seconds until the method takes another call; 0.0 takes one now. None is no limit.

        `place` is the workspace or org of the install: one does not use up what another has.
        """
        recent, now = self._recent(place, method), self._clock.now()
        if per_minute is not None and len(recent) >= per_minute:
            freeing = recent[len(recent) - per_minute] if per_minute else now
            return max(freeing + WINDOW_S - now, 0.001)
        recent.append(now)
        return 0.0

    def shown(self, place: str, method: str, per_minute: int | None) -> JsonObject | None:
        """For the call log: the limit and what is left of it in this minute."""
        if per_minute is None:
            return None
        left = max(per_minute - len(self._recent(place, method)), 0)
        return {"per_minute": per_minute, "left": left}

    def _recent(self, place: str, method: str) -> deque[float]:
        calls = self._calls.setdefault((place, method), deque())
        since = self._clock.now() - WINDOW_S
        while calls and calls[0] <= since:
            calls.popleft()
        return calls
