"""Slack's limits on posting: one message a second and channel, with bursts, and one over all."""

from collections import deque

from tools.fake_slack.state.clock import Clock

PER_SECOND, BURST = 1.0, 5.0
WINDOW_S = 60.0
POSTS_PER_MINUTE = 600
"""Slack keeps its number for a whole workspace to itself; this one is ours."""


class PostRate:
    """A token bucket a channel, and a window of a minute over each workspace."""

    def __init__(self, clock: Clock, per_minute: int) -> None:
        self._clock = clock
        self._per_minute = per_minute
        self._buckets: dict[str, tuple[float, float]] = {}
        self._recent: dict[str, deque[float]] = {}

    def wait_for(self, channel: str) -> float:
        """Seconds until the channel takes another post; 0.0 takes one now."""
        now = self._clock.now()
        left, since = self._buckets.get(channel, (BURST, now))
        left = min(BURST, left + (now - since) * PER_SECOND)
        if left < 1:
            self._buckets[channel] = (left, now)
            return (1 - left) / PER_SECOND
        self._buckets[channel] = (left - 1, now)
        return 0.0

    def has_room(self, team: str) -> bool:
        """Whether the workspace takes another post now; if so, it is counted."""
        now = self._clock.now()
        recent = self._recent.setdefault(team, deque())
        while recent and recent[0] <= now - WINDOW_S:
            recent.popleft()
        if len(recent) >= self._per_minute:
            return False
        recent.append(now)
        return True
