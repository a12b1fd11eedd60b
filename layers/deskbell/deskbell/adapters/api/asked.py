"""What a program sends to the API, read strictly: what nobody knows is refused, not ignored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from deskbell.adapters import http_events
from deskbell.adapters.http_events import Refused
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.adapters.slack.rendering.words import escape
from deskbell.adapters.strict_json import load_object
from deskbell.domain.errors import InputError
from deskbell.usecases.tickets.one_tap import MOVES

LONGEST = 64 * 1024
"""Bytes of a body."""
TEXT_LIMIT = 4_000
AUDIENCES = {"everybody": True, "team": False}
_SENT_KEY = re.compile(r"[A-Za-z0-9_.:-]{8,64}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A `move` on the card of that `revision`, the current one if None; or a `text` in Slack's
    markup, to everybody or to the team alone."""

    move: str = ""
    revision: int | None = None
    text: str = ""
    public: bool = False


def read_sent_key(event: Mapping[str, object]) -> str:
    """The name that the program itself has given to what it wants. Raises Refused."""
    key = http_events.headers(event).get("idempotency-key", "").strip()
    if not _SENT_KEY.fullmatch(key):
        raise Refused(400, "idempotency_key")
    return key


def read_reply(event: Mapping[str, object]) -> Asked:
    """Its text is plain: nothing in it pings anybody, or links. Raises Refused."""
    document = _document(event, {"text", "audience"})
    text, audience = document.get("text"), document.get("audience")
    said = clean_text(text).strip() if isinstance(text, str) else ""
    if not 0 < len(said) <= TEXT_LIMIT:
        raise Refused(400, "text")
    if not isinstance(audience, str) or audience not in AUDIENCES:
        raise Refused(400, "audience")
    return Asked(text=escape(said), public=AUDIENCES[audience])


def read_move(event: Mapping[str, object]) -> Asked:
    """Raises Refused."""
    document = _document(event, {"move", "revision"})
    move, revision = document.get("move"), document.get("revision")
    if not isinstance(move, str) or move not in MOVES:
        raise Refused(400, "move")
    # `type(...) is`: True is an int in Python, and must not be one here.
    if revision is not None and (type(revision) is not int or revision < 0):
        raise Refused(400, "revision")
    return Asked(move=move, revision=revision)


def _document(event: Mapping[str, object], known: set[str]) -> Mapping[str, object]:
    try:
        document = load_object(http_events.body(event, LONGEST).decode())
    except Refused:
        raise
    except (InputError, UnicodeDecodeError):
        raise Refused(400, "no_json") from None
    if document.keys() - known:
        raise Refused(400, "unknown_field")
    return document
