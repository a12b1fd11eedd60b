"""One mail for one outbox row; `carry_out` calls it (A4-03).

The mail service has no idempotency key and cannot be asked what it has sent: after a doubt the mail
goes out again, as one that comes twice is better than one that never does (ADR 0024).
"""

from deskbell.domain.decision import Comment
from deskbell.domain.effects import MailComment, SendDirect, SendMail
from deskbell.domain.texts import Text
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.outbox.posting import Ports, Result
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Sent


def send_mail(row: OutboxRow, effect: SendMail | SendDirect | MailComment, ports: Ports) -> Result:
    """What somebody said goes out as it is stored now, also when it was edited a moment ago."""
    ticket = row.aggregate or ports.aggregates.load(row.ref)
    if not isinstance(ticket, Ticket):
        return Result(Sent(), dropped="no_ticket")
    said = _said(row, effect, ports)
    letter = ports.letters.letter(ticket, said, row.id) if said else None
    if letter is None:
        return Result(Sent(), dropped="not_for_them")
    return Result(ports.mails.send(letter))


def _said(
    row: OutboxRow, effect: SendMail | SendDirect | MailComment, ports: Ports
) -> Text | Comment | None:
    match effect:
        case MailComment(of=message):
            return ports.aggregates.comment(row.ref, message)
        case _:
            return effect.text
