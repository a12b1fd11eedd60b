"""Ids as Slack makes them, for everything that is born while the fake runs."""

import random
import string

_DIGITS = string.digits + string.ascii_uppercase
_LETTERS = string.ascii_letters + string.digits


def base36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text or "0"


class Ids:
    """Counts up behind a mark of the run: the start time, so that a restart repeats no id.

    With a seed the mark and every secret come from it: the same seed gives the same ids.
    """

    def __init__(self, started: float, seed: int | None = None) -> None:
        self.chance = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311
        mark = int(started * 10) if seed is None else self.chance.getrandbits(32)
        self._run = base36(mark % 36**6).rjust(6, "0")
        self._last = 0

    def next(self, prefix: str) -> str:
        """Such as `Ev0K3J2A0001`."""
        return f"{prefix}{self._run}{base36(self._number()).rjust(4, '0')}"

    def trigger(self) -> str:
        return f"{int(self._run, 36)}.{self._number()}.{self.chance.getrandbits(128):032x}"

    def secret(self) -> str:
        """Twenty-four letters and digits nobody guesses."""
        return "".join(self.chance.choices(_LETTERS, k=24))

    def _number(self) -> int:
        self._last += 1
        return self._last
