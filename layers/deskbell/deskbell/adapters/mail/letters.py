"""A ticket's mail to whom it is talked about with: what is said, as plain text; the relay sends it.

A note never becomes one, whatever asked for it (C-20).
"""

import re
from dataclasses import dataclass

from deskbell.adapters.languages import language_of, translate
from deskbell.adapters.slack.rendering.texts import render_plain
from deskbell.adapters.slack.rendering.words import People as Known
from deskbell.adapters.slack.rendering.words import plain, unescape, written_name
from deskbell.domain.decision import Comment
from deskbell.domain.graphemes import cut
from deskbell.domain.mail.references import anchor_of, mail_id, tag_of
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.mail_ports import Letter
from deskbell.usecases.ports import Settings
from deskbell.usecases.slack_ports import People

SUBJECT_LIMIT = 200
ROW_HEADER = "X-Deskbell-Row"
"""Tells one mail that came twice from two mails, and ours from others'."""
_BOLD = re.compile(r"(?<!\w)\*([^*\n]+)\*(?!\w)")
"""Our own texts are written for Slack; a plain mail has no bold."""


@dataclass(frozen=True, slots=True)
class CatalogueLetters:
    """mail_ports.Letters, in its reader's language: the desk's own for whom Slack does not know."""

    settings: Settings
    people: People

    def letter(self, ticket: Ticket, said: Text | Comment, outbox_id: str) -> Letter | None:
        desk = self.settings.current()
        install = desk.workspace.install
        reader = self.people.get(install, ticket.requester) if ticket.requester else None
        language = language_of(reader.locale if reader else None, desk.language)
        return written(
            ticket, said, outbox_id, desk, language, lambda one: self.people.get(install, one)
        )


def written(
    ticket: Ticket, said: Text | Comment, outbox_id: str, desk: Desk, language: str, known: Known
) -> Letter | None:
    """None of a note, of what is gone, and of a ticket that nobody wrote a mail for."""
    mail, inbox = ticket.mail, desk.inboxes.get(ticket.inbox)
    if mail is None:
        return None
    words = _text(said, desk, language, known) if isinstance(said, Text) else None
    if isinstance(said, Comment):
        words = _comment(said, language, known)
    if words is None:
        return None
    team = inbox.name if inbox else ticket.inbox
    footer = translate("mail.footer", language, number=ticket.number, inbox=team)
    before = [mail.first, anchor_of(ticket.ref, mail.ours), mail.last]
    headers = {
        "Message-ID": mail_id(ticket.ref, outbox_id, mail.ours),
        "References": " ".join(dict.fromkeys(filter(None, before))),
        ROW_HEADER: outbox_id,
    }
    if mail.last:
        headers["In-Reply-To"] = mail.last
    if isinstance(said, Text):
        # Nobody wrote it, and no machine is to answer it (RFC 3834).
        headers |= {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    return Letter(
        sender=mail.ours,
        name=one_line(f"{_author(said, known)}{team}"),
        to=mail.address,
        subject=one_line(f"{tag_of(ticket.number)} {unescape(mail.subject)}"),
        text=f"{words}\n\n-- \n{footer}\n",
        headers=headers,
    )


def one_line(text: str) -> str:
    """Fit for a header: no line end, nothing that nobody sees."""
    return cut(" ".join("".join(_visible(text)).split()), SUBJECT_LIMIT)


def _visible(text: str) -> list[str]:
    return [sign if sign.isprintable() else " " for sign in text]


def _author(said: Text | Comment, known: Known) -> str:
    if isinstance(said, Text) or said.author is None:
        return ""
    return f"{written_name(known(said.author))}, "


def _text(text: Text, desk: Desk, language: str, known: Known) -> str:
    return _BOLD.sub(r"\1", render_plain(text, language, desk.zone, known))


def _comment(comment: Comment, language: str, known: Known) -> str | None:
    if comment.internal or comment.deleted_ts is not None or not comment.texts:
        return None
    words = plain(comment.texts[-1][1], known).strip()
    if not comment.files:
        return words
    names = ", ".join(one_line(file.name) for file in comment.files)
    return f"{words}\n\n{translate('mail.files', language, names=names)}".strip()
