"""What is wrong with a desk's settings: every fault at once, each with its place and its remedy.

`section.py` collects them while `parse.py` reads; `tools/desk` prints them with their lines.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from deskbell.domain.errors import SettingsError

MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """`path` holds the keys from the top, positions in lists as `[0]`; `wrong` also says what is
    allowed."""

    path: tuple[str, ...]
    wrong: str

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong}" if self.path else self.wrong

    @property
    def place(self) -> str:
        """Such as `inboxes.it.agents[0]`."""
        return ".".join(self.path).replace(".[", "[")


class InvalidDeskError(SettingsError):
    """The settings cannot be used; `faults` has all that is wrong, in the order of reading."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))


def nearest(name: str, known: Iterable[str]) -> str:
    """`did you mean "…"? ` if `name` looks like a slip of one of `known`."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f'did you mean "{near[0]}"? ' if near else ""


def one_of(known: Iterable[str], name: str) -> str:
    """What is allowed instead of `name`."""
    names = list(known)
    if not names:
        return "there are none yet"
    more = ", …" if len(names) > MOST_NAMES else ""
    return f"{nearest(name, names)}one of: {', '.join(names[:MOST_NAMES])}{more}"
