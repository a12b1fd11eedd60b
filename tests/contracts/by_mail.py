"""What comes by mail, for `texts_decided.py`, `everything_sent.py` and `test_letters.py`."""

from collections.abc import Iterator
from dataclasses import replace

from deskbell.domain.ids import PersonId, Ts, ticket_ref
from deskbell.domain.inputs import MailSort, MessagePosted
from deskbell.domain.mail.addresses import stranger
from deskbell.domain.people import Standing
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.copies import IN_MAIL
from deskbell.domain.tickets.correspondence import Correspondence
from deskbell.domain.tickets.permissions import Surface, member
from deskbell.domain.tickets.ticket import Privacy, Ticket
from tests.builders import ANA, INSTALL

ADDRESS = "ada@example.org"
OURS = "it@desk.example.com"
LATER = Ts("1795424500.000100")


def mailed(ticket: Ticket, requester: PersonId | None = None) -> Ticket:
    """The same ticket, of somebody who wrote it by mail."""
    mail = Correspondence(ADDRESS, OURS, ticket.text or "", "<1@example.org>", "<2@example.org>")
    return replace(
        ticket,
        requester=requester or stranger(ADDRESS),
        message=None,
        privacy=Privacy.PRIVATE,
        mail=mail,
    )


def said(text: str, who: PersonId | None = None) -> MessagePosted:
    return MessagePosted(IN_MAIL, LATER, None, who or stranger(ADDRESS), text or "A mail")


def opening(ticket: Ticket, inbox: Inbox, desk: Desk, who: PersonId) -> c.OpenFromMail:
    text = ticket.text or ""
    return c.OpenFromMail(
        ref=ticket_ref(INSTALL, "mail", "1"),
        install=INSTALL,
        number=ticket.number,
        inbox=inbox,
        mail=Correspondence(ADDRESS, OURS, text),
        said=said(text, who),
        by=member(who, desk, Standing.EXTERNAL, Surface.DIRECT),
    )


def commands(ticket: Ticket, inbox: Inbox, desk: Desk) -> Iterator[c.TicketCommand]:
    for who in (stranger(ADDRESS), ANA):
        yield opening(ticket, inbox, desk, who)
        yield replace(opening(ticket, inbox, desk, who), follows=ticket)
        by = member(who, desk, Standing.EXTERNAL, Surface.DIRECT)
        reply = c.RecordMessage(said(ticket.text or "", who), c.Heard(place=None), inbox)
        yield c.RecordMail(reply, by, "<3@example.org>")
    for sort in (MailSort.AUTOMATIC, MailSort.BOUNCE, MailSort.PERSONAL):
        yield c.NoteMail(said(ticket.text or ""), sort, c.Heard(place=None))
