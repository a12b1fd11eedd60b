"""How a ticket begins: from a message with the ticket emoji, or from a form."""

from datetime import datetime, timedelta

from deskbell.domain.decision import (
    Change,
    Decision,
    Link,
    SetTimer,
    message_link,
    number_link,
)
from deskbell.domain.effects import Effect, Place, ReadThread, ReleaseParked
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.comments import comment_of
from deskbell.domain.tickets.events import TicketOpened
from deskbell.domain.tickets.ticket import Card, Progress, Status, Ticket
from deskbell.domain.tickets.transition import show_cards

BACKFILL_LIMIT = 40
"""Comments written in one transaction; DynamoDB allows 100 operations in all."""

WORKFLOW_GRACE = timedelta(minutes=2)
"""How long an execution may take for a step that is due, before another one is started."""


def open_from_message(command: c.OpenFromMessage, now: datetime) -> Decision:
    """The message and its thread are the ticket; replies that are there already come with it."""
    message = command.message
    replies = () if command.thread is None else command.thread[1:]
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
        comments=len(replies[:BACKFILL_LIMIT]),
    )
    effects: list[Effect] = []
    if root is None or len(replies) > BACKFILL_LIMIT:
        effects.append(ReadThread(message))
    # While the text is pending nobody knows whose thread it is (the message may be a reply), so
    # the card there waits for the reading; the triagers see the ticket at once.
    unread = Place.THREAD if root is None else None
    effects += [card for card in show_cards(ticket) if card.place is not unread]
    effects.append(ReleaseParked(message))
    change = Change(
        before=None,
        after=ticket,
        event=TicketOpened(
            number=ticket.number,
            inbox=ticket.inbox,
            requester=ticket.requester,
            message=message,
            backfilled=ticket.comments,
        ),
        reason=Text(
            "reason.opened_by_emoji", {"by": Name(command.by.person), "emoji": command.emoji}
        ),
        effects=tuple(effects),
        rows=(
            Link(message_link(command.install, message), ticket.ref),
            Link(number_link(command.install, ticket.number), ticket.ref),
            *(comment_of(ticket.ref, reply) for reply in replies[:BACKFILL_LIMIT]),
        ),
    )
    return Decision(changes=(change,))


def open_from_form(command: c.OpenFromForm, now: datetime) -> Decision:
    """The request's card is the root of its thread; the form's workflow takes it from here."""
    ticket = Ticket(
        ref=command.ref,
        install=command.install,
        number=command.number,
        version=1,
        card_revision=1,
        status=Status.NEW,
        inbox=command.inbox.id,
        requester=command.by.person,
        opener=command.by.person,
        text=command.answers.values["request"],
        opened_at=now,
        cards=(Card(Place.REQUEST, command.channel),),
        answers=command.answers,
        progress=Progress.STARTED,
    )
    change = Change(
        before=None,
        after=ticket,
        event=TicketOpened(
            number=ticket.number,
            inbox=ticket.inbox,
            requester=ticket.requester,
            form=command.answers.form,
        ),
        reason=Text(
            "reason.opened_by_form",
            {"by": Name(command.by.person), "form": command.answers.form},
        ),
        effects=tuple(show_cards(ticket)),
        timers=(SetTimer("workflow", 1, now + WORKFLOW_GRACE),),
        rows=(Link(number_link(command.install, ticket.number), ticket.ref),),
    )
    return Decision(changes=(change,))
