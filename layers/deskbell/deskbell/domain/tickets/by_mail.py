"""What comes by mail to a ticket (A4-03); `decide` calls it.

The words of a mail become a comment as any reply does (thread.py); what is said to everybody goes
out as a mail (copies.py); a note never does.
"""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Comment, Decision, nothing
from deskbell.domain.effects import SendMail, Whisper
from deskbell.domain.inputs import MailSort
from deskbell.domain.texts import Text
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.comments import comment_of
from deskbell.domain.tickets.copies import show
from deskbell.domain.tickets.mail_commands import MailCommand, NoteMail, RecordMail
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.replies import understood
from deskbell.domain.tickets.thread import record_message
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.transition import step


def receive(ticket: Ticket, command: MailCommand, now: datetime) -> Decision:
    """One more mail of this ticket."""
    match command:
        case RecordMail():
            return _record(ticket, command, now)
        case NoteMail():
            return _note(ticket, command)


def _record(ticket: Ticket, command: RecordMail, now: datetime) -> Decision:
    """As a reply in its thread. Two copies of a mail come at different times, so that the comment
    does not know itself again: it is committed once under the mail's own key."""
    if ticket.mail is None or not can(command.by, Action.COMMENT, ticket):
        return nothing("mail_not_theirs")
    last = command.message_id or ticket.mail.last
    current = replace(ticket, mail=replace(ticket.mail, last=last))
    said = command.said
    decision = understood(record_message(current, said), said, now)
    changes = tuple(
        replace(one, effects=tuple(e for e in one.effects if not isinstance(e, Whisper)))
        for one in decision.changes
    )
    return replace(decision, changes=changes, idempotent=False)


def _note(ticket: Ticket, command: NoteMail) -> Decision:
    """The team reads it below the card; nobody is answered, or two machines would talk for ever."""
    comment: Comment = replace(comment_of(ticket.ref, command.said, None), internal=True)
    is_bounce = command.sort is MailSort.BOUNCE
    said = command.said
    event = (
        e.DeliveryFailed(SendMail.__name__, str(command.sort))
        if is_bounce
        else e.CommentAdded(said.ts, said.author, True, said.channel)
    )
    return step(
        ticket,
        replace(ticket, comments=ticket.comments + 1),
        event,
        _why_noted(command.sort),
        effects=show(ticket, None, comment, command.heard.later),
        rows=(comment,),
    )


def _why_noted(sort: MailSort) -> Text:
    match sort:
        case MailSort.BOUNCE:
            return Text("reason.mail_bounced")
        case MailSort.PERSONAL:
            return Text("reason.mail_of_merged")
        case _:
            return Text("reason.mail_automatic")
