"""Who is asked to take a ticket over, as one line of its cards."""

from deskbell.adapters.slack.rendering.ticket_words import TicketWords


def offer_line(words: TicketWords) -> str:
    """Nothing while nobody is asked."""
    offer = words.ticket.hand_over
    if offer is None or not words.ticket.is_open:
        return ""
    return words.text("card.offered", to=words.name(offer.to), by=words.name(offer.by))
