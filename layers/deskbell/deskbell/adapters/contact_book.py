"""How people are reached besides Slack: one secret of Secrets Manager's, JSON by Slack id.

Numbers and addresses are personal data, so they stand there and nowhere else: in no settings, which
are kept in git and in the table, in no row, no log and no event of ours.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from deskbell.adapters.strict_json import load_object
from deskbell.domain.errors import InputError, SettingsError
from deskbell.domain.ids import PersonId
from deskbell.domain.mail.addresses import normal
from deskbell.domain.paging.phones import phone_number


@dataclass(frozen=True, slots=True)
class Reach:
    """Of one person; empty where it is not known."""

    phone: str = field(default="", repr=False)
    mail: str = field(default="", repr=False)


Book = Mapping[PersonId, Reach]


def parse_contacts(text: str) -> Book:
    """Raises SettingsError, which says what to do and nothing of what is inside."""
    try:
        document = load_object(text)
        return {PersonId(person): _reach(given) for person, given in document.items()}
    except InputError:
        raise SettingsError(
            'the secret of contacts must be JSON such as {"U0BEN00001": {"phone": "+4822…"}}; '
            "let `./deskbell contacts` write it"
        ) from None


def written(book: Book) -> str:
    """The inverse of `parse_contacts`."""
    return json.dumps(
        {
            person: {name: value for name, value in asdict(reach).items() if value}
            for person, reach in sorted(book.items())
        }
    )


def _reach(given: object) -> Reach:
    if not isinstance(given, dict) or set(given) - {"phone", "mail"}:
        raise InputError("no contact")
    phone, mail = given.get("phone", ""), given.get("mail", "")
    if not (isinstance(phone, str) and isinstance(mail, str)):
        raise InputError("no texts")
    if (phone and phone_number(phone) != phone) or (mail and normal(mail) != mail):
        raise InputError("no number or no address")
    return Reach(phone, mail)
