"""What of somebody's words a wide channel may see: the kinds that it may not, and their marks.

A mark such as `[phone]` stands in the text for whoever stores it; readers see it in their own
language (texts.RedactedPassage).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is withheld; of two that overlap, the first here names both."""

    MAIL = "mail"
    LINK = "link"
    ACCOUNT = "account"
    CARD = "card"
    ID = "id"
    ADDRESS = "address"
    PHONE = "phone"
    NAME = "name"


MARK = re.compile(rf"\[({'|'.join(Kind)})\]")


def mark(kind: Kind) -> str:
    return f"[{kind}]"


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with marks in the place of personal data, and how many there are of each kind.

    Only this may be logged or shown; what was there before is not kept here.
    """

    text: str
    found: Mapping[Kind, int]


def with_marks(text: str, word: Callable[[Kind], str]) -> str:
    """`text` with each mark replaced by `word` of its kind, in brackets."""
    return MARK.sub(lambda found: f"[{word(Kind(found[1]))}]", text)
