"""The ways to reach somebody besides Slack (contact_ports.ContactMethods); the relay uses them.

Where one is not set up, or not known of somebody, it fails at once, so that the next is tried.
"""

from collections.abc import Callable
from dataclasses import dataclass

from deskbell.adapters.contact_book import Book, Reach
from deskbell.adapters.languages import language_of
from deskbell.adapters.mail.letters import ROW_HEADER, one_line
from deskbell.adapters.phones import Phones
from deskbell.domain.errors import SecretUnavailableError, SettingsError
from deskbell.domain.paging.policy import Method
from deskbell.usecases.mail_ports import Letter, Mails
from deskbell.usecases.paging.contact_ports import Contact
from deskbell.usecases.ports import Settings
from deskbell.usecases.slack_ports import Later, Never, Outcome, Undelivered

_URGENT = {"Auto-Submitted": "auto-generated", "Importance": "high", "X-Priority": "1"}
_SENDER = "Deskbell"


@dataclass(frozen=True, slots=True)
class OtherWays:
    """`book` and `phones` are None where they are not set up."""

    settings: Settings
    book: Callable[[], Book] | None
    phones: Phones | None
    mails: Mails

    def reach(self, contact: Contact) -> Outcome:
        if self.book is None:
            return _no(f"{contact.method}_not_set_up")
        try:
            known = self.book().get(contact.person, Reach())
        except SecretUnavailableError as fault:
            return Later(None, type(fault).__name__)
        except SettingsError:
            return Never(Undelivered.INSTALL_BROKEN, "contacts_unreadable")
        match contact.method:
            case Method.MAIL:
                return self._write(contact, known)
            case Method.SMS | Method.VOICE:
                return self._ring(contact, known)
            case _:
                return _no(f"{contact.method}_is_slacks")

    def _ring(self, contact: Contact, known: Reach) -> Outcome:
        if self.phones is None:
            return _no(f"{contact.method}_not_set_up")
        if not known.phone:
            return _no("no_number")
        if contact.method is Method.SMS:
            return self.phones.text(known.phone, contact.text, contact.message)
        language = language_of(contact.locale, self.settings.current().language)
        return self.phones.call(known.phone, contact.text, language, contact.message)

    def _write(self, contact: Contact, known: Reach) -> Outcome:
        paging = self.settings.current().paging
        if paging is None or not paging.mail:
            return _no("mail_not_set_up")
        if not known.mail:
            return _no("no_address")
        first, _, _ = contact.text.partition("\n")
        return self.mails.send(
            Letter(
                sender=paging.mail,
                name=_SENDER,
                to=known.mail,
                subject=one_line(first),
                text=f"{contact.text}\n",
                headers={ROW_HEADER: contact.message, **_URGENT},
            )
        )


def _no(code: str) -> Outcome:
    return Never(Undelivered.PERSON_UNREACHABLE, code)
