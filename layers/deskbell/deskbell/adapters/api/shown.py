"""Tickets as JSON, for one person: what they may know of them, and nothing else (D-12)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from deskbell.adapters.slack.rendering.words import plain
from deskbell.domain.decision import Comment
from deskbell.domain.ids import PersonId
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.people import Person
from deskbell.domain.tickets.copies import NOT_IN_SLACK
from deskbell.domain.tickets.edits import is_edited
from deskbell.domain.tickets.permissions import Action, Member, can
from deskbell.domain.tickets.ticket import Ticket

MOST_COMMENTS = 100
"""The newest: an answer of Lambda's takes six megabytes."""

People = Callable[[PersonId], Person]
Document = dict[str, object]


def address_of_ticket(ticket: Ticket) -> str:
    return f"/api/tickets/{ticket.number}"


def summary(ticket: Ticket, people: People) -> Document:
    """As much as a list says of it."""
    return {
        "number": ticket.number,
        "ticket": address_of_ticket(ticket),
        "status": str(ticket.status),
        "inbox": ticket.inbox,
        "text": None if ticket.text is None else plain(ticket.text, people),
        "requester": _person(ticket.requester, people),
        "assignee": _person(ticket.assignee, people),
        "opened_at": _time(ticket.opened_at),
        "solved_at": _time(ticket.solved_at),
        "closed_at": _time(ticket.closed_at),
        "revision": ticket.card_revision,
    }


def whole(
    ticket: Ticket,
    comments: Sequence[Comment],
    who: Member,
    people: People,
    *,
    moves: Sequence[str],
    goes_on_as: int | None,
) -> Document:
    """With what was said: notes for whoever may read them, and nothing that was taken back."""
    reads_notes = can(who, Action.NOTE, ticket)
    said = [
        one
        for one in comments
        if one.texts and one.deleted_ts is None and (reads_notes or not one.internal)
    ]
    return {
        **summary(ticket, people),
        "answers": dict(ticket.answers.values) if ticket.answers else {},
        "privacy": str(ticket.privacy),
        "goes_on_as": goes_on_as,
        "moves": list(moves),
        "comments": [_comment(one, people) for one in said[-MOST_COMMENTS:]],
        "earlier_comments": max(len(said) - MOST_COMMENTS, 0),
    }


def _comment(comment: Comment, people: People) -> Document:
    channel = comment.channel or ""
    return {
        "id": f"{channel}:{comment.source}",
        "at": _time(comment.at),
        "author": _person(comment.author, people),
        "audience": "team" if comment.internal else "everybody",
        "source": channel if channel in NOT_IN_SLACK else "slack",
        "text": plain(comment.texts[-1][1], people),
        "edited": is_edited(comment),
        "files": [{"name": file.name, "url": file.permalink} for file in comment.files],
    }


def _person(person: PersonId | None, people: People) -> Document | None:
    if person is None:
        return None
    return {"id": person, "name": address_of(person) or people(person).name}


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
