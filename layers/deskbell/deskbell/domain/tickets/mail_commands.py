"""What a mail asks of a ticket; `decide` answers each with a Decision."""

from dataclasses import dataclass

from deskbell.domain.ids import InstallId, Ref
from deskbell.domain.inputs import MailSort, MessagePosted
from deskbell.domain.rules.fired import NO_RULES, Consulted
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.correspondence import Correspondence
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.saying_commands import Heard, RecordMessage
from deskbell.domain.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class OpenFromMail:
    """Somebody wrote a mail; `said` is all of it, as the ticket's first comment.

    `is_answered`: they are told that it has come, which is not said to who may not have sent it.
    `follows` is the ticket that ended too long ago for its answer to bring it back.
    """

    ref: Ref
    install: InstallId
    number: int
    inbox: Inbox
    mail: Correspondence
    said: MessagePosted
    by: Member
    is_answered: bool = True
    consulted: Consulted = NO_RULES
    follows: Ticket | None = None


@dataclass(frozen=True, slots=True)
class RecordMail:
    """An answer by mail of whoever the ticket is talked about with; `message_id` is the mail's."""

    said: RecordMessage
    by: Member
    message_id: str


@dataclass(frozen=True, slots=True)
class NoteMail:
    """A mail about this ticket for the team alone: nobody wrote it, or somebody whose own ticket
    was merged into this one."""

    said: MessagePosted
    sort: MailSort
    heard: Heard


MailCommand = RecordMail | NoteMail
