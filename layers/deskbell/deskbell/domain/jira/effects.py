"""What a ticket asks of Jira, as an effect (`domain/effects.py` has them all; A5-08)."""

from dataclasses import dataclass
from enum import StrEnum


class IssuePart(StrEnum):
    """What of a ticket Jira has, besides what was said."""

    TEXT = "text"
    STATUS = "status"
    PRIORITY = "priority"
    ASSIGNEE = "assignee"


@dataclass(frozen=True, slots=True)
class ShowIssue:
    """The ticket's issue in Jira shows all that was said to everybody, and of the ticket what has
    `changed` here: the rest may have been changed there (A5-08). `opens`: it is made if there is
    none; the rows behind it wait for that."""

    connector: str
    changed: tuple[IssuePart, ...] = ()
    opens: bool = False

    @property
    def lane(self) -> str:
        return f"jira:{self.connector}"
