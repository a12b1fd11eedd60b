"""What stands where a ticket may not be shown (any more): one line, the same for all tickets.

`cards.py` shows it in place of the card; nothing in it is the ticket's.
"""

from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.ticket_words import TicketWords
from deskbell.domain.effects import Place
from deskbell.usecases.slack_ports import Message

ASKED_HERE = (Place.THREAD, Place.REQUEST)


def private_card(words: TicketWords, place: Place) -> Message:
    """Whoever asked there is told where it goes on; agents are told its number."""
    if place in ASKED_HERE:
        line = words.text("card.private")
    else:
        line = words.text("card.not_shown_here", number=words.ticket.number)
    return Message(text=line, blocks=blocks.identified({"private": blocks.section(line)}))
