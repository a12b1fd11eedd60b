"""One person's Home tab: which pages of their lists it shows, in which language (A1-12).

What is on the lists is looked up when the tab is shown; this is only what the person chose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from deskbell.domain.ids import PersonId
from deskbell.domain.unlisted import Unlisted


class HomeList(StrEnum):
    """The lists of a Home tab."""

    REQUESTS = "requests"
    """What the person asked for and is not solved."""
    MINE = "mine"
    """What waits for the person: assigned to them."""
    QUEUE = "queue"
    """What waits for anybody of their team."""
    CATALOGUE = "catalogue"
    """What they can ask for."""


@dataclass(frozen=True, slots=True)
class Home(Unlisted):
    """`pages` are counted from 0, by list; `language` is None where Slack's own counts."""

    person: PersonId
    language: str | None = None
    pages: Mapping[HomeList, int] = field(default_factory=dict)

    def page(self, of: HomeList) -> int:
        """The page that a list shows."""
        return self.pages.get(of, 0)
