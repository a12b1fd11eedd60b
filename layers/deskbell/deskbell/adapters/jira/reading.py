"""What Jira writes of comments and changes, by REST and by webhook alike (A5-08)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from deskbell.adapters.alerts.alert import at_path, shown
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.adapters.slack.rendering.words import escape
from deskbell.domain.errors import InputError
from deskbell.domain.graphemes import cut
from deskbell.domain.jira.inputs import IssueCommented, IssueMoved
from deskbell.domain.jira.marks import mark_in
from deskbell.domain.jira.settings import Jira

TEXT_LIMIT, NAME_LIMIT = 3_900, 80
_OF_COMMENT = re.compile(r"/issue/(\d+)/comment/")


class UnreadableJiraError(InputError):
    """It comes from Jira and is not what Jira sends; the message says where, in our words."""


def read_comment(document: object, issue: str, jira: Jira) -> IssueCommented:
    """Raises UnreadableJiraError. A comment for a role, or for the agents of a service project, is
    a note."""
    number, account = shown(at_path(document, "id")), account_of(at_path(document, "author"))
    at = instant(shown(at_path(document, "created")))
    if not number.isdigit() or at is None:
        raise UnreadableJiraError("the comment has no id, or no time at created")
    body = shown(at_path(document, "body"))
    text = cut(clean_text(body).strip(), TEXT_LIMIT)
    name = cut(clean_text(shown(at_path(document, "author.displayName"))).strip(), NAME_LIMIT)
    return IssueCommented(
        connector=jira.id,
        id=issue,
        comment=number,
        account=account,
        name=escape(name),
        text=escape(text),
        at=at,
        public=not at_path(document, "visibility") and at_path(document, "jsdPublic") is not False,
        own=mark_in(body) is not None or account == jira.account,
    )


def read_move(document: object, issue: str, jira: Jira) -> tuple[str, IssueMoved] | None:
    """With the number of the change; None where the status is as it was. Raises
    UnreadableJiraError."""
    items = at_path(document, "changelog.items")
    moved = [
        shown(one.get("toString"))
        for one in (items if isinstance(items, list) else [])
        if isinstance(one, dict) and one.get("field") == "status"
    ]
    if not moved:
        return None
    change, at = shown(at_path(document, "changelog.id")), shown(at_path(document, "timestamp"))
    if not change.isdigit() or not at.isdigit():
        raise UnreadableJiraError("there is no number at changelog.id or timestamp")
    who = account_of(at_path(document, "user"))
    return change, IssueMoved(jira.id, issue, who, cut(clean_text(moved[-1]), 100), int(at))


def issue_in(document: Mapping[str, object]) -> str:
    """Its number; Jira Server names it in the comment's address alone. Raises
    UnreadableJiraError."""
    number = shown(at_path(document, "issue.id"))
    found = _OF_COMMENT.search(shown(at_path(document, "comment.self")))
    number = number or (found[1] if found else "")
    if not number.isdigit():
        raise UnreadableJiraError("there is no number at issue.id")
    return number


def account_of(person: object) -> str:
    """Of Jira Cloud the account's id, of Jira Server the name."""
    found = (shown(at_path(person, key)) for key in ("accountId", "name", "key"))
    return next(filter(None, found), "")


def instant(written: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else None
