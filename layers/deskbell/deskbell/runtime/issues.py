"""Jira, made when the first row of it goes out: most desks have none. `compose.py` uses it."""

from functools import cached_property
from typing import TYPE_CHECKING

from deskbell.domain.decision import Comment
from deskbell.domain.jira.settings import Jira
from deskbell.domain.tickets.ticket import Ticket
from deskbell.runtime.hooks import secret_text
from deskbell.usecases.issue_ports import Draft, IssueSession
from deskbell.usecases.slack_ports import People

if TYPE_CHECKING:
    from deskbell.adapters.jira.issues import JiraIssues


class LateIssues:
    """issue_ports.Issues; `seconds` bound all calls of one row."""

    def __init__(self, people: People, seconds: float) -> None:
        self._people = people
        self._seconds = seconds

    def session(self, jira: Jira) -> IssueSession:
        return self._issues.session(jira)

    def about(self, jira: Jira, ticket: Ticket) -> Draft:
        return self._issues.about(jira, ticket)

    def said(self, ticket: Ticket, comment: Comment) -> str:
        return self._issues.said(ticket, comment)

    @cached_property
    def _issues(self) -> "JiraIssues":
        from deskbell.adapters.jira.issues import JiraIssues
        from deskbell.adapters.jira.rest import session

        return JiraIssues(self._people, lambda jira: session(jira, secret_text, self._seconds))
