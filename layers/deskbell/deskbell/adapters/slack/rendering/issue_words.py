"""A ticket's issue in Jira, as a small line on the cards of the team (A5-08)."""

from deskbell.adapters.slack.rendering.ticket_words import TicketWords
from deskbell.adapters.slack.rendering.words import escape


def issue_line(words: TicketWords) -> str:
    """The way there; empty while Jira has made none, or where the settings name it no more."""
    issue = words.ticket.issue
    jira = words.desk.jira.get(issue.connector) if issue else None
    if issue is None or jira is None or not issue.key:
        return ""
    link = f"<{escape(jira.browse(issue.key))}|{escape(issue.key)}>"
    return words.text("card.issue", issue=link)
