"""Keeps this process below Slack's rates for what may come in hundreds at once; web_calls.py asks.

Everything else runs until Slack says 429, which it says only for what is really too much. But
when 200 people join a channel, each needs one `users.info` (A1-01), and Slack's limit is known.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from threading import Lock
from time import time

WINDOW = 60.0
A_MINUTE = {
    "users_info": 50,
    "conversations_open": 25,
    "views_publish": 50,
    "conversations_create": 10,
}
"""Half of what Slack allows (slack.md 5.1): an intake and the sweep are often two processes. Where
there are more, Slack's 429 is the limit, as for everything else."""
UNHURRIED = {**A_MINUTE, "conversations_history": 25, "conversations_replies": 25}
"""For the back-fill, which nobody waits for: the other half is for the readings of tickets."""


class Pace:
    """One for all threads of a process; `clock` gives epoch seconds."""

    def __init__(
        self, clock: Callable[[], float] = time, most: Mapping[str, int] = A_MINUTE
    ) -> None:
        self._clock = clock
        self._most = most
        self._lock = Lock()
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def wait(self, method: str) -> float:
        """Seconds until the method may be called; 0 means now, and the call is counted."""
        most = self._most.get(method)
        if most is None:
            return 0.0
        with self._lock:
            now, calls = self._clock(), self._calls[method]
            while calls and calls[0] <= now - WINDOW:
                calls.popleft()
            if len(calls) >= most:
                return calls[0] + WINDOW - now
            calls.append(now)
            return 0.0
