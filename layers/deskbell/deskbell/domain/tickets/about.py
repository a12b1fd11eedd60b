"""What is said about a ticket to one person, with what they need to know which one it is."""

from deskbell.domain.effects import SendDirect
from deskbell.domain.ids import PersonId
from deskbell.domain.texts import Argument, ChannelName, Text
from deskbell.domain.tickets.ticket import Ticket


def tell(
    person: PersonId | None, ticket: Ticket, key: str, **more: Argument
) -> tuple[SendDirect, ...]:
    """A direct message with the ticket's number, title and channel; none to nobody."""
    if person is None:
        return ()
    known: dict[str, Argument] = {
        "number": ticket.number,
        "title": ticket.text or "",
        "channel": ChannelName(ticket.home.channel),
    }
    return (SendDirect(person, Text(key, known | more)),)
