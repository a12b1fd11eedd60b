"""What of a step of a ticket its issue in Jira has to show (A5-08).

Each step of a ticket asks it, so that none is forgotten (transition.py).
"""

from collections.abc import Sequence
from dataclasses import replace

from deskbell.domain.decision import Comment, Event, Row
from deskbell.domain.jira.effects import IssuePart, ShowIssue
from deskbell.domain.jira.issue import Issue
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.copies import IN_JIRA
from deskbell.domain.tickets.events import CommentUnpublished
from deskbell.domain.tickets.ticket import Ticket


def in_jira(ticket: Ticket, inbox: Inbox) -> Ticket:
    """As it is in that inbox: what was in Jira already stays linked, though nothing more of it
    goes there where its new inbox has none (usecases/outbox/issues.py)."""
    is_there = ticket.issue is not None and ticket.issue.connector == inbox.jira
    return ticket if inbox.jira is None or is_there else replace(ticket, issue=Issue(inbox.jira))


def first_issue(ticket: Ticket) -> list[ShowIssue]:
    """Of a ticket that is new, or new where it is."""
    return [ShowIssue(ticket.issue.connector, opens=True)] if ticket.issue else []


def issue_shown(
    before: Ticket, after: Ticket, event: Event, rows: Sequence[Row]
) -> list[ShowIssue]:
    """One row for all of it."""
    if after.issue is None:
        return []
    if before.issue is None or before.issue.connector != after.issue.connector:
        return first_issue(after)
    parts = {
        IssuePart.TEXT: before.text != after.text,
        IssuePart.STATUS: before.status is not after.status,
        IssuePart.PRIORITY: before.priority is not after.priority,
        IssuePart.ASSIGNEE: before.assignee != after.assignee,
    }
    changed = tuple(part for part, is_new in parts.items() if is_new)
    # What waited for its text, or was not for Jira until now, begins there.
    opens = before.privacy is not after.privacy or (before.text is None and after.text is not None)
    said = isinstance(event, CommentUnpublished) or any(map(_goes_there, rows))
    asks = changed or opens or said or _is_linked(before.issue, after.issue)
    return [ShowIssue(after.issue.connector, changed, opens)] if asks else []


def _is_linked(before: Issue, after: Issue) -> bool:
    """What was said there before anybody here knew it is heard then."""
    return before.id != after.id


def _goes_there(row: Row) -> bool:
    return isinstance(row, Comment) and not row.internal and row.channel != IN_JIRA
