"""Mails as the mail function hands them over, for tests of what becomes of them."""

from typing import Any

from deskbell.domain.ids import InboxId
from deskbell.domain.inputs import Authenticity, MailReceived, MailSort
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.mail_ports import Letter
from tests.builders import a_desk, an_inbox, two_inboxes
from tests.functional.memory_desk import MemoryDesk

IT_MAIL = "it@desk.example.com"
ADA = "ada@example.org"
"""Nobody in Slack."""


def mail_desk(**changes: Any) -> Desk:
    return a_desk(inboxes={InboxId("it"): an_inbox(mail=IT_MAIL, **changes)})


def two_mail_desks() -> Desk:
    inboxes = two_inboxes()
    it, x_team = InboxId("it"), InboxId("x-team")
    with_mail = an_inbox(mail=IT_MAIL)
    return a_desk(inboxes={it: with_mail, x_team: inboxes[x_team]})


def a_mail(text: str = "It shows nothing but E4.", **changes: Any) -> MailReceived:
    """Of Ada's, about the printer."""
    given: dict[str, Any] = {
        "sort": MailSort.PERSONAL,
        "authentic": Authenticity.UNKNOWN,
        "message_id": "<first@mail.example.org>",
        "sender": ADA,
        "recipients": (IT_MAIL,),
        "subject": "The printer is broken",
        "text": text,
    }
    return MailReceived(**(given | changes))


def answer_to(letter: Letter, text: str, **changes: Any) -> MailReceived:
    """As mail programs write it: the references of what is answered, and its own id behind them.
    The mail service has put an id of its own in the place of ours."""
    references = (*letter.headers["References"].split(), "<0100018f@email.amazonses.com>")
    subject = f"Re: {letter.subject}"
    mail_id = f"<answer-{abs(hash(text))}@mail.example.org>"
    given = {"references": references, "subject": subject, "message_id": mail_id}
    return a_mail(text, **(given | changes))


def texts(desk: MemoryDesk) -> list[str]:
    return [letter.text for letter in desk.mails.sent]
