"""What a mail's headers say: who, to whom, after what, and of which sort; `incoming` reads with it.

Whoever sends a mail writes its headers. Only what the mail service puts on top is trusted: of its
own headers the first one counts, whatever stands below.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from deskbell.adapters.mail.letters import ROW_HEADER, one_line
from deskbell.domain.inputs import Authenticity, MailSort
from deskbell.domain.mail.addresses import normal

LONGEST_HEADER = 20_000
MOST_ADDRESSES = 50
MOST_REFERENCES = 50
SERVICE = "amazonses.com"
_ID = re.compile(r"<[^<>\s]{1,250}>")
_FOR = re.compile(r"\bfor\s+<?([^\s<>;]{1,320})>?\s*;")
_DMARC = re.compile(r"\bdmarc=(\w+)")
_DAEMONS = ("mailer-daemon", "postmaster")
_BULK = frozenset({"bulk", "junk", "list"})
_OF_LISTS = ("List-Id", "List-Post", "List-Unsubscribe")
_AUTOMATIC = ("X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond", "X-Autoresponder")


class Headers:
    """Of one mail; reading them never fails."""

    def __init__(self, message: Message) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in message.raw_items():
            self._values.setdefault(name.lower(), []).append(_clean(str(value)))

    def first(self, name: str) -> str:
        return next(iter(self._values.get(name.lower(), ())), "")

    def sender(self) -> str | None:
        """None where there is nobody, or more than one: a second one is a trick."""
        written = self._values.get("from", [])
        found = list(_addresses(written))
        return found[0] if len(written) == len(found) == 1 else None

    def recipients(self) -> tuple[str, ...]:
        """Whom it was delivered to, then whom it is written to."""
        delivered = _FOR.search(self.first("Received"))
        named = [*self._values.get("to", []), *self._values.get("cc", [])]
        found = [*_addresses([delivered[1]] if delivered else []), *_addresses(named)]
        return tuple(dict.fromkeys(found))[:MOST_ADDRESSES]

    def message_id(self) -> str:
        found = _ID.search(self.first("Message-ID"))
        return found[0] if found else ""

    def references(self) -> tuple[str, ...]:
        """Of the mails before it, the last one behind."""
        before = f"{self.first('References')} {self.first('In-Reply-To')}"
        return tuple(dict.fromkeys(_ID.findall(before)))[-MOST_REFERENCES:]

    def subject(self) -> str:
        return one_line(decoded(self.first("Subject")))

    def authentic(self) -> Authenticity:
        """By DMARC, as nothing else says that it comes from the domain that people see."""
        said = self.first("Authentication-Results")
        found = _DMARC.search(said) if said.lstrip().startswith(SERVICE) else None
        match found[1].lower() if found else "":
            case "pass":
                return Authenticity.PASSED
            case "fail":
                return Authenticity.FAILED
            case _:
                return Authenticity.UNKNOWN

    def sort(self, content_type: str) -> MailSort:
        if self.first("X-SES-Virus-Verdict") == "FAIL":
            return MailSort.VIRUS
        if self.first("X-SES-Spam-Verdict") == "FAIL":
            return MailSort.SPAM
        if self.first(ROW_HEADER):
            return MailSort.OWN
        sender = self.sender() or ""
        if content_type == "multipart/report" or sender.partition("@")[0] in _DAEMONS:
            return MailSort.BOUNCE
        if self._is_automatic():
            return MailSort.AUTOMATIC
        is_bulk = self.first("Precedence").lower() in _BULK or any(map(self.first, _OF_LISTS))
        return MailSort.BULK if is_bulk else MailSort.PERSONAL

    def _is_automatic(self) -> bool:
        submitted = self.first("Auto-Submitted").partition(";")[0].strip().lower()
        return (
            submitted not in ("", "no")
            or self.first("Return-Path").strip() == "<>"
            or self.first("Precedence").lower() == "auto_reply"
            or any(map(self.first, _AUTOMATIC))
        )


def decoded(value: str) -> str:
    """An encoded header as people read it; as it stands, where that cannot be done."""
    try:
        return _clean(str(make_header(decode_header(value))))
    except (MessageError, LookupError, ValueError):
        return value


def _addresses(written: list[str]) -> Iterator[str]:
    """Those that are sound; of remarks within remarks without end, none."""
    found = list[tuple[str, str]]()
    with suppress(Exception):
        found = getaddresses(written)
    for _, address in found:
        if sound := normal(address):
            yield sound


def _clean(value: str) -> str:
    """Bytes that are no ASCII are taken for UTF-8; a folded line is one."""
    raw = value[:LONGEST_HEADER].encode("utf-8", "surrogateescape")
    return " ".join(raw.decode("utf-8", "replace").split())
