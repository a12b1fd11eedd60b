"""A raw mail as an input: anybody can send anything, and reading it never fails (A4-03).

The mail function calls it. The mail itself is kept as it came, whatever is made of it here.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import Message
from email.parser import BytesHeaderParser
from hashlib import sha256
from io import BytesIO

from deskbell.adapters.mail.headers import Headers, decoded
from deskbell.adapters.mail.html_text import text_of
from deskbell.adapters.mail.letters import one_line
from deskbell.adapters.mail.quoted import newest
from deskbell.adapters.slack.rendering.words import escape
from deskbell.domain.graphemes import cut
from deskbell.domain.inputs import FileRef, MailReceived, MailSort

LONGEST = 10 * 1024 * 1024
"""Bytes that are read of a mail: what is said stands before what is attached."""
MOST_LINES = 200_000
MOST_BOUNDARIES = 50
"""Each line is looked at once for every part that it may end."""
LONGEST_PART = 1024 * 1024
LONGEST_TEXT = 20_000
MOST_PARTS = 200
MOST_FILES = 20
FILE_NAME_LIMIT = 100
WHOLE = "message.eml"
_CHARSETS = re.compile(r"(?:utf|ascii|iso|cp|koi8|gb|big5|euc|shift|johab|mac|tis|hz|kz|latin)")
"""Python has others, which are no text or take forever."""
_ANCHORS = re.compile(rb"<deskbell\.[^<>\s]{1,250}>")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read(raw: bytes, kept_as: str, address: str) -> MailReceived:
    """`raw` is the beginning of the mail that is kept under `kept_as`, to be had at `address`."""
    raw = raw[:LONGEST]
    message = _parsed(raw)
    headers = Headers(message)
    sort = headers.sort(_type(message))
    references = headers.references()
    if sort is MailSort.BOUNCE:
        # What could not be delivered is inside, with the references that we gave it.
        found = [one.decode("ascii", "replace") for one in _ANCHORS.findall(raw)]
        references = (*references, *dict.fromkeys(found))[-50:]
    said, attached = ("", []) if sort is MailSort.VIRUS else _content(message)
    files = [
        FileRef(f"{kept_as}#{number}", name, address)
        for number, name in enumerate(attached[:MOST_FILES], start=1)
    ]
    return MailReceived(
        sort=sort,
        authentic=headers.authentic(),
        message_id=headers.message_id(),
        sender=headers.sender(),
        recipients=headers.recipients(),
        subject=escape(headers.subject()),
        text=escape(said),
        references=references,
        files=(*files, FileRef(kept_as, WHOLE, address)),
    )


def identity(mail: MailReceived, raw: bytes) -> str:
    """The same for each copy of a mail, whatever way it came. Two inboxes that one mail was written
    to have a copy each; nobody can hide another's mail behind its id."""
    one = mail.message_id.encode() or sha256(raw).digest()
    to = mail.recipients[0] if mail.recipients else ""
    return sha256(b"\0".join((one, (mail.sender or "").encode(), to.encode()))).hexdigest()[:32]


def _parsed(raw: bytes) -> Message:
    """Python's newer way of reading stumbles over some headers; both over parts that are within
    parts without end, of which the headers are left."""
    if raw.count(b"\n") > MOST_LINES:
        raw = b"\n".join(raw.split(b"\n", MOST_LINES)[:MOST_LINES])
    if raw.lower().count(b"boundary") <= MOST_BOUNDARIES:
        with suppress(Exception):
            return message_from_bytes(raw, policy=policy.default)
        with suppress(Exception):
            return message_from_bytes(raw)
    with BytesIO(raw[:LONGEST_PART]) as beginning:
        return BytesHeaderParser().parse(beginning)


def _content(message: Message) -> tuple[str, list[str]]:
    """What it says, and the names of what is attached."""
    plain, html, attached = "", "", list[str]()
    for part in _leaves(message):
        kind, name = _type(part), _file_name(part)
        is_body = kind in ("text/plain", "text/html") and not name
        if is_body and kind == "text/plain":
            plain += f"{_text(part)}\n"
        elif is_body:
            html += _text(part)
        else:
            attached.append(_described(part, name or kind))
    said = newest(_lines(plain if plain.strip() else text_of(html)))
    return (said if len(said) <= LONGEST_TEXT else f"{cut(said, LONGEST_TEXT)}…"), attached


def _leaves(message: Message) -> Iterator[Message]:
    """Parts that hold something; those of a mail that is attached are its own."""
    todo, seen = [message], 0
    while todo and seen < MOST_PARTS:
        part = todo.pop()
        seen += 1
        inner = part.get_payload()
        if isinstance(inner, list) and _type(part).startswith("multipart/"):
            todo += [one for one in reversed(inner) if isinstance(one, Message)]
        else:
            yield part


def _type(part: Message) -> str:
    try:
        return part.get_content_type()
    except Exception:
        return "application/octet-stream"


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename()
        is_attached = part.get_content_disposition() == "attachment"
    except Exception:
        return "?"
    shown = one_line(decoded(str(name)).replace("\\", "/").rpartition("/")[2]) if name else ""
    return cut(shown, FILE_NAME_LIMIT) or ("?" if is_attached else "")


def _described(part: Message, name: str) -> str:
    size = len(_bytes(part))
    return f"{name} ({max(1, round(size / 1024))} KB)"


def _bytes(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except Exception:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    raw = _bytes(part)[:LONGEST_PART]
    with suppress(Exception):  # no charset, or none that there is
        charset = codecs.lookup(part.get_content_charset("utf-8")).name
        if _CHARSETS.match(charset):
            return raw.decode(charset, "replace")
    return raw.decode("utf-8", "replace")


def _lines(text: str) -> str:
    """One kind of line end, and nothing that a table or a queue does not take."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", lines).encode("utf-8", "replace").decode()
