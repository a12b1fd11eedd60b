"""What happens to a ticket's issue in Jira, as inputs (`domain/inputs.py` has them all; A5-08)."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import InboxId, Ref


@dataclass(frozen=True, slots=True)
class IssueMade:
    """Jira has an issue for this ticket: its number there, and the key by which people know it."""

    ref: Ref
    connector: str
    id: str
    key: str


@dataclass(frozen=True, slots=True)
class IssueCommented:
    """Somebody said something on an issue. `account` is theirs, `name` what Jira calls them; `text`
    is in Slack's markup. Not `public`: Jira shows it to some people only. `own`: it has our mark.
    """

    connector: str
    id: str
    comment: str
    account: str
    name: str
    text: str
    at: datetime
    public: bool = True
    own: bool = False


@dataclass(frozen=True, slots=True)
class IssueMoved:
    """Somebody gave an issue another status, whose name is Jira's; `at` is in ms since 1970."""

    connector: str
    id: str
    account: str
    status: str
    at: int


@dataclass(frozen=True, slots=True)
class IssueFound:
    """An operator brings what began in Jira, to be a ticket of that inbox, too. `account` and
    `name` are its reporter's; `text` is in Slack's markup, `priority` what Jira calls it."""

    connector: str
    id: str
    key: str
    inbox: InboxId
    account: str
    name: str
    text: str
    priority: str
    operator: str


@dataclass(frozen=True, slots=True)
class IssueWanted:
    """An operator asks that a ticket which is older than the setting be an issue, too."""

    ref: Ref
    connector: str
    operator: str


IssueInput = IssueMade | IssueCommented | IssueMoved | IssueFound | IssueWanted
