"""A project of Jira in which inboxes have their tickets as issues, as the settings say (A5-08)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from deskbell.domain.id_types import InboxId, PersonId
from deskbell.domain.tickets.classification import Priority, Privacy

SHARED_UP_TO = Privacy.TEAM
"""The strictest class of tickets that Jira's people may know of, unless the settings say more."""


class JiraKind(StrEnum):
    """The two differ in how one signs in, what an account is called, and how one searches."""

    CLOUD = "cloud"
    SERVER = "server"


class Stage(StrEnum):
    """What of a ticket's status Jira can know."""

    NEW = "new"
    ASSIGNED = "assigned"
    WAITING = "waiting"
    SOLVED = "solved"


@dataclass(frozen=True, slots=True)
class Jira:
    """`url` begins with https and has no slash at its end; `secret` is the name of the secret in
    Secrets Manager. `account` is the one that we write with: what it has done is our own doing.

    `statuses`, `priorities` and `people` are by Jira's names; of several for the same thing, the
    first is the one that we set. Who is not among `people` acts as `acts_as`.
    """

    id: str
    kind: JiraKind
    url: str
    project: str
    issue_type: str
    inboxes: tuple[InboxId, ...]
    secret: str
    account: str
    acts_as: PersonId
    statuses: Mapping[str, Stage]
    priorities: Mapping[str, Priority] = field(default_factory=dict)
    people: Mapping[str, PersonId] = field(default_factory=dict)
    privacy: Privacy = SHARED_UP_TO

    def shares(self, inbox: InboxId, privacy: Privacy) -> bool:
        """Whether anything of a ticket of that inbox and class may be in Jira."""
        return inbox in self.inboxes and privacy.rank <= self.privacy.rank

    def status_for(self, stage: Stage) -> str | None:
        return next((name for name, one in self.statuses.items() if one is stage), None)

    def priority_for(self, priority: Priority) -> str | None:
        return next((name for name, one in self.priorities.items() if one is priority), None)

    def account_of(self, person: PersonId | None) -> str | None:
        return next((name for name, one in self.people.items() if one == person), None)

    def browse(self, key: str) -> str:
        """Where people read the issue."""
        return f"{self.url}/browse/{key}"
