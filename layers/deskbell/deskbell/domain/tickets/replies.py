"""What a reply in a ticket's thread means beyond its words: an answer, an objection, thanks.

`decide` asks after `thread.py` has made a comment of it; both are committed together, so that no
timer comes between.
"""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Change, Comment, Decision, Row
from deskbell.domain.effects import Offer, Whisper
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from deskbell.domain.pleasantries import is_pleasantry
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.about import tell
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.pausing import resumed
from deskbell.domain.tickets.reopening import follow_up, is_in_time, is_over, reopened
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.transition import brought_back, snapshot_of, step


def understood(recorded: Decision, command: c.RecordMessage, now: datetime) -> Decision:
    """The decision that records the message, and what follows from that."""
    match recorded.changes:
        case (*others, Change(after=Ticket() as ticket, rows=rows) as said) if not any(
            map(_is_note, rows)
        ):
            ticket = _not_waited_for_again(ticket, command.message.author)
            meant = _meaning(ticket, command, now)
            return replace(recorded, changes=(*others, replace(said, after=ticket), *meant))
    return recorded


def _not_waited_for_again(ticket: Ticket, author: PersonId | None) -> Ticket:
    """What was waited for before the last action has come: undoing that does not wait again."""
    was = ticket.undo.before if ticket.undo else None
    if ticket.undo is None or was is None or was.pause is None or author is None:
        return ticket
    before = brought_back(ticket, was)
    if not _ends_pause(before, was.pause.on, author):
        return ticket
    undo = replace(ticket.undo, before=snapshot_of(resumed(before)))
    return replace(ticket, undo=undo)


def _is_note(row: Row) -> bool:
    return isinstance(row, Comment) and row.internal


def needs_number(ticket: Ticket, command: c.RecordMessage, now: datetime) -> bool:
    """Whether it becomes a ticket of its own."""
    objects = _objects(ticket, command) and not _only_thanks(command)
    return objects and not (command.inbox and is_in_time(ticket, command.inbox, now))


def _meaning(ticket: Ticket, command: c.RecordMessage, now: datetime) -> tuple[Change, ...]:
    author, inbox = command.message.author, command.inbox
    if author is None:
        return ()
    if ticket.pause and _ends_pause(ticket, ticket.pause.on, author):
        return _answered(ticket, author, ticket.pause.on).changes
    if not _objects(ticket, command) or inbox is None:
        return ()
    if is_in_time(ticket, inbox, now):
        if _only_thanks(command):
            return _thanked(ticket, command, author, now).changes
        reason = Text("reason.reopened_by_reply", {"by": Name(author)})
        return reopened(ticket, author, inbox, now, reason=reason).changes
    if command.number is None:
        return ()
    return follow_up(ticket, command.message, command.number, inbox, now).changes


def _ends_pause(ticket: Ticket, on: PauseOn, author: PersonId) -> bool:
    """What a vendor says does not come by this way, nor does an approval."""
    match on:
        case PauseOn.REQUESTER:
            return author == ticket.requester
        case PauseOn.VENDOR | PauseOn.APPROVAL:
            return False
        case PauseOn.TIME | PauseOn.REPLY:
            return author != ticket.assignee


def _answered(ticket: Ticket, author: PersonId, on: PauseOn) -> Decision:
    """It is its assignee's again, who is told."""
    other = ticket.assignee if ticket.assignee != author else None
    return step(
        ticket,
        resumed(ticket),
        e.TicketResumed(on),
        Text("reason.answered", {"by": Name(author)}),
        effects=tell(other, ticket, "dm.answered", by=Name(author)),
        shown=True,
    )


def _objects(ticket: Ticket, command: c.RecordMessage) -> bool:
    """Whether its requester writes again after the end."""
    author = command.message.author
    return author is not None and author == ticket.requester and is_over(ticket)


def _only_thanks(command: c.RecordMessage) -> bool:
    return not command.message.files and is_pleasantry(command.message.text)


def _thanked(ticket: Ticket, command: c.RecordMessage, author: PersonId, now: datetime) -> Decision:
    """Thanks reopen nothing; but who knows what was meant is asked, in private."""
    offer = Offer(
        Button.REOPEN_ANYWAY, f"{ticket.ref}|{ticket.card_revision}", Text("button.reopen_anyway")
    )
    text = Text("whisper.only_thanks", {"number": ticket.number})
    message = command.message
    whisper = Whisper(author, message.channel, message.thread_ts, text, (offer,))
    return step(
        ticket,
        replace(ticket, thanked_at=now),
        e.RequesterThanked(author),
        Text("reason.thanked", {"by": Name(author)}),
        effects=(whisper,),
    )
