"""What is fuzzed: each target takes any bytes and raises only where the product breaks a promise.

`engine.py` plays them under atheris, `test_targets.py` with the seeds alone.
"""

import hashlib
import hmac
import io
import json
import re
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from deskbell.adapters import wire
from deskbell.adapters.http_events import Refused
from deskbell.adapters.memory.services import MemoryInputQueue, MemorySettings
from deskbell.adapters.slack.fields import message_ts, occurred_at
from deskbell.adapters.slack.form_desk import FormDesk
from deskbell.adapters.slack.gate import FORM, JSON, admit
from deskbell.adapters.slack.incoming_text import TEXT_LIMIT, clean_text
from deskbell.adapters.slack.reception import Reception
from deskbell.adapters.slack.rendering.words import LINE_LIMIT, first_line, one_line, passage, plain
from deskbell.adapters.slack.signature import TOLERANCE_SECONDS, is_signed
from deskbell.domain.errors import InputError
from deskbell.domain.inputs import Envelope
from deskbell.domain.tickets.comments import instant_of
from tests.api_gateway import AT, SIGNING_SECRET, Event, request
from tests.builders import a_desk
from tests.functional.alert_desk import (
    AlertDesk,
    from_alertmanager,
    from_checks,
    from_grafana,
    from_sns,
)
from tests.functional.memory_desk import MemoryDesk
from tests.unit.rendering.people import people
from tools.desk.settings_file import SettingsFileError, read_settings

Target = Callable[[bytes], None]

NOW = datetime.fromtimestamp(AT, UTC)
SQS_BYTES = 256 * 1024
BY_RULE = {
    (200, "accepted"),
    (200, "answered"),
    (200, "ignored"),
    (400, "refused"),
    (401, "refused"),
    (413, "refused"),
}
PASSAGE, ESCAPED_PASSAGE = 600, 3_000


class BrokenPromiseError(AssertionError):
    """Found one."""


def expect(kept: bool, promise: str) -> None:
    """No `assert`: a target means the same under `python -O`."""
    if not kept:
        raise BrokenPromiseError(promise)


def text_of(data: bytes) -> str:
    """Any text: bytes that are not UTF-8 become half signs."""
    return data.decode("utf-8", "surrogateescape")


# --- requests ---------------------------------------------------------------------------------


class _Modals:
    def open_view(self, trigger: str, view: object) -> None:
        """Slack opens it."""

    def update_view(self, view_id: str, view: object) -> None:
        """Slack shows it."""


@cache
def _ingress() -> tuple[Reception, MemoryInputQueue]:
    queue, desk = MemoryInputQueue(), a_desk()
    settings = MemorySettings(desk)
    forms = FormDesk(
        queue.put,
        _Modals(),
        lambda _, person: "ko" if person[-1:] > "5" else "en",
        settings.definition,
    )
    reception = Reception(
        secrets=lambda: [SIGNING_SECRET],
        workspace=lambda: desk.workspace,
        desk=lambda: desk,
        put=queue.put,
        forms=lambda: forms,
        wall=lambda: float(AT),
        now=lambda: NOW,
    )
    return reception, queue


def _send(event: Event) -> None:
    """To the ingress, and what it accepts to a desk with a ticket."""
    reception, queue = _ingress()
    logged = io.StringIO()
    with redirect_stdout(logged):
        answer = reception.answer(event)
    line = json.loads(logged.getvalue())
    expect((answer["statusCode"], line["outcome"]) in BY_RULE, f"answered by rule: {line}")
    for envelope in queue.take():
        text = wire.encode(envelope)
        expect(len(text) < SQS_BYTES, "the queue takes it")
        json.dumps(json.loads(text), ensure_ascii=False).encode()
        expect(occurred_at_is_near(envelope), "it happened about now")
        MemoryDesk(now=NOW).process(envelope)


def occurred_at_is_near(envelope: Envelope) -> bool:
    return -300 <= (NOW - envelope.occurred_at).total_seconds() <= 30 * 86_400


def events(data: bytes) -> None:
    """A signed JSON body."""
    _send(request(data, f"{JSON}; charset=utf-8"))


def forms(data: bytes) -> None:
    """A signed form."""
    _send(request(data, FORM))


def interactions(data: bytes) -> None:
    """A signed form with one `payload`; its percent signs are right, so that the JSON is met."""
    _send(request(urlencode({"payload": data}).encode(), FORM))


def signature(data: bytes) -> None:
    """Two lines, the timestamp and the signature, then the body."""
    stamp, signed, body = (*data.split(b"\n", 2), b"", b"")[:3]
    at, given = text_of(stamp), text_of(signed)
    digest = hmac.new(SIGNING_SECRET.encode(), b"v0:" + stamp + b":" + body, hashlib.sha256)
    right = (
        re.fullmatch("[0-9]{1,12}", at) is not None
        and abs(AT - int(at)) <= TOLERANCE_SECONDS
        and given == "v0=" + digest.hexdigest()
    )
    expect(is_signed(body, at, given, [SIGNING_SECRET], AT) is right, "signed is signed")
    headers = {"x-slack-request-timestamp": at, "x-slack-signature": given, "content-type": JSON}
    event = {
        "requestContext": {"http": {"method": "POST"}},
        "headers": headers,
        "body": body.decode("latin-1"),
        "isBase64Encoded": bool(len(data) % 2),
    }
    try:
        admit(event, lambda: [SIGNING_SECRET], AT)
    except Refused:
        return


# --- values -----------------------------------------------------------------------------------


ALERTS_BY_RULE = {200, 400, 401, 403}
_SENDERS = (from_alertmanager, from_grafana, from_checks, from_sns)


def alerts(data: bytes) -> None:
    """A body of each kind of source, with a sound signature where the source makes one."""
    for send in _SENDERS:
        desk = AlertDesk(certificate="")
        status, answer = desk.send(send(data[:SQS_BYTES]))
        expect(status in ALERTS_BY_RULE, f"an answer by the rules, not {status} {answer}")
        expect(status == 200 or not desk.envelopes, "what is refused is on no inbox")
        for envelope in desk.envelopes:
            sent = wire.encode(envelope)
            expect(len(sent) < SQS_BYTES, "the inbox can carry it")
            expect(wire.decode(sent, Envelope) == envelope, "it comes out as it was put in")


def texts(data: bytes) -> None:
    """What somebody writes, as it is kept and as it is shown."""
    kept = clean_text(text_of(data))
    kept.encode()
    expect(len(kept) <= TEXT_LIMIT, "it is cut")
    expect(clean_text(kept) == kept, "clean is clean")
    said = plain(kept, people)
    for line in (one_line(kept), one_line(said), one_line(first_line(kept, people) or "")):
        expect(len(_unescaped(line)) <= LINE_LIMIT, "a title is short")
        expect("\n" not in line and "\u202e" not in line, "a title is one line, as it is written")
        expect(_is_escaped(line), "a title pings nobody")
    shown = passage(said, PASSAGE, ESCAPED_PASSAGE)
    expect(len(json.dumps(shown, ensure_ascii=False)) - 2 <= ESCAPED_PASSAGE, "Slack takes it")
    expect(_is_escaped(shown) and "```" not in shown, "a passage pings nobody, swallows nothing")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _is_escaped(text: str) -> bool:
    return not re.search("[<>]|&(?!lt;|gt;|amp;)", text)


def timestamps(data: bytes) -> None:
    """A timestamp of Slack's."""
    try:
        ts = message_ts({"ts": text_of(data)}, "ts")
    except InputError:
        return
    seconds, _, micros = ts.partition(".")
    exact = int(seconds) * 1_000_000 + int(micros.ljust(6, "0"))
    since = instant_of(ts) - datetime.fromtimestamp(0, UTC)
    expect(
        since.days * 86_400_000_000 + since.seconds * 1_000_000 + since.microseconds == exact,
        "no digit is lost",
    )
    happened = (NOW - occurred_at(ts, NOW)).total_seconds()
    expect(-300 <= happened <= 30 * 86_400, "it happened about now")


def inbox(data: bytes) -> None:
    """The body of a message on the inbox."""
    try:
        envelope = wire.decode(text_of(data), Envelope)
    except InputError:
        return
    expect(wire.decode(wire.encode(envelope), Envelope) == envelope, "what is read can be written")


@cache
def _settings_file() -> Path:
    return Path(tempfile.mkdtemp()) / "desk.yaml"


def settings(data: bytes) -> None:
    """`desk.yaml`."""
    file = _settings_file()
    file.write_bytes(data)
    try:
        read = read_settings(file)
    except SettingsFileError:
        return
    expect(wire.decode(read.encoded, type(read.desk)) == read.desk, "the ingress reads the same")


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (
        signature,
        events,
        forms,
        interactions,
        alerts,
        texts,
        timestamps,
        inbox,
        settings,
    )
}
