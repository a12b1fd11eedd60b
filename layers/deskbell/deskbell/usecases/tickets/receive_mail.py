"""A mail opens a ticket, answers one, or is refused and counted (A4-03).

Only who a ticket is talked about with answers it by mail: a reference or a number in a subject is
known to everybody who was ever sent one, and a sender can be made up. Any other mail is a request
of its own, which an agent may merge.
"""

from datetime import datetime, timedelta

from deskbell.domain.decision import Cause, Role, number_link
from deskbell.domain.ids import PersonId, Ref, Thread, Ts, ticket_ref
from deskbell.domain.inputs import Authenticity, MailReceived, MailSort, MessagePosted
from deskbell.domain.mail.addresses import stranger
from deskbell.domain.mail.references import named_in, numbered_in
from deskbell.domain.people import Person, Standing
from deskbell.domain.pleasantries import is_pleasantry
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.copies import IN_MAIL
from deskbell.domain.tickets.correspondence import Correspondence
from deskbell.domain.tickets.permissions import Surface, member
from deskbell.domain.tickets.reopening import is_in_time, is_over
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.ports import TicketLists
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.consult_rules import consult_rules
from deskbell.usecases.tickets.desk import TicketPorts, going_on, inbox_for, load_ticket
from deskbell.usecases.tickets.heard import heard

MOST_AN_HOUR = 20
"""Mails of one sender: a person writes fewer, two machines that answer each other soon more."""
HOUR = timedelta(hours=1)
NEVER_READ = frozenset({MailSort.SPAM, MailSort.VIRUS, MailSort.OWN})


def receive_mail(
    ports: TicketPorts, lists: TicketLists, mail: MailReceived, cause: Cause
) -> Handled:
    """Twice is once: `cause` has the mail's own key."""
    desk = ports.settings.current()
    if mail.sort in NEVER_READ:
        return ignored(f"mail_{mail.sort}")
    if mail.sender in desk.mail_addresses:
        return ignored("mail_own")
    named = _named(ports, desk, mail, cause)
    ticket = going_on(ports.aggregates, named.ref) if named else None
    is_theirs = named is not None and _is_theirs(named, mail)
    if mail.sort is not MailSort.PERSONAL:
        is_about_it = is_theirs or mail.sort is MailSort.BOUNCE
        return _note(ports, ticket, mail, cause) if ticket and is_about_it else _not_personal(mail)
    if mail.sender is None:
        return ignored("mail_without_sender")
    if not ticket or not is_theirs:
        return _open(ports, lists, mail, mail.sender, None, cause)
    if ticket.mail is None or ticket.mail.address != mail.sender:
        return _note(ports, ticket, mail, cause)  # it was merged into somebody else's
    if _asks_anew(ticket, mail, desk, cause.at):
        return _open(ports, lists, mail, mail.sender, ticket, cause)
    return _record(ports, ticket, mail, cause)


def _not_personal(mail: MailReceived) -> Handled:
    return ignored(f"mail_{mail.sort}")


def _named(ports: TicketPorts, desk: Desk, mail: MailReceived, cause: Cause) -> Ticket | None:
    """The ticket that it is an answer to, if any."""
    ref = named_in(mail.references, desk.mail_addresses)
    number = numbered_in(mail.subject)
    if ref is None and number is not None:
        link = ports.aggregates.find(number_link(cause.install, number))
        ref = link.ref if link else None
    ticket = load_ticket(ports.aggregates, ref) if ref else None
    return ticket if ticket and ticket.mail else None


def _is_theirs(ticket: Ticket, mail: MailReceived) -> bool:
    return (
        ticket.mail is not None
        and mail.sender == ticket.mail.address
        and mail.authentic is not Authenticity.FAILED
    )


def _asks_anew(ticket: Ticket, mail: MailReceived, desk: Desk, now: datetime) -> bool:
    """What ended too long ago does not come back by an answer; thanks for it are only kept."""
    is_late = is_over(ticket) and not is_in_time(ticket, inbox_for(desk, ticket), now)
    return is_late and (bool(mail.files) or not is_pleasantry(mail.text))


# --- a new ticket -----------------------------------------------------------------------------


def _open(
    ports: TicketPorts,
    lists: TicketLists,
    mail: MailReceived,
    sender: str,
    follows: Ticket | None,
    cause: Cause,
) -> Handled:
    desk = ports.settings.current()
    found = desk.inbox_of_mail(mail.recipients)
    if found is None:
        return ignored("mail_unknown_address")
    ours, inbox = found
    person = _known(ports, mail, sender, cause) or _stranger(sender)
    if _asked_lately(lists, person, cause) >= MOST_AN_HOUR:
        return ignored("mail_too_many")
    ref = ticket_ref(cause.install, "mail", cause.key)
    by = member(person.id, desk, person.standing, Surface.DIRECT)
    subject_and_text = f"{mail.subject}\n{mail.text}"
    consulted = consult_rules(ports, inbox, IN_MAIL, person.id, subject_and_text, cause.at)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        last = load_ticket(ports.aggregates, follows.ref) if follows else None
        return c.OpenFromMail(
            ref=ref,
            install=cause.install,
            number=state.number if state else ports.aggregates.reserve_number(cause.install),
            inbox=inbox,
            mail=Correspondence(sender, ours, mail.subject, mail.message_id, mail.message_id),
            said=_said(mail, person.id, cause.at),
            by=by,
            is_answered=mail.authentic is not Authenticity.FAILED,
            consulted=consulted,
            follows=last,
        )

    return change_ticket(ports.aggregates, ref, cause, command_for)


def _known(ports: TicketPorts, mail: MailReceived, sender: str, cause: Cause) -> Person | None:
    """Whoever of the workspace has this address, if the mail is surely theirs (C-21)."""
    if mail.authentic is not Authenticity.PASSED:
        return None
    person = ports.people.writing_from(cause.install, sender)
    ours = (Standing.MEMBER, Standing.GUEST)
    return person if person and person.standing in ours and not person.deactivated else None


def _stranger(sender: str) -> Person:
    return Person(stranger(sender), sender, None, None, Standing.EXTERNAL)


def _asked_lately(lists: TicketLists, person: Person, cause: Cause) -> int:
    """Tickets of this hour, those included that are over."""
    install = cause.install
    refs = [
        *lists.of_person(install, person.id, Role.REQUESTER)[:MOST_AN_HOUR],
        *lists.past_of_person(install, person.id, Role.REQUESTER, MOST_AN_HOUR),
    ]
    return sum(one.ticket.opened_at > cause.at - HOUR for one in lists.read(refs))


# --- one more mail of a ticket ----------------------------------------------------------------


def _record(ports: TicketPorts, ticket: Ticket, mail: MailReceived, cause: Cause) -> Handled:
    since = Ts(f"{(cause.at - HOUR).timestamp():.6f}")
    lately = ports.aggregates.comments(ticket.ref, since)
    if sum(one.author == ticket.requester for one in lately) >= MOST_AN_HOUR:
        return ignored("mail_too_many")
    desk = ports.settings.current()
    who = ticket.requester or ticket.opener
    by = member(who, desk, Standing.EXTERNAL, Surface.DIRECT)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        said, around = _heard(ports, state, ticket.ref, mail, who, cause.at)
        reply = c.RecordMessage(said, around, inbox_for(desk, state))
        return c.RecordMail(reply, by, mail.message_id)

    return change_ticket(ports.aggregates, ticket.ref, cause, command_for)


def _note(ports: TicketPorts, ticket: Ticket, mail: MailReceived, cause: Cause) -> Handled:
    who = stranger(mail.sender) if mail.sender else None

    def command_for(state: Ticket | None) -> c.TicketCommand:
        said, around = _heard(ports, state, ticket.ref, mail, who, cause.at)
        return c.NoteMail(said, mail.sort, around)

    return change_ticket(ports.aggregates, ticket.ref, cause, command_for)


def _heard(
    ports: TicketPorts,
    state: Ticket | None,
    ref: Ref,
    mail: MailReceived,
    who: PersonId | None,
    now: datetime,
) -> tuple[MessagePosted, c.Heard]:
    """Its words, under a name that no comment has yet: two mails may come at the same moment."""
    said = _said(mail, who, now)
    around = heard(ports, state, ref, Thread(said.channel, said.ts), None, who)
    if around.known is None:
        return said, around
    return _heard(ports, state, ref, mail, who, now + timedelta(microseconds=1))


def _said(mail: MailReceived, who: PersonId | None, now: datetime) -> MessagePosted:
    """Its words as a message, named by when it came."""
    ts = Ts(f"{int(now.timestamp())}.{now.microsecond:06}")
    return MessagePosted(IN_MAIL, ts, None, who, mail.text or mail.subject, mail.files)
