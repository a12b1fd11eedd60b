"""How a ticket is classed: who may know of it, and how soon. The settings name both (rules, forms).

Apart from `ticket.py`, so that a desk can be read without all that a ticket needs.
"""

from enum import StrEnum


class Privacy(StrEnum):
    """Who may know of a ticket, from everybody to the few; it rises freely and falls only with a
    reason (product.md 7, "Privacy class")."""

    PUBLIC = "public"
    TEAM = "team"
    """Not outside the company: nothing of it in a channel that is shared with another one."""
    PRIVATE = "private"
    """Its requester and the agents of its inbox."""
    RESTRICTED = "restricted"
    """Its requester, its assignee and the lead."""

    @property
    def rank(self) -> int:
        """The higher, the fewer."""
        return _RANKS[self]

    def stricter(self, other: "Privacy") -> "Privacy":
        """The one of the two that fewer may know of."""
        return max(self, other, key=lambda privacy: privacy.rank)


_RANKS = {privacy: rank for rank, privacy in enumerate(Privacy)}


class Priority(StrEnum):
    """How soon, in the requester's or the triager's eyes."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"
