"""A private ticket begins with a direct message to the app, and goes on below it (C-20)."""

from datetime import datetime

from deskbell.domain.decision import Decision, Link, direct_link, message_link
from deskbell.domain.effects import Place, ReleaseParked, ShowHome
from deskbell.domain.ids import Thread
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets.by_rules import begin_by_rules
from deskbell.domain.tickets.commands import OpenFromDirect
from deskbell.domain.tickets.places import cards_of_work
from deskbell.domain.tickets.ticket import Card, Privacy, Progress, Status, Ticket
from deskbell.domain.tickets.transition import show_cards


def open_from_direct(command: OpenFromDirect, now: datetime) -> Decision:
    """Whoever works on it sees it in the triage channel; nobody else does."""
    said, who = command.message, command.by.person
    message = Thread(said.channel, said.ts)
    privacy = command.inbox.privacy.stricter(Privacy.PRIVATE)
    ticket = Ticket(
        ref=command.ref,
        install=command.install,
        number=command.number,
        version=1,
        card_revision=1,
        status=Status.NEW,
        inbox=command.inbox.id,
        requester=who,
        opener=who,
        text=said.text,
        text_ts=said.edited_ts or said.ts,
        opened_at=now,
        cards=(
            Card(Place.DIRECT, message.channel, message.ts),
            *cards_of_work(privacy, command.inbox),
        ),
        message=message,
        privacy=privacy,
        progress=Progress.ROUTED,
    )
    return begin_by_rules(
        ticket,
        Text("reason.opened_by_direct", {"by": Name(who)}),
        command.inbox,
        command.consulted,
        now,
        effects=lambda routed: (
            *show_cards(routed),
            ShowHome(who, after=Place.DIRECT),
            ReleaseParked(message, ticket.opened_at),
        ),
        rows=(
            Link(message_link(command.install, message), ticket.ref),
            Link(direct_link(command.install, message.channel), ticket.ref, newest=True),
        ),
    )
