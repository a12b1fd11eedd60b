"""What the doctor says of one link of the desk; every area makes them, `report.py` shows them."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    OK = "ok"
    WRONG = "wrong"
    UNSEEN = "not checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """`advice` is what to mend, as a command or a click; or why something was not checked."""

    area: str
    health: Health
    what: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """One part of the desk, such as "Table"; makes its findings."""

    name: str

    def ok(self, what: str) -> Finding:
        return Finding(self.name, Health.OK, what)

    def wrong(self, what: str, mend: str) -> Finding:
        return Finding(self.name, Health.WRONG, what, mend)

    def unseen(self, what: str, why: str) -> Finding:
        return Finding(self.name, Health.UNSEEN, what, why)

    def sound(self, what: str, faults: list[Finding]) -> list[Finding]:
        """The faults, or that there are none."""
        return faults or [self.ok(what)]
