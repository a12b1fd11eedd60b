"""The review of an outage has found something to be done, something hinders somebody who says so in
a stand-up, or what began in Jira goes on here, too: a ticket of whoever it was."""

from datetime import datetime

from deskbell.domain.decision import Decision, Link, issue_link
from deskbell.domain.directs import direct_to
from deskbell.domain.effects import Place, ShowHome
from deskbell.domain.rules.fired import NO_RULES
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets.by_rules import begin_by_rules
from deskbell.domain.tickets.classification import Priority
from deskbell.domain.tickets.issue_commands import OpenFromIssue
from deskbell.domain.tickets.places import cards_of_work
from deskbell.domain.tickets.review_commands import OpenFromReview, OpenFromStandUp
from deskbell.domain.tickets.ticket import Card, Progress, Status, Ticket
from deskbell.domain.tickets.transition import show_cards

_Opening = OpenFromReview | OpenFromStandUp | OpenFromIssue


def open_from_review(command: _Opening, now: datetime) -> Decision:
    """In no public channel: what it was said about is the team's to tell."""
    inbox, by = command.inbox, command.by
    issue = command if isinstance(command, OpenFromIssue) else None
    ticket = Ticket(
        ref=command.ref,
        install=command.install,
        number=command.number,
        version=1,
        card_revision=1,
        status=Status.NEW,
        inbox=inbox.id,
        requester=by,
        opener=by,
        text=command.text,
        opened_at=now,
        cards=(Card(Place.DIRECT, direct_to(by)), *cards_of_work(inbox.privacy, inbox)),
        privacy=inbox.privacy,
        progress=Progress.ROUTED,
        priority=issue.priority if issue else Priority.NORMAL,
        issue=issue.issue if issue else None,
    )
    return begin_by_rules(
        ticket,
        _why(command),
        inbox,
        NO_RULES,
        now,
        effects=lambda routed: (*show_cards(routed), ShowHome(by, after=routed.home.place)),
        rows=_links(issue) if issue else (),
    )


def _links(command: OpenFromIssue) -> tuple[Link]:
    """What happens to the issue finds the ticket."""
    issue = command.issue
    return (Link(issue_link(command.install, issue.connector, issue.id), command.ref),)


def _why(command: _Opening) -> Text:
    by = Name(command.by)
    if isinstance(command, OpenFromReview):
        return Text("reason.opened_by_review", {"by": by, "number": command.outage})
    if isinstance(command, OpenFromIssue):
        return Text("reason.opened_by_issue", {"by": by, "issue": command.issue.key})
    return Text("reason.opened_by_standup", {"by": by, "name": command.standup})
