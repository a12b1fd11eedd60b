"""Issues that began in Jira, and what an operator's import makes of them (A5-08)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from deskbell.adapters.alerts.alert import at_path, shown
from deskbell.adapters.jira.reading import NAME_LIMIT, TEXT_LIMIT, account_of, instant
from deskbell.adapters.jira.rest import JiraSession
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.adapters.slack.rendering.words import escape
from deskbell.domain.envelope import Envelope
from deskbell.domain.graphemes import cut
from deskbell.domain.id_types import InboxId, InstallId
from deskbell.domain.jira.inputs import IssueFound, IssueMoved
from deskbell.domain.jira.keys import found_key, group_of, move_key
from deskbell.domain.jira.settings import Jira

_FIELDS = "summary,description,reporter,assignee,priority,status,updated"


@dataclass(frozen=True, slots=True)
class OpenIssue:
    """Texts are as Jira has them; `assignee` is an account, or empty; `moved_at` in ms."""

    id: str
    key: str
    summary: str
    description: str
    account: str
    name: str
    assignee: str
    priority: str
    status: str
    moved_at: int


def open_issues(jira: Jira, session: JiraSession) -> Iterator[OpenIssue]:
    """Of the project, the oldest first; what is done there stays there. Raises
    IssueRefusedError."""
    wanted = f'project = "{jira.project}" AND statusCategory != Done ORDER BY created ASC'
    return map(_read, session.search(wanted, _FIELDS))


def envelopes_of(
    issue: OpenIssue, jira: Jira, install: InstallId, inbox: InboxId, operator: str, now: datetime
) -> tuple[Envelope, Envelope]:
    """The ticket, and how it stands; what was said comes when the ticket looks there."""
    text = cut(clean_text(f"{issue.summary}\n{issue.description}").strip(), TEXT_LIMIT)
    found = IssueFound(
        connector=jira.id,
        id=issue.id,
        key=issue.key,
        inbox=inbox,
        account=issue.account,
        name=escape(cut(clean_text(issue.name).strip(), NAME_LIMIT)),
        text=escape(text),
        priority=issue.priority,
        operator=operator,
    )
    # Whatever our own account has is nobody's.
    account = issue.assignee if issue.assignee != jira.account else ""
    moved = IssueMoved(jira.id, issue.id, account, issue.status, issue.moved_at)
    group = f"{install}:{group_of(jira.id, issue.id)}"
    return (
        Envelope(found_key(install, jira.id, issue.id), install, group, now, now, found),
        Envelope(move_key(install, jira.id, f"found-{issue.id}"), install, group, now, now, moved),
    )


def _read(document: object) -> OpenIssue:
    def at(path: str) -> str:
        return shown(at_path(document, path))

    changed = instant(at("fields.updated"))
    return OpenIssue(
        id=at("id"),
        key=at("key"),
        summary=at("fields.summary"),
        description=at("fields.description"),
        account=account_of(at_path(document, "fields.reporter")),
        name=at("fields.reporter.displayName"),
        assignee=account_of(at_path(document, "fields.assignee")),
        priority=at("fields.priority.name"),
        status=at("fields.status.name"),
        moved_at=int(changed.timestamp() * 1000) if changed else 1,
    )
