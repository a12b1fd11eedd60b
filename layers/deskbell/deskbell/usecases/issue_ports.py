"""What the relay needs of Jira (A5-08): one session for one outbox row, with a time of its own.

Its calls raise `IssueRefusedError` with the outcome instead of answering with one: a row takes
several of them, and the first that fails decides what becomes of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from deskbell.domain.decision import Comment
from deskbell.domain.jira.inputs import IssueCommented
from deskbell.domain.jira.settings import Jira
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.slack_ports import Later, Never, Unknown


class IssueRefusedError(Exception):
    """Jira did not do it, or nobody knows."""

    def __init__(self, outcome: Later | Never | Unknown) -> None:
        super().__init__(outcome.code)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class IssueNames:
    """`id` is its number, which stays; `key` is what people call it, which changes if it moves."""

    id: str
    key: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What is set of an issue; what is None stays as it is there."""

    summary: str | None = None
    description: str | None = None
    priority: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A comment as it stands in Jira: what it `tells`, as the webhook would, and its last line."""

    id: str
    body: str
    tells: IssueCommented


class IssueSession(Protocol):
    """All raise IssueRefusedError. Nothing is written any more where little time is left."""

    def find(self, label: str) -> IssueNames | None:
        """The first one with this label; Jira shows a new one some seconds later."""
        ...

    def create(self, draft: Draft, label: str) -> IssueNames: ...
    def status(self, issue: str) -> str: ...
    def comments(self, issue: str) -> Sequence[Written]: ...
    def update(self, issue: str, draft: Draft) -> None: ...
    def ways(self, issue: str) -> Mapping[str, str]:
        """The ids of the transitions that are open, by the status that each leads to."""
        ...

    def move(self, issue: str, way: str) -> None: ...
    def say(self, issue: str, body: str) -> None: ...
    def say_anew(self, issue: str, comment: str, body: str) -> None: ...
    def unsay(self, issue: str, comment: str) -> None: ...


class Issues(Protocol):
    """The projects of Jira that the settings name, and what is written there."""

    def session(self, jira: Jira) -> IssueSession: ...

    def about(self, jira: Jira, ticket: Ticket) -> Draft:
        """All of the ticket that an issue has."""
        ...

    def said(self, ticket: Ticket, comment: Comment) -> str:
        """What somebody said, with their name, as Jira's people read it; without a mark."""
        ...
