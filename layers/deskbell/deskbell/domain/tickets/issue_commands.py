"""What is asked of a ticket about its issue in Jira (A5-08); `commands.py` names it, too."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkIssue:
    """Jira has made it: by this number there, and this key for people."""

    connector: str
    id: str
    key: str
