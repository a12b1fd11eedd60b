"""Slack's limit on posting: one message a second and channel, with short bursts."""

from tools.fake_slack.state.clock import Clock

PER_SECOND = 1.0
BURST = 5.0


class PostRate:
    """A token bucket a channel."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

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
