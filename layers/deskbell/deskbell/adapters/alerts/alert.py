"""One alert, whatever form it came in, and the input that it becomes; the readers make them."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.adapters.wire import fifo_id
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import InputError
from deskbell.domain.id_types import EventKey, InstallId
from deskbell.domain.paging.inputs import AlertReceived
from deskbell.domain.paging.sources import AlertSource

TITLE_LIMIT = 200
TEXT_LIMIT = 2_000
URL_LIMIT = 1_000
_SECONDS = re.compile(r"[0-9]{9,11}(\.[0-9]+)?", re.ASCII)
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(minutes=5)
"""As much as the clocks of those who sign may differ from ours."""


class UnreadableAlertError(InputError):
    """It comes from a source of ours and has not its form; the message says where, in our words."""


@dataclass(frozen=True, slots=True)
class Alert:
    """`key` tells one trouble of the source from another, empty where it gives none. `service` and
    `urgency` are its own words. When it `began` and `ended` is as it writes that."""

    key: str
    firing: bool
    title: str
    text: str = ""
    url: str = ""
    service: str = ""
    urgency: str = ""
    began: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """What came in one message; `telling` tells it from other messages of the same alerts, and is
    the same for the retries of one. `unread` says of each that could not be read what is wrong."""

    alerts: tuple[Alert, ...]
    telling: str
    unread: tuple[str, ...] = ()


def envelope_of(
    alert: Alert,
    telling: str,
    source: str,
    settings: AlertSource,
    install: InstallId,
    now: datetime,
) -> Envelope:
    """What is said of one trouble stays in order."""
    title = clean_text(alert.title, TITLE_LIMIT).strip()
    text = clean_text(alert.text, TEXT_LIMIT)
    key = clean_text(alert.key).strip()
    received = AlertReceived(
        source=settings.name,
        key=key,
        firing=alert.firing,
        service=settings.service_of(alert.service),
        title=title,
        text=text,
        url=_url(alert.url),
        urgency=settings.urgency_of(alert.urgency),
        # Of several troubles under one title, the end of one says nothing of the others.
        began=instant(alert.began, now) if key else None,
        ended=instant(alert.ended, now) if key and not alert.firing else None,
    )
    trouble = f"{source}:{key or title}"
    at = clean_text(alert.began or alert.ended)
    said = _hashed(trouble, str(alert.firing), at, clean_text(telling))
    return Envelope(
        key=EventKey(f"alert:{install}:{source}:{said}"),
        install=install,
        group=f"{install}:page:{fifo_id(trouble)[:16]}",
        occurred_at=now,
        received_at=now,
        input=received,
    )


def _url(text: str) -> str:
    """Empty of what nobody should be led to."""
    is_one = text.startswith(("https://", "http://")) and text.isprintable() and " " not in text
    return text if is_one and text.isascii() and len(text) <= URL_LIMIT else ""


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def instant(written: str, now: datetime) -> datetime | None:
    """ISO 8601 with its zone, or seconds since 1970. None of what is neither, of the year 1 (which
    is how Go writes "not yet") and of what is to come: who is wrong about the time, or tells one
    that comes twice in a night, cannot say what is older."""
    try:
        if _SECONDS.fullmatch(written):
            at = datetime.fromtimestamp(float(written), UTC)
        else:
            at = datetime.fromisoformat(written)
    except (ValueError, OverflowError):
        return None
    return at.astimezone(UTC) if at.tzinfo and _EARLIEST < at < now + _AHEAD else None


# --- reading JSON -----------------------------------------------------------------------------


def read_each(
    document: object, path: str, telling: str, read: Callable[[object, int], Alert]
) -> Batch:
    """Those in the list at that path, each with its number and by itself. Raises
    UnreadableAlertError where there is no list."""
    found = at_path(document, path)
    if not isinstance(found, list):
        raise UnreadableAlertError(f"{path} is not a list")
    alerts: list[Alert] = []
    unread: list[str] = []
    for number, one in enumerate(found):
        try:
            alerts.append(read(one, number))
        except UnreadableAlertError as fault:
            unread.append(str(fault))
    return Batch(tuple(alerts), telling, tuple(unread))


def shown(value: object) -> str:
    """A text, a number or a yes-or-no as a text; of anything else nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""


def at_path(value: object, path: str) -> object:
    """What stands at `items.0.name` in it, None if nothing does."""
    for step in path.split("."):
        match value:
            case dict():
                value = value.get(step)
            case list() if step.isascii() and step.isdigit() and int(step) < len(value):
                value = value[int(step)]
            case _:
                return None
    return value
