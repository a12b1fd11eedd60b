"""What becomes of something that Slack will never take: said another way, or tried again."""

from dataclasses import replace

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.effects import Effect, Place, SendDirect, SendNotice, ShowCard
from deskbell.domain.texts import Mention, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.ticket import Card, Ticket
from deskbell.domain.tickets.transition import step


def record_undelivered(ticket: Ticket, command: c.RecordUndelivered) -> Decision:
    """Slack will never take it: say it another way, and tell the admins (A1-03, A1-04)."""
    match command.effect:
        case ShowCard(place=place):
            return _move_card(ticket, place, command)
        case SendDirect(person=person) if person == ticket.requester:
            return _failed(
                ticket,
                command,
                SendNotice(
                    ticket.home.channel,
                    Text(
                        "notice.dm_refused",
                        {"requester": Mention(person), "number": ticket.number},
                    ),
                    under=ticket.home.place,
                ),
            )
        case SendDirect(person=person) if person in command.admins:
            return _failed(ticket, command)
        case SendDirect() | SendNotice():
            return _unsaid(ticket, command)
        case _:
            return _failed(ticket, command)


def _move_card(ticket: Ticket, place: Place, command: c.RecordUndelivered) -> Decision:
    moved = [card for card in ticket.cards if card.place is place]
    if not moved:
        return nothing("card_moved_already")
    rest = tuple(card for card in ticket.cards if card.place is not place)
    # One card a channel: often the fall-back channel has the triage card already, or is itself
    # the channel that refuses; it is not asked again with every change, nor are the admins told.
    tried = any(card.channel == command.fallback for card in ticket.cards)
    cards = rest if tried else (*rest, Card(Place.FALLBACK, command.fallback))
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
