"""The thread is the ticket: messages, edits, deletions and late readings become its comments."""

from dataclasses import replace

from deskbell.domain.decision import (
    Comment,
    Decision,
    Link,
    message_link,
    nothing,
)
from deskbell.domain.directs import is_direct
from deskbell.domain.effects import Place, ReadThread, ReleaseParked
from deskbell.domain.ids import ChannelId, Thread, Ts
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.answering import UNANSWERED, Answered, answered
from deskbell.domain.tickets.comments import blank_comment, comment_of, with_text
from deskbell.domain.tickets.copies import show, show_among
from deskbell.domain.tickets.merging import merged
from deskbell.domain.tickets.places import confided
from deskbell.domain.tickets.ticket import Card, Status, Ticket
from deskbell.domain.tickets.transition import step
from deskbell.domain.tickets.visits import reported


def record_message(ticket: Ticket, command: c.RecordMessage) -> Decision:
    """A reply; its edit may have come first, and counts. Read from the history, it has the text of
    its last edit already, which is told as well (adapters/slack/heard.py)."""
    message, heard = command.message, command.heard
    comment = with_text(
        heard.known,
        blank_comment(
            ticket.ref, Thread(message.channel, message.ts), heard.place, aside=heard.aside
        ),
        ts=message.ts,
        text=message.text,
        author=message.author,
        files=message.files,
    )
    if comment is None:
        return nothing("comment_known")
    reason = (
        Text("reason.comment_added", {"by": Name(message.author)})
        if message.author
        else Text("reason.comment_added_by_nobody")
    )
    where = Thread(message.channel, message.thread_ts or message.ts)
    told = answered(ticket, comment, heard.by, heard.rival, where)
    said = (message.ts, message.author, comment.internal, message.channel)
    event = e.CommentAdded(*said, answer=told.answer is not None)
    shared = ticket.shared | {message.channel} if message.shared else ticket.shared
    decision = _commented(ticket, comment, event, reason, heard, told, shared)
    return reported(decision, command.visit)


def record_edit(ticket: Ticket, command: c.RecordEdit) -> Decision:
    """The last edit wins by its own time, whatever arrives last."""
    edit, heard = command.edit, command.heard
    comment = with_text(
        heard.known,
        blank_comment(ticket.ref, Thread(edit.channel, edit.ts), heard.place, aside=heard.aside),
        ts=edit.edited_ts,
        text=edit.text,
        author=edit.author,
        files=edit.files,
    )
    if comment is None:
        return nothing("edit_known")
    event = e.CommentEdited(edit.ts, edit.edited_ts, edit.channel)
    return _commented(ticket, comment, event, Text("reason.comment_edited"), heard)


def record_deletion(ticket: Ticket, command: c.RecordDeletion) -> Decision:
    """A tombstone: the ticket keeps that there was a message, and when it went."""
    gone, heard = command.deletion, command.heard
    message = Thread(gone.channel, gone.ts)
    blank = blank_comment(ticket.ref, message, heard.place, aside=heard.aside)
    comment = heard.known or blank
    if comment.deleted_ts is not None:
        return nothing("deletion_known")
    comment = replace(comment, deleted_ts=gone.event_ts)
    event = e.CommentDeleted(gone.ts, gone.channel)
    return _commented(ticket, comment, event, Text("reason.comment_deleted"), heard)


def _commented(
    ticket: Ticket,
    comment: Comment,
    event: object,
    reason: Text,
    heard: c.Heard,
    told: Answered = UNANSWERED,
    shared: frozenset[ChannelId] | None = None,
) -> Decision:
    """`shared`: the channels known to be shared by now, where that may have changed; then its cards
    there say less."""
    known = heard.known
    if known is None and ticket.goes_on_as:
        return nothing("goes_on_elsewhere")  # it was merged a moment ago
    after = replace(
        ticket,
        comments=ticket.comments + (0 if known else 1),
        last_answer=told.answer or ticket.last_answer,
        shared=ticket.shared if shared is None else shared,
    )
    decision = step(
        ticket,
        after,
        event,
        reason,
        effects=(*show(ticket, known, comment, heard.later), *told.effects),
        rows=(comment,),
        shown=after.shared != ticket.shared,
    )
    # The same message, edit or deletion once more adds nothing to the comment that it left.
    return replace(decision, idempotent=True)


def record_text(ticket: Ticket, command: c.RecordText) -> Decision:
    """The ticket's own message: the newest text counts."""
    if ticket.answers is not None:
        return nothing("form_text_is_fixed")
    if ticket.text is not None and command.ts <= ticket.text_ts:
        return nothing("text_known")
    after = replace(ticket, text=command.text, text_ts=command.ts, earlier=_kept(ticket))
    if command.author and _is_unknown(ticket):
        after = replace(after, requester=command.author)
    if _is_unknown(ticket):
        after = confided(after)
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
        if command.other and command.other.ref == ticket.ref:
            return nothing("merged_the_other_way")
        if command.other:
            return _merge(ticket, command.other, command.inbox)
        return _reroot(ticket, home)
    known = {comment.message for comment in command.known}
    missing = [
        comment_of(ticket.ref, reply)
        for reply in command.thread[1:]
        if Thread(reply.channel, reply.ts) not in known
    ]
    text_ts = root.edited_ts or root.ts
    text_is_new = ticket.answers is None and (ticket.text is None or text_ts > ticket.text_ts)
    if not missing and not text_is_new:
        return nothing("thread_known")
    after = replace(ticket, comments=ticket.comments + len(missing))
    if text_is_new:
        after = replace(
            after,
            text=root.text,
            text_ts=text_ts,
            earlier=_kept(ticket),
            requester=root.author or ticket.requester,
        )
    if _is_unknown(ticket):
        after = confided(after)
    return step(
        ticket,
        after,
        e.TicketTextRead(added=len(missing)),
        Text("reason.thread_read", {"count": len(missing)}),
        effects=show_among(ticket, missing, command.known),
        rows=missing,
        shown=text_is_new,
    )


def _kept(ticket: Ticket) -> tuple[tuple[Ts, str], ...]:
    """What is kept of its text when that changes; there may be none yet to keep."""
    if not ticket.text:
        return ticket.earlier
    return (*ticket.earlier[:1], (Ts(ticket.text_ts), ticket.text))


def _is_unknown(ticket: Ticket) -> bool:
    """Whether its message has not been read, so that a private ticket may be in nobody's direct
    messages yet. One that could not be read for a while may be told of later all the same."""
    return ticket.text is None or ticket.requester is None


def _unreadable(ticket: Ticket, code: str) -> Decision:
    """Slack will never tell the text; the ticket stands without it."""
    if ticket.text is not None:
        return nothing("thread_unreadable")
    after = confided(replace(ticket, text=""))
    reason = Text("reason.text_unreadable", {"code": code})
    return step(ticket, after, e.TicketTextRead(added=0), reason, shown=True)


def _reroot(ticket: Ticket, home: Thread) -> Decision:
    # Below the reply it may have been refused a place already, and have gone elsewhere.
    place = Place.DIRECT if is_direct(home.channel) else Place.THREAD
    others = tuple(card for card in ticket.cards if card.place is not place)
    cards = (Card(place, home.channel, home.ts), *others)
    after = replace(ticket, message=home, cards=cards)
    return step(
        ticket,
        after,
        e.TicketRerooted(home),
        Text("reason.rerooted"),
        effects=(ReadThread(home), ReleaseParked(home, ticket.opened_at)),
        rows=(Link(message_link(ticket.install, home), ticket.ref),),
    )


def _merge(ticket: Ticket, other: Ticket, inbox: Inbox | None) -> Decision:
    """This ticket ends; its opener follows the other one, as with any second emoji."""
    reason = Text("reason.merged", {"number": other.number})
    why = Text("reason.followed_by_merge", {"by": Name(ticket.opener), "number": ticket.number})
    return merged(ticket, other, [ticket.opener], reason, why, inbox=inbox)
