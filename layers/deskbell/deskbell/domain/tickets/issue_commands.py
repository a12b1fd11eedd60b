"""What is asked of a ticket about its issue in Jira (A5-08); `commands.py` names it, too."""

from dataclasses import dataclass

from deskbell.domain.ids import InstallId, PersonId, Ref
from deskbell.domain.jira.issue import Issue
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.classification import Priority


@dataclass(frozen=True, slots=True)
class LinkIssue:
    """Jira has made it: by this number there, and this key for people."""

    connector: str
    id: str
    key: str


@dataclass(frozen=True, slots=True)
class TrackIssue:
    """It is to be an issue there from now on."""

    connector: str


@dataclass(frozen=True, slots=True)
class OpenFromIssue:
    """What began in Jira as `issue` is a ticket of `by`, too. `text` as Slack marks it up."""

    ref: Ref
    install: InstallId
    number: int
    inbox: Inbox
    by: PersonId
    text: str
    issue: Issue
    priority: Priority
