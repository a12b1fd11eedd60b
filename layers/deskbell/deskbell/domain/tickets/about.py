"""What is said about a ticket to one person, with what they need to know which one it is."""

from deskbell.domain.effects import SendDirect
from deskbell.domain.ids import PersonId
from deskbell.domain.texts import Argument, ChannelName, Name, Quote, Text
from deskbell.domain.tickets.ticket import Ticket


def title_of(ticket: Ticket) -> Argument:
    """A form's answers are plain text, anything else is Slack's markup."""
    text = ticket.text or ""
    return text if ticket.answers else Quote(text)


def tell(
    person: PersonId | None, ticket: Ticket, key: str, **more: Argument
) -> tuple[SendDirect, ...]:
    """A direct message with the ticket's number, title and channel; none to nobody."""
    if person is None:
        return ()
    known: dict[str, Argument] = {
        "number": ticket.number,
        "title": title_of(ticket),
        "channel": ChannelName(ticket.home.channel),
    }
    return (SendDirect(person, Text(key, known | more)),)


def keep_posted(ticket: Ticket, by: PersonId, key: str, **more: Argument) -> tuple[SendDirect, ...]:
    """Whoever asked by form follows no thread, and hears how their request stands (A5-06); not of
    what they did themselves."""
    if ticket.answers is None or ticket.requester == by:
        return ()
    return tell(ticket.requester, ticket, key, by=Name(by), **more)
