"""What of a member's own words may stand in a channel; the renderer of its card asks."""

from dataclasses import dataclass
from typing import Protocol


class Redaction(Protocol):
    """Takes out what is personal: names, telephone numbers, addresses."""

    def redacted(self, text: str) -> str | None:
        """The text without it; None where nothing of it may be shown."""
        ...


@dataclass(frozen=True, slots=True)
class Withheld:
    """Nothing is shown, as long as nothing is known that could take it out."""

    def redacted(self, text: str) -> str | None:
        return None


WITHHELD = Withheld()
