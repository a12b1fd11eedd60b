"""Every mail that a decision sends, in every language: sound as a mail, and nothing of a note."""

import email
import gettext
import re
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from functools import cache

import pytest
from babel.messages.pofile import read_po

from deskbell.adapters import languages
from deskbell.adapters.mail.letters import CatalogueLetters
from deskbell.adapters.memory.services import MemoryPeople, MemorySettings
from deskbell.adapters.ses import raw
from deskbell.domain.decision import Comment
from deskbell.domain.effects import Effect, SendDirect, SendMail
from deskbell.domain.ids import InboxId, Ts
from deskbell.domain.inputs import FileRef
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.mail.references import named_in, numbered_in
from deskbell.domain.texts import LANGUAGES, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.copies import IN_DIALOG
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.instants import instant_of
from deskbell.domain.tickets.ticket import Privacy, Status, Ticket
from deskbell.usecases.mail_ports import Letter
from tests.builders import BEN, NOW, a_desk, a_ticket, an_inbox
from tests.contracts.by_mail import OURS, mailed
from tests.contracts.texts_decided import commands
from tests.functional.by_mail import mail_desk
from tests.unit.rendering.statuses import in_status

MAIL = mailed(a_ticket()).mail
EVIL = "Bcc: all@example.com\r\nX: y <!channel> ‮ & <b>\x00"
ROW = "T#X/12/3"


def letters(language: str = "en") -> CatalogueLetters:
    desk = a_desk(language=language, inboxes={InboxId("it"): an_inbox(mail=OURS)})
    return CatalogueLetters(MemorySettings(desk), MemoryPeople())


def a_reply(text: str, **changes: object) -> Comment:
    ticket = mailed(a_ticket())
    ts = Ts("1795424500.000100")
    reply = Comment(ticket.ref, instant_of(ts), ts, BEN, ((ts, text),), channel=IN_DIALOG)
    return replace(reply, **changes)  # type: ignore[arg-type]


def wired(letter: Letter) -> EmailMessage:
    return email.message_from_bytes(raw(letter), policy=policy.default)


def written(text: str, **changes: object) -> Letter:
    letter = letters().letter(mailed(a_ticket(text=EVIL)), a_reply(text, **changes), ROW)
    assert letter
    return letter


def test_what_somebody_wrote_adds_no_header() -> None:
    message = wired(written(EVIL, author=None))
    assert message["Bcc"] is None
    assert message["X"] is None
    assert message["To"] == "ada@example.org"
    assert "\n" not in str(message["Subject"])


def test_a_mail_leads_back_to_its_ticket_by_its_references_or_by_its_subject() -> None:
    ticket, letter = mailed(a_ticket()), written("Hello")
    message = wired(letter)
    assert named_in(str(message["References"]).split(), [OURS]) == ticket.ref
    assert named_in([str(message["Message-ID"])], [OURS]) == ticket.ref
    assert numbered_in(str(message["Subject"])) == ticket.number
    assert named_in(str(message["References"]).split(), ["it@other.example"]) is None


def test_the_same_row_is_the_same_mail() -> None:
    assert written("Hello").headers == written("Hello").headers
    assert written("Hello").headers["X-Deskbell-Row"] == ROW


@pytest.mark.parametrize(
    "changes", [{"internal": True}, {"deleted_ts": Ts("1795424600.000100")}, {"texts": ()}]
)
def test_no_mail_is_made_of_a_note_or_of_what_is_gone(changes: dict[str, object]) -> None:
    reply = replace(a_reply("Between us"), **changes)  # type: ignore[arg-type]
    assert letters().letter(mailed(a_ticket()), reply, ROW) is None


def test_of_a_ticket_that_nobody_wrote_a_mail_for_there_is_none() -> None:
    assert letters().letter(a_ticket(), a_reply("Hello"), ROW) is None


def test_files_are_named_and_not_sent() -> None:
    letter = written("See", files=(FileRef("F1", "plan.pdf", "https://example.com"),))
    assert "plan.pdf" in letter.text
    assert not list(wired(letter).iter_attachments())


def test_only_what_a_person_wrote_may_be_answered_by_a_machine() -> None:
    ours = letters().letter(mailed(a_ticket()), Text("mail.merged", {"number": 1}), ROW)
    assert ours
    assert wired(ours)["Auto-Submitted"] == "auto-replied"
    assert wired(written("Hello"))["Auto-Submitted"] is None


@cache
def _said() -> tuple[tuple[Ticket, Text], ...]:
    """All that any decision says by mail to whom Slack does not know, each text once."""
    other = an_inbox(id=InboxId("other"))
    desk = replace(mail_desk(), inboxes={**mail_desk().inboxes, other.id: other})
    found: dict[str, tuple[Ticket, Text]] = {}
    for status in Status:
        ticket = replace(in_status(mailed(a_ticket()), status), privacy=Privacy.PUBLIC)
        for command in commands(ticket, desk):
            is_new = isinstance(command, c.TicketOpening)
            for change in decide(None if is_new else ticket, command, NOW).changes:
                for effect in change.effects:
                    text = _by_mail(effect)
                    if text and isinstance(change.after, Ticket):
                        found.setdefault(text.key, (change.after, text))
    return tuple(found.values())


def _by_mail(effect: Effect) -> Text | None:
    match effect:
        case SendMail(text=text):
            return text
        case SendDirect(person=person, text=text) if address_of(person):
            return text
        case _:
            return None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_a_sound_mail_without_slacks_markup(language: str) -> None:
    for ticket, text in _said():
        letter = letters(language).letter(replace(ticket, mail=MAIL), text, ROW)
        assert letter, text.key
        assert wired(letter).get_content()
        assert not re.search(r"<[@#!]|\*#|[{}]", letter.text), letter.text


def test_every_text_for_mails_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: set[str] = set()

    class Watched(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            shown.add(message)
            return message

    monkeypatch.setattr(languages, "_catalogue", lambda _language: Watched())
    for ticket, text in _said():
        letters().letter(replace(ticket, mail=MAIL), text, ROW)
    written("See", files=(FileRef("F1", "plan.pdf", ""),))
    source = languages.CATALOGUES / "en" / "LC_MESSAGES" / "deskbell.po"
    with source.open("rb") as lines:
        keys = {str(message.id) for message in read_po(lines)}
    assert {key for key in keys if key.startswith("mail.")} - shown == set()
