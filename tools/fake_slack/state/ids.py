"""Ids as Slack makes them, for everything that is born while the fake runs."""

import itertools
import secrets
import string

_DIGITS = string.digits + string.ascii_uppercase


def base36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text or "0"


class Ids:
    """Counts up; the start time is in every id, so that a restart repeats none of them."""

    def __init__(self, started: float) -> None:
        self._run = base36(int(started * 10) % 36**6).rjust(6, "0")
        self._number = itertools.count(1)

    def next(self, prefix: str) -> str:
        """Such as `Ev0K3J2A0001`."""
        return f"{prefix}{self._run}{base36(next(self._number)).rjust(4, '0')}"

    def trigger(self) -> str:
        number = next(self._number)
        return f"{int(self._run, 36)}.{number}.{secrets.token_hex(16)}"

    def secret(self) -> str:
        return secrets.token_urlsafe(18)
