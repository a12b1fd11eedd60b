"""Tickets as Jira's people read them, and the way there (issue_ports.Issues); the relay uses it."""

from collections.abc import Callable

from deskbell.adapters.slack.rendering.words import plain, written_name
from deskbell.domain.decision import Comment
from deskbell.domain.graphemes import cut
from deskbell.domain.ids import PersonId
from deskbell.domain.jira.settings import Jira
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.issue_ports import Draft, IssueSession
from deskbell.usecases.slack_ports import People

SUMMARY_LIMIT, TEXT_LIMIT = 200, 20_000


class JiraIssues:
    """`session` begins one with Jira."""

    def __init__(self, people: People, session: Callable[[Jira], IssueSession]) -> None:
        self._people = people
        self._session = session

    def session(self, jira: Jira) -> IssueSession:
        return self._session(jira)

    def about(self, jira: Jira, ticket: Ticket) -> Draft:
        text = self._plain(ticket, self._words(ticket)).strip()
        first = " ".join((text.splitlines() or [""])[0].split())
        asked = self._name(ticket, ticket.requester) if ticket.requester else ""
        return Draft(
            summary=cut(f"#{ticket.number} {first}".strip(), SUMMARY_LIMIT),
            description=_calm(f"{asked}: {text}" if asked else text),
            priority=jira.priority_for(ticket.priority),
            account=jira.account_of(ticket.assignee) if ticket.assignee else None,
        )

    def said(self, ticket: Ticket, comment: Comment) -> str:
        words = [self._plain(ticket, comment.texts[-1][1]).strip()]
        words += [file.name for file in comment.files]
        text = "\n".join(filter(None, words))
        name = self._name(ticket, comment.author) if comment.author else ""
        return _calm(f"{name}: {text}" if name else text)

    @staticmethod
    def _words(ticket: Ticket) -> str:
        if ticket.text is not None:
            return ticket.text
        return ticket.answers.values.get("help", "") if ticket.answers else ""

    def _plain(self, ticket: Ticket, markup: str) -> str:
        return plain(markup, lambda one: self._people.get(ticket.install, one))

    def _name(self, ticket: Ticket, person: PersonId) -> str:
        return written_name(self._people.get(ticket.install, person))


def _calm(text: str) -> str:
    """What Jira would read as a macro, a link or mention, or a picture is what it says."""
    for sign in ("{", "[", "!"):
        text = text.replace(sign, f"\\{sign}")
    return cut(text, TEXT_LIMIT)
