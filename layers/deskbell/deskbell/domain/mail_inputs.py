"""What a mail tells, as an input (`inputs.py` has them all)."""

from dataclasses import dataclass
from enum import StrEnum

from deskbell.domain.message_inputs import FileRef


class MailSort(StrEnum):
    """What kind of mail it is, by what carries it and by its own headers."""

    PERSONAL = "personal"
    AUTOMATIC = "automatic"
    """An out-of-office note, a receipt: nobody wrote it, nobody is to answer it."""
    BULK = "bulk"
    """Of a mailing list."""
    BOUNCE = "bounce"
    """A mail of ours could not be delivered."""
    OWN = "own"
    """Ours, back again."""
    SPAM = "spam"
    VIRUS = "virus"
    """Not read at all."""


class Authenticity(StrEnum):
    """Whether a mail is from the domain it says (DMARC), as the mail service found."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MailReceived:
    """A mail to one of the desk's addresses; nothing in it is trusted but `sort` and `authentic`.

    `message_id` is its own, empty where it has none; `references` are those of the mails before it.
    Addresses are normal, `text` is without what it quotes, in Slack's markup. The last one of
    `files` is the whole mail.
    """

    sort: MailSort
    authentic: Authenticity
    message_id: str
    sender: str | None
    recipients: tuple[str, ...]
    subject: str
    text: str
    references: tuple[str, ...] = ()
    files: tuple[FileRef, ...] = ()
