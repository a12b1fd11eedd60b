"""Prepared replies: what agents say often, in the languages of those whom they say it to.

`read_replies.py` reads and checks them; a ticket's dialog offers them, `canned.py` fills them in.
"""

from collections.abc import Mapping
from dataclasses import dataclass

VARIABLES = ("requester", "number", "inbox", "agent")
"""What a text may say in braces."""


@dataclass(frozen=True, slots=True)
class Reply:
    """`name` is what the dialog calls it; `texts` by language, in Slack's markup."""

    id: str
    name: str
    texts: Mapping[str, str]

    def text(self, language: str, fallback: str) -> str:
        """In that language, else in the desk's, which each reply has."""
        return self.texts.get(language) or self.texts[fallback]
