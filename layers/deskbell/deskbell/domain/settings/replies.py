"""Prepared replies: what agents say often, in the languages of those whom they say it to.

`read_replies.py` reads and checks them; a ticket's dialog offers them, `canned.py` fills them in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from deskbell.domain.id_types import InboxId, PersonId
from deskbell.domain.tickets.classification import Priority

VARIABLES = ("requester", "number", "inbox", "agent")
"""What a text may say in braces."""


ME = PersonId("me")
"""As an assignee: whoever says it."""


class Ending(StrEnum):
    """How a ticket stands once the reply is said."""

    WAIT = "wait"
    """For its requester."""
    SOLVE = "solve"


@dataclass(frozen=True, slots=True)
class Does:
    """What a reply does with the ticket besides (a macro); what is None stays as it is. What goes
    to another inbox is that team's to give to somebody, or to end."""

    priority: Priority | None = None
    category: str | None = None
    assignee: PersonId | None = None
    inbox: InboxId | None = None
    state: Ending | None = None
    called: tuple[str, ...] = ()
    """All of it as the settings call it, for whoever chooses the reply."""


@dataclass(frozen=True, slots=True)
class Reply:
    """`name` is what the dialog calls it; `texts` by language, in Slack's markup."""

    id: str
    name: str
    texts: Mapping[str, str]
    does: Does | None = None

    def told(self, language: str) -> Iterator[str]:
        """What it does, then how it begins: nobody sends what they have not seen."""
        if self.does:
            yield f"[{', '.join(self.does.called)}]"
        yield self.text(language, language)

    def text(self, language: str, fallback: str) -> str:
        """In that language, else in the desk's, which each reply has."""
        return self.texts.get(language) or self.texts[fallback]
