"""A ticket and its issue in Jira: the link, and what is heard from there (A5-08); `decide` asks.

Whatever happens there is decided as a reply or a button's press here would be. What is particular
is that it may come late, twice, or in another order.
"""

from dataclasses import replace

from deskbell.domain.decision import Decision, Link, issue_link, nothing
from deskbell.domain.jira.issue import Issue
from deskbell.domain.texts import Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.issue_effects import first_issue
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.transition import step


def follow_issue(ticket: Ticket, command: c.LinkIssue | c.TrackIssue) -> Decision:
    if isinstance(command, c.LinkIssue):
        return _link(ticket, command)
    return _track(ticket, command)


def _track(ticket: Ticket, command: c.TrackIssue) -> Decision:
    """As if it had just come to its inbox; where Jira did not take it then, it is asked again."""
    issue = ticket.issue
    if issue and issue.connector == command.connector and issue.id:
        return nothing("jira_linked_already")
    after = replace(ticket, issue=Issue(command.connector))
    return step(
        ticket,
        after,
        e.IssueRequested(command.connector),
        Text("reason.issue_requested"),
        effects=first_issue(after) if issue == after.issue else (),
    )


def _link(ticket: Ticket, command: c.LinkIssue) -> Decision:
    """From now on what happens there finds the ticket. An issue that Jira made twice, since the
    search did not show it yet, loses against the first."""
    issue = ticket.issue
    if issue is None or issue.connector != command.connector or issue.id:
        return nothing("jira_linked_already")
    linked = Issue(command.connector, command.id, command.key)
    return step(
        ticket,
        replace(ticket, issue=linked),
        e.IssueLinked(command.connector, command.key),
        Text("reason.issue_linked", {"issue": command.key}),
        rows=(Link(issue_link(ticket.install, command.connector, command.id), ticket.ref),),
        shown=True,
    )


def hear_move(ticket: Ticket, at: int, decided: Decision) -> Decision:
    """`decided` is what its status there asks for here; an older one than the last changes
    nothing."""
    if ticket.issue is None or at <= ticket.issue.moved_at:
        return nothing("jira_stale")
    changes = tuple(
        replace(one, after=replace(one.after, issue=replace(one.after.issue, moved_at=at)))
        if isinstance(one.after, Ticket) and one.after.ref == ticket.ref and one.after.issue
        else one
        for one in decided.changes
    )
    return replace(decided, changes=changes)
