"""Where a ticket is shown and talked about, by who may know of it (D-12).

Called by the decisions that make cards, by the renderer and by the relay.
"""

from dataclasses import replace

from deskbell.domain.directs import direct_to, is_direct
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets.permissions import Surface, may_show
from deskbell.domain.tickets.ticket import Card, Privacy, Ticket

WORK = frozenset({Place.TRIAGE, Place.HANDLER})
"""The places of the inbox that has it; they are others when it moves."""


def surface_of(desk: Desk, channel: ChannelId, *, shared: bool = False) -> Surface:
    """What kind of channel it is; one that no setting names is as open as a help channel. `shared`:
    Slack says that other companies are in it."""
    if is_direct(channel):
        return Surface.DIRECT
    if shared or desk.partners_in(channel):
        return Surface.SHARED
    if any(channel == inbox.triage_channel for inbox in desk.inboxes.values()):
        return Surface.TRIAGE
    return Surface.HELP


def is_shown_in(ticket: Ticket, channel: ChannelId, desk: Desk) -> bool:
    """Whether anything of the ticket may appear in that channel."""
    return may_show(ticket.privacy, surface_of(desk, channel, shared=channel in ticket.shared))


def is_shown_at(ticket: Ticket, place: Place, desk: Desk) -> bool:
    """As `is_shown_in`, of the channel of its card there; one that it has no card at may be any."""
    channel = next((card.channel for card in ticket.cards if card.place is place), None)
    if channel is None:
        return may_show(ticket.privacy, Surface.SHARED)
    return is_shown_in(ticket, channel, desk)


def is_private(privacy: Privacy) -> bool:
    """Whether it is talked about with its requester by direct message alone."""
    return not may_show(privacy, Surface.HELP)


def cards_of_work(privacy: Privacy, inbox: Inbox) -> tuple[Card, ...]:
    """Where whoever works on such a ticket has it: the triage channel, or, if not even that may
    show it, the lead's direct messages."""
    if may_show(privacy, Surface.TRIAGE):
        return (Card(Place.TRIAGE, inbox.triage_channel),)
    return (Card(Place.HANDLER, direct_to(inbox.lead)),)


def with_cards(ticket: Ticket, cards: tuple[Card, ...]) -> Ticket:
    """The ticket with these cards as well; it has one a place."""
    places = {card.place for card in ticket.cards}
    new = tuple(card for card in cards if card.place not in places)
    return replace(ticket, cards=(*ticket.cards, *new))


def confided(ticket: Ticket) -> Ticket:
    """A private ticket has a card in its requester's direct messages, as soon as it is known whose
    request it is: while the text is pending, the message may turn out to be somebody else's."""
    if not is_private(ticket.privacy) or ticket.requester is None or ticket.text is None:
        return ticket
    if address_of(ticket.requester):
        return ticket  # they have no direct messages
    return with_cards(ticket, (Card(Place.DIRECT, direct_to(ticket.requester)),))


def shows_its_status(ticket: Ticket) -> bool:
    """Whether the status may stand as a reaction on the ticket's message, or on its first card."""
    channel = ticket.message.channel if ticket.message else ticket.home.channel
    return is_direct(channel) or not is_private(ticket.privacy)


def channel_of_work(ticket: Ticket, inbox: Inbox) -> ChannelId:
    """Where those who work on it find its card with the buttons."""
    if not is_private(ticket.privacy) and not is_direct(ticket.home.channel):
        return ticket.home.channel
    return cards_of_work(ticket.privacy, inbox)[0].channel
