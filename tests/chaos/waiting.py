"""Waiting for what happens by itself, told to whoever looks on."""

import time
from collections.abc import Callable

POLL_SECONDS = 0.5


class NeverHappened(Exception):
    """The text says what did not, and for how long it was waited for."""


def eventually(what: str, holds: Callable[[], object], seconds: float) -> None:
    """Returns when it holds. Raises NeverHappened."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise NeverHappened(f"not within {seconds:.0f} s: {what}")
        time.sleep(POLL_SECONDS)
