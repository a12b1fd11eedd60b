"""The thread is the ticket: messages, edits, deletions and late readings become its comments."""

from dataclasses import replace

from deskbell.domain.decision import (
    Comment,
    Decision,
    Link,
    message_link,
    nothing,
)
from deskbell.domain.effects import ReadThread, ReleaseParked
from deskbell.domain.ids import Thread
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.comments import blank_comment, comment_of, with_text
from deskbell.domain.tickets.handling import add_follower
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.transition import step


def record_message(ticket: Ticket, command: c.RecordMessage) -> Decision:
    """A reply; its edit may have come first, and counts."""
    message = command.message
    comment = with_text(
        command.known,
        blank_comment(ticket.ref, message.ts, internal=command.internal),
        ts=message.edited_ts or message.ts,
        text=message.text,
        author=message.author,
        files=message.files,
    )
    if comment is None:
        return nothing("comment_known")
    event = e.CommentAdded(message.ts, message.author, command.internal)
    reason = (
        Text("reason.comment_added", {"by": Name(message.author)})
        if message.author
        else Text("reason.comment_added_by_nobody")
    )
    return _commented(ticket, comment, event, reason, new=command.known is None)


def record_edit(ticket: Ticket, command: c.RecordEdit) -> Decision:
    """The last edit wins by its own time, whatever arrives last."""
    comment = with_text(
        command.known,
        blank_comment(ticket.ref, command.source, internal=command.internal),
        ts=command.edited_ts,
        text=command.text,
        author=command.author,
        files=command.files,
    )
    if comment is None:
        return nothing("edit_known")
    event = e.CommentEdited(command.source, command.edited_ts)
    reason = Text("reason.comment_edited")
    return _commented(ticket, comment, event, reason, new=command.known is None)


def record_deletion(ticket: Ticket, command: c.RecordDeletion) -> Decision:
    """A tombstone: the ticket keeps that there was a message, and when it went."""
    comment = command.known or blank_comment(ticket.ref, command.source, internal=command.internal)
    if comment.deleted_ts is not None:
        return nothing("deletion_known")
    comment = replace(comment, deleted_ts=command.event_ts)
    event = e.CommentDeleted(command.source)
    reason = Text("reason.comment_deleted")
    return _commented(ticket, comment, event, reason, new=command.known is None)


def _commented(
    ticket: Ticket, comment: Comment, event: object, reason: Text, *, new: bool
) -> Decision:
    after = replace(ticket, comments=ticket.comments + (1 if new else 0))
    decision = step(ticket, after, event, reason, rows=(comment,))
    # The same message, edit or deletion once more adds nothing to the comment that it left.
    return replace(decision, idempotent=True)


def record_text(ticket: Ticket, command: c.RecordText) -> Decision:
    """The ticket's own message: the newest text counts."""
    if ticket.answers is not None:
        return nothing("form_text_is_fixed")
    if ticket.text is not None and command.ts <= ticket.text_ts:
        return nothing("text_known")
    after = replace(ticket, text=command.text, text_ts=command.ts)
    if command.author and ticket.text is None:
        after = replace(after, requester=command.author)
    event = e.TicketTextEdited(command.ts) if command.edited else e.TicketTextRead(added=0)
    reason = Text("reason.text_edited" if command.edited else "reason.text_read")
    return step(ticket, after, event, reason, shown=True)


def record_thread(ticket: Ticket, command: c.RecordThread) -> Decision:
    """The answer to a reading that could not be had at once.

    It may show that the emoji was on a reply: then the ticket belongs to the root of that
    thread, or is the same request as the ticket that the root already has (A5-02).
    """
    if not command.thread:
        return _unreadable(ticket, command.failure or "empty")
    root = command.thread[0]
    if root.thread_ts is not None and root.thread_ts != root.ts:
        home = Thread(root.channel, root.thread_ts)
        if ticket.message == home or ticket.status is Status.MERGED:
            return nothing("thread_known")
        return _merge(ticket, command.other) if command.other else _reroot(ticket, home)
    missing = [reply for reply in command.thread[1:] if reply.ts not in command.known]
    text_ts = root.edited_ts or root.ts
    text_is_new = ticket.answers is None and (ticket.text is None or text_ts > ticket.text_ts)
    if not missing and not text_is_new:
        return nothing("thread_known")
    after = replace(ticket, comments=ticket.comments + len(missing))
    if text_is_new:
        after = replace(
            after, text=root.text, text_ts=text_ts, requester=root.author or ticket.requester
        )
    return step(
        ticket,
        after,
        e.TicketTextRead(added=len(missing)),
        Text("reason.thread_read", {"count": len(missing)}),
        rows=tuple(comment_of(ticket.ref, reply) for reply in missing),
        shown=text_is_new,
    )


def _unreadable(ticket: Ticket, code: str) -> Decision:
    """Slack will never tell the text; the ticket stands without it."""
    if ticket.text is not None:
        return nothing("thread_unreadable")
    after = replace(ticket, text="")
    reason = Text("reason.text_unreadable", {"code": code})
    return step(ticket, after, e.TicketTextRead(added=0), reason, shown=True)


def _reroot(ticket: Ticket, home: Thread) -> Decision:
    first = replace(ticket.home, channel=home.channel, thread_ts=home.ts)
    after = replace(ticket, message=home, cards=(first, *ticket.cards[1:]))
    return step(
        ticket,
        after,
        e.TicketRerooted(home),
        Text("reason.rerooted"),
        effects=(ReadThread(home), ReleaseParked(home, ticket.opened_at)),
        rows=(Link(message_link(ticket.install, home), ticket.ref),),
    )


def _merge(ticket: Ticket, other: Ticket) -> Decision:
    """This ticket ends; its opener follows the other one, as with any second emoji."""
    after = replace(ticket, status=Status.MERGED, merged_into=other.ref)
    reason = Text("reason.merged", {"number": other.number})
    merged = step(ticket, after, e.TicketMerged(other.ref), reason, shown=True)
    why = Text("reason.followed_by_merge", {"by": Name(ticket.opener), "number": ticket.number})
    followed = add_follower(other, ticket.opener, why)
    return Decision(changes=(*merged.changes, *followed.changes))
