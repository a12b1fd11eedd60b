"""One person's Home tab: which pages of their lists it shows, in which language (A1-12).

What is on the lists is looked up when the tab is shown; this is only what the person chose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from deskbell.domain.decision import Role, Routing
from deskbell.domain.ids import InstallId, PersonId, Ref


class HomeList(StrEnum):
    """The lists of a Home tab."""

    REQUESTS = "requests"
    """What the person asked for and is not solved."""
    MINE = "mine"
    """What waits for the person: assigned to them."""
    QUEUE = "queue"
    """What waits for anybody of their team."""


@dataclass(frozen=True, slots=True)
class Home:
    """`pages` are counted from 0, by list; `language` is None where Slack's own counts."""

    ref: Ref
    install: InstallId
    version: int
    person: PersonId
    language: str | None = None
    pages: Mapping[HomeList, int] = field(default_factory=dict)

    @property
    def routing(self) -> Routing:
        return Routing(None, None, 0)

    @property
    def people(self) -> frozenset[tuple[Role, PersonId]]:
        """Nobody has anything to do about it."""
        return frozenset()

    @property
    def is_open(self) -> bool:
        return False

    def page(self, of: HomeList) -> int:
        """The page that a list shows."""
        return self.pages.get(of, 0)
