"""A ticket begins with the ticket emoji on a message (A5-02)."""

from datetime import datetime

from deskbell.domain.decision import Decision, Link, message_link
from deskbell.domain.effects import Effect, Place, ReadThread, ReleaseParked
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.comments import comment_of
from deskbell.domain.tickets.ticket import Card, Status, Ticket
from deskbell.domain.tickets.transition import begin, show_cards

BACKFILL_LIMIT = 40
"""Comments written in one transaction; DynamoDB allows 100 operations in all."""


def open_from_message(command: c.OpenFromMessage, now: datetime) -> Decision:
    """The message and its thread are the ticket; replies that are there already come with it."""
    message = command.message
    replies = () if command.thread is None else command.thread[1:]
    at_once = replies[:BACKFILL_LIMIT]
    root = command.thread[0] if command.thread else None
    author = root.author if root else command.author
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
            Card(Place.TRIAGE, command.inbox.triage_channel),
        ),
        message=message,
        followers=(command.by.person,),
        comments=len(at_once),
    )
    effects: list[Effect] = []
    if root is None or len(replies) > len(at_once):
        effects.append(ReadThread(message))
    # While the text is pending nobody knows whose thread it is (the message may be a reply), so
    # the card there waits for the reading; the triagers see the ticket at once.
    unread = Place.THREAD if root is None else None
    effects += [card for card in show_cards(ticket) if card.place is not unread]
    effects.append(ReleaseParked(message, ticket.opened_at))
    return begin(
        ticket,
        Text("reason.opened_by_emoji", {"by": Name(command.by.person), "emoji": command.emoji}),
        effects=effects,
        rows=(
            Link(message_link(command.install, message), ticket.ref),
            *(comment_of(ticket.ref, reply) for reply in at_once),
        ),
    )
