"""What somebody wants to know of what is lent: the words behind `/loaner`.

The relay asks, once it is about to answer (usecases/loans/look_up.py).
"""

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What people ask for."""

    MINE = "mine"
    STOCK = "stock"
    DUE = "due"
    ASSET = "asset"


_WORDS: dict[Topic, tuple[str, ...]] = {
    Topic.MINE: ("mine", "my", "내", "moje"),
    Topic.STOCK: ("stock", "재고", "stan"),
    Topic.DUE: ("due", "반납", "zwroty"),
    Topic.ASSET: ("asset", "laptop", "노트북"),
}
_NAMED = {word: topic for topic, words in _WORDS.items() for word in words}
"""As people write them in the languages that Deskbell speaks."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """`of` is an office's name, or its key; of a laptop, its id or serial number. Without a
    `topic`, nobody knows what was meant."""

    topic: Topic | None
    of: str = ""


def understood(text: str) -> Lookup:
    word, _, rest = " ".join(text.split()).partition(" ")
    return Lookup(_NAMED.get(word.casefold()), rest)
