"""A ticket begins with a message: by the ticket emoji (A5-02), or each one by itself (A5-01)."""

from datetime import datetime

from deskbell.domain.decision import Decision, Link, asked_link, message_link, typed_link
from deskbell.domain.effects import Place, ReadThread, ReleaseParked
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.by_rules import begin_by_rules
from deskbell.domain.tickets.comments import comment_of
from deskbell.domain.tickets.copies import show_among
from deskbell.domain.tickets.peers import solved_at_once
from deskbell.domain.tickets.places import cards_of_work, confided
from deskbell.domain.tickets.ticket import Card, Progress, Status, Ticket
from deskbell.domain.tickets.transition import show_cards
from deskbell.domain.tickets.visits import received

BACKFILL_LIMIT = 25
"""Comments written in one transaction, each with its copies; DynamoDB allows 100 operations."""


def open_from_message(command: c.OpenFromMessage, now: datetime) -> Decision:
    """The message and its thread are the ticket; replies that are there already come with it."""
    message = command.message
    replies = () if command.thread is None else command.thread[1:]
    said = [comment_of(command.ref, reply) for reply in replies[:BACKFILL_LIMIT]]
    root = command.thread[0] if command.thread else None
    author = root.author if root else command.author
    privacy = command.inbox.privacy
    ticket = Ticket(
        ref=command.ref,
        install=command.install,
        number=command.number,
        version=1,
        card_revision=1,
        status=Status.NEW,
        inbox=command.inbox.id,
        requester=author or command.by.person,
        opener=command.by.person,
        text=root.text if root else None,
        text_ts=(root.edited_ts or root.ts) if root else "",
        opened_at=now,
        cards=(
            Card(Place.THREAD, message.channel, message.ts),
            *cards_of_work(privacy, command.inbox),
        ),
        message=message,
        followers=(command.by.person,),
        comments=len(said),
        privacy=privacy,
        emoji_ts=command.emoji_ts,
        shared=frozenset({message.channel} if command.shared else ()),
        progress=Progress.ROUTED,
    )
    ticket = confided(ticket)
    # While the text is pending nobody knows whose thread it is (the message may be a reply), so
    # the card there waits for the reading; the triagers see the ticket at once.
    unread = Place.THREAD if root is None else None
    all_read = command.is_whole and root is not None and len(replies) == len(said)
    opened = begin_by_rules(
        ticket,
        _reason(command),
        command.inbox,
        command.consulted,
        now,
        effects=lambda routed: (
            *(() if all_read else (ReadThread(message),)),
            *(card for card in show_cards(routed) if card.place is not unread),
            *show_among(routed, said, ()),
            ReleaseParked(message, ticket.opened_at),
        ),
        rows=(
            Link(message_link(command.install, message), ticket.ref),
            *said,
            *_asked(command, ticket),
            *_typed(command),
        ),
    )
    opened = received(opened, command.visit, now)
    return solved_at_once(opened, command.solved, now) if command.solved else opened


def _reason(command: c.OpenFromMessage) -> Text:
    by = Name(command.by.person)
    if command.captured:
        return Text("reason.opened_by_capture", {"by": by})
    if command.emoji is None:
        return Text("reason.opened_by_itself", {"by": by})
    return Text("reason.opened_by_emoji", {"by": by, "emoji": command.emoji})


def _asked(command: c.OpenFromMessage, ticket: Ticket) -> tuple[Link, ...]:
    """What they write next may go with it (grouping.py)."""
    if command.emoji is not None or command.captured or ticket.requester is None:
        return ()
    key = asked_link(command.install, command.message.channel, ticket.requester)
    return (Link(key, ticket.ref, newest=True),)


def _typed(command: c.OpenFromMessage) -> tuple[Link, ...]:
    """If Slack sends it once more, as another message, that leads here while it is open."""
    if command.emoji is None or not command.thread:
        return ()
    key = typed_link(command.install, command.thread[0])
    return (Link(key, command.ref, newest=True),) if key else ()
