"""What is said by mail of a ticket's status, as its correspondent sees no card (A4-03).

Each step of a ticket asks it, so that none is forgotten (transition.py).
"""

from deskbell.domain.effects import SendMail
from deskbell.domain.texts import Argument, Name, Text
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.ticket import Status, Ticket


def status_by_mail(before: Ticket, after: Ticket) -> list[SendMail]:
    """One mail where it begins to wait for them, ends, or is taken up again. What is closed
    unanswered is told by whoever closes it (pausing.py)."""
    if after.mail is None or before.status is after.status:
        return []
    words: dict[str, Argument] = {"number": after.number}
    match before.status, after.status:
        case _, Status.WAITING if after.pause and after.pause.on is PauseOn.REQUESTER:
            return [SendMail(Text("mail.waiting", words))]
        case _, Status.SOLVED if after.solver and after.solver != after.requester:
            return [SendMail(Text("mail.solved", {**words, "by": Name(after.solver)}))]
        case Status.SOLVED, Status.CLOSED:
            return [SendMail(Text("mail.closed", words))]
        case Status.SOLVED | Status.CLOSED, _ if after.is_open:
            return [SendMail(Text("mail.reopened", words))]
        case _, Status.MERGED:
            return [SendMail(Text("mail.merged", words))]
        case _:
            return []
