"""What becomes of something that Slack will never take: said another way, or tried again."""

from dataclasses import replace

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.directs import direct_to
from deskbell.domain.effects import (
    Effect,
    MailComment,
    Place,
    SendDirect,
    SendMail,
    SendNotice,
    ShowCard,
    ShowComment,
    ShowIssue,
)
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.texts import Mention, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.places import is_private
from deskbell.domain.tickets.ticket import Card, Ticket
from deskbell.domain.tickets.transition import step

PUBLIC_AS_WELL = frozenset({"dm.nudge", "dm.closed_unanswered", "dm.waits_for_you"})
ON_THE_CARD = frozenset({"dm.taken", "dm.solved", "dm.reopened"})
"""What the card says as well, so that nothing has to be said another way."""


def record_undelivered(ticket: Ticket, command: c.RecordUndelivered) -> Decision:
    """Slack will never take it: say it another way, and tell the admins (A1-03, A1-04)."""
    match command.effect:
        case ShowCard(place=place, channel=channel):
            return _move_card(ticket, place, channel, command)
        case SendDirect(text=text) if text.key in ON_THE_CARD:
            return _failed(ticket, command)
        case SendDirect(person=person) if address_of(person):
            return _unsaid(ticket, command)
        case SendDirect(person=person, text=text) if person == ticket.requester and not is_private(
            ticket.privacy
        ):
            return _failed(ticket, command, _in_the_thread(ticket, person, text))
        case SendDirect(person=person) if person in command.admins:
            return _failed(ticket, command)
        case SendDirect() | SendNotice() | ShowComment() | SendMail() | MailComment():
            return _unsaid(ticket, command)
        case ShowIssue():
            told = Text("dm.admin_issue", {"number": ticket.number, "code": command.code})
            return _failed(ticket, command, *_tell_admins(command, told))
        case _:
            return _failed(ticket, command)


def _in_the_thread(ticket: Ticket, requester: PersonId, text: Text) -> SendNotice:
    """What the requester has to answer is said as it is; what a form's holds is not."""
    said = Text("notice.dm_refused", {"requester": Mention(requester), "number": ticket.number})
    if text.key in PUBLIC_AS_WELL:
        said = Text("notice.instead_of_dm", {"requester": Mention(requester), "said": text})
    if ticket.thread:
        return SendNotice(ticket.thread.channel, said, thread_ts=ticket.thread.ts)
    return SendNotice(ticket.home.channel, said, under=ticket.home.place)


def _move_card(
    ticket: Ticket, place: Place, channel: ChannelId, command: c.RecordUndelivered
) -> Decision:
    """A ticket that has gone to another inbox since has that one's card in this place."""
    moved = [card for card in ticket.cards if (card.place, card.channel) == (place, channel)]
    if not moved:
        return nothing("card_moved_already")
    rest = tuple(card for card in ticket.cards if card.place is not place)
    # One card a channel: often the fall-back channel has the triage card already, or is itself
    # the channel that refuses; it is not asked again with every change, nor are the admins told.
    instead = Card(Place.FALLBACK, command.fallback)
    if is_private(ticket.privacy):
        # Nothing of it may be said in the fall-back channel.
        instead = Card(Place.HANDLER, direct_to(command.lead)) if command.lead else instead
    tried = any(card.channel == instead.channel for card in ticket.cards)
    cards = rest if tried else (*rest, instead)
    if not cards:
        return _unsaid(ticket, command)
    told = Text(
        "dm.admin_undelivered",
        {"number": ticket.number, "place": str(place), "code": command.code},
    )
    return step(
        ticket,
        replace(ticket, cards=cards),
        e.CardMoved(place, moved[0].channel, command.code),
        Text("reason.card_moved", {"place": str(place), "code": command.code}),
        effects=_tell_admins(command, told),
        shown=True,
    )


def _unsaid(ticket: Ticket, command: c.RecordUndelivered) -> Decision:
    told = Text("dm.admin_unsaid", {"number": ticket.number, "code": command.code})
    return _failed(ticket, command, *_tell_admins(command, told))


def _tell_admins(command: c.RecordUndelivered, told: Text) -> tuple[Effect, ...]:
    return tuple(SendDirect(admin, told) for admin in sorted(command.admins))


def _failed(ticket: Ticket, command: c.RecordUndelivered, *instead: Effect) -> Decision:
    name = type(command.effect).__name__
    return step(
        ticket,
        ticket,
        e.DeliveryFailed(name, command.code),
        Text("reason.delivery_failed", {"effect": name, "code": command.code}),
        effects=instead,
    )


def retry_delivery(ticket: Ticket, command: RetryDelivery) -> Decision:
    """A card that moved away comes back beside the one in the fall-back channel: from now on both
    follow the ticket."""
    cards, effect = ticket.cards, command.effect
    if isinstance(effect, ShowCard) and effect.place not in {card.place for card in cards}:
        cards = (*cards, Card(effect.place, effect.channel, effect.thread_ts))
    return step(
        ticket,
        replace(ticket, cards=cards),
        command.event,
        command.reason,
        effects=(effect,),
        rows=command.rows,
    )
