"""The catalogue of bad input, numbers 1 to 41, against the real ingress handler.

One table of (number, builder, expected); the builders are also seeds for other tests.
"""

import gzip
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest

from deskbell.adapters.slack.incoming_text import CUT, TEXT_LIMIT
from deskbell.adapters.wire import encode
from deskbell.domain.inputs import MessagePosted
from tests.api_gateway import (
    AT,
    PREVIOUS_SECRET,
    Event,
    a_message_event,
    an_interaction,
    command_request,
    envelope,
    event_request,
    form_request,
    interaction_request,
    json_request,
    request,
)
from tests.ingress import Ingress

SOMEBODY_ELSES = "obviously-fake-other-secret"  # pragma: allowlist secret

UNSIGNED = (401, "refused", "signature")
MALFORMED = (200, "ignored", "malformed")
UNREADABLE = (400, "refused", "unreadable")
ACCEPTED = (200, "accepted", "MessagePosted")
NO_MEDIA_TYPE = (415, "refused", "media_type")
TOO_LARGE = (413, "refused", "too_large")

SQS_LIMIT = 256 * 1024


@dataclass(frozen=True, slots=True)
class Case:
    """`build` makes the requests of one case; each is answered with `expected`.

    `happenings` counts what different things the inbox was told, `text` is the message's text.
    """

    number: str
    build: Callable[[], Sequence[Event]]
    expected: tuple[int, str, str]
    happenings: int = 0
    text: str | None = None
    body: str = ""


def message(*, how: Mapping[str, Any] | None = None, **fields: Any) -> Callable[[], list[Event]]:
    return lambda: [event_request(a_message_event(**fields), how=dict(how or {}))]


def with_headers(**headers: str) -> Callable[[], list[Event]]:
    return message(how=headers)


def without_header(*names: str) -> Callable[[], list[Event]]:
    def build() -> list[Event]:
        event = event_request(a_message_event())
        for name in names:
            del event["headers"][name]
        return [event]

    return build


def with_timestamp(text: str) -> Callable[[], list[Event]]:
    """The signature is right for that timestamp, so that only the timestamp can be at fault."""
    return message(how={"at": text})


def renamed_headers() -> list[Event]:
    event = event_request(a_message_event())
    names = {"x-slack-signature": "x-SLACK-signature", "content-type": "Content-TYPE"}
    event["headers"] = {names.get(k, k): v for k, v in event["headers"].items()}
    return [event]


def reserialised() -> list[Event]:
    event = event_request(a_message_event())
    event["body"] = json.dumps(json.loads(event["body"]), separators=(",", ":"))
    return [event]


def not_utf8(**how: Any) -> Callable[[], list[Event]]:
    return lambda: [request(b'{"type": "\xff\xfe"}', "application/json; charset=utf-8", **how)]


def broken_base64() -> list[Event]:
    event = command_request()
    event["body"] = "not*base64="
    return [event]


def with_method(method: str) -> Callable[[], list[Event]]:
    def build() -> list[Event]:
        event = event_request(a_message_event())
        event["requestContext"]["http"]["method"] = method
        return [event]

    return build


def gzipped() -> list[Event]:
    body = gzip.compress(json.dumps(envelope(a_message_event())).encode())
    return [request(body, "application/json; charset=utf-8", content_encoding="gzip")]


def sent_as(media_type: str) -> Callable[[], list[Event]]:
    return lambda: [request(json.dumps(envelope(a_message_event())).encode(), media_type)]


def retried() -> list[Event]:
    first = event_request(a_message_event())
    again = event_request(
        a_message_event(), how={"x_slack_retry_num": "3", "x_slack_retry_reason": "http_timeout"}
    )
    return [first, again]


def retried_with_another_body() -> list[Event]:
    return [event_request(a_message_event()), event_request(a_message_event(text="Another"))]


def challenged(challenge: object, **how: Any) -> Callable[[], list[Event]]:
    body = json.dumps({"type": "url_verification", "token": "x", "challenge": challenge})
    return lambda: [json_request(body, **how)]


def two_signatures_joined() -> list[Event]:
    event = event_request(a_message_event())
    right = event["headers"]["x-slack-signature"]
    event["headers"]["x-slack-signature"] = f"{right},{right}"
    return [event]


def two_signatures() -> list[Event]:
    event = event_request(a_message_event())
    event["headers"]["X-Slack-Signature"] = event["headers"]["x-slack-signature"]
    return [event]


def no_body() -> list[Event]:
    event = json_request("")
    del event["body"]
    return [event]


def message_for(**fields: Any) -> Callable[[], list[Event]]:
    """A message whose envelope has these fields."""
    return lambda: [event_request(a_message_event(), **fields)]


def no_event() -> list[Event]:
    return [event_request(None)]


def interaction(kind: str, **fields: Any) -> Callable[[], list[Event]]:
    return lambda: [interaction_request(an_interaction(kind, **fields))]


def command_with(text: str) -> str:
    """A slash command's body with `text` as it is on the wire."""
    return (
        "team_id=T0DESK0001&api_app_id=A0DESK0001&user_id=U0MINJUN01"
        f"&command=%2Fit&trigger_id=1.2.fake&text={text}"
    )


def surrogate_in_raw_body() -> list[Event]:
    """Bytes that decode to half a sign; only somebody with the secret could send them."""
    body = json.dumps(envelope(a_message_event()))
    return [json_request(body.replace("laptop", "\ud83d"))]


def of_bytes(count: int) -> Callable[[], list[Event]]:
    """An unsigned body of that size: a 413 tells that the size was looked at first."""
    return lambda: [json_request('"' + "x" * (count - 2) + '"', secret=SOMEBODY_ELSES)]


def of_bytes_in_base64(count: int) -> Callable[[], list[Event]]:
    return lambda: [form_request("x" * count, secret=SOMEBODY_ELSES)]


def text(body: str) -> Callable[[], list[Event]]:
    return lambda: [json_request(body)]


def form(body: str) -> Callable[[], list[Event]]:
    return lambda: [form_request(body)]


def payload(body: str) -> Callable[[], list[Event]]:
    return lambda: [form_request("payload=" + quote(body), path="/slack/interactions")]


def long_message() -> list[Event]:
    blocks = [{"type": "rich_text", "elements": [{"type": "text", "text": "y" * 100_000}]}]
    return [event_request(a_message_event(text="x" * 40_000, blocks=blocks))]


CASES = [
    Case("1", without_header("x-slack-signature"), UNSIGNED),
    Case("1-no-timestamp", without_header("x-slack-request-timestamp"), UNSIGNED),
    Case("1-neither", without_header("x-slack-signature", "x-slack-request-timestamp"), UNSIGNED),
    Case("2", message(how={"secret": SOMEBODY_ELSES}), UNSIGNED),
    Case("3", reserialised, UNSIGNED),
    Case("4", message(how={"at": AT - 301}), UNSIGNED),
    Case("4-still-in-time", message(how={"at": AT - 299}), ACCEPTED, 1),
    Case("5a", message(how={"at": AT + 299}), ACCEPTED, 1),
    Case("5b", message(how={"at": AT + 301}), UNSIGNED),
    Case("6-abc", with_timestamp("abc"), UNSIGNED),
    Case("6-empty", with_timestamp(""), UNSIGNED),
    Case("6-decimal", with_timestamp(f"{AT}.0"), UNSIGNED),
    Case("6-exponent", with_timestamp("1e9"), UNSIGNED),
    Case("6-arabic-digits", with_timestamp("١٧٩٥٤٢٤٤٦٠"), UNSIGNED),
    Case("6-200-digits", with_timestamp("1" * 200), UNSIGNED),
    Case("6-newline", with_timestamp(f"{AT}\n"), UNSIGNED),
    Case("7-not-ascii", with_headers(x_slack_signature="v0=ż" + "0" * 63), UNSIGNED),
    Case("7-v1", with_headers(x_slack_signature="v1=" + "0" * 64), UNSIGNED),
    Case("7-upper-case", with_headers(x_slack_signature="v0=" + "A" * 64), UNSIGNED),
    Case("7-empty", with_headers(x_slack_signature=""), UNSIGNED),
    Case("7-newline", with_headers(x_slack_signature="v0=" + "0" * 64 + "\n"), UNSIGNED),
    Case("8-joined", two_signatures_joined, UNSIGNED),
    Case("8-two-cases", two_signatures, UNSIGNED),
    Case("9", lambda: [event_request(a_message_event())] * 2, ACCEPTED, 1),
    Case("10-signed", not_utf8(), (400, "refused", "not_utf8")),
    Case("10-unsigned", not_utf8(secret=SOMEBODY_ELSES), UNSIGNED),
    Case("11", broken_base64, (400, "refused", "base64")),
    Case("12", text(""), (400, "refused", "empty")),
    Case("12-no-body", no_body, (400, "refused", "empty")),
    Case("13a-257-KB", of_bytes(257 * 1024), TOO_LARGE),
    Case("13a-257-KB-form", of_bytes_in_base64(257 * 1024), TOO_LARGE),
    Case("13a-just-too-large", of_bytes(200 * 1024 + 1), TOO_LARGE),
    Case("13a-just-too-large-form", of_bytes_in_base64(200 * 1024 + 1), TOO_LARGE),
    Case("13a-just-allowed", of_bytes(200 * 1024), UNSIGNED),
    Case("13a-just-allowed-form", of_bytes_in_base64(200 * 1024), UNSIGNED),
    Case("13b-6-MB", of_bytes(6 * 1024 * 1024), TOO_LARGE),
    *(
        Case(f"14-{method}", with_method(method), (405, "refused", "method"))
        for method in ("GET", "PUT", "HEAD", "OPTIONS")
    ),
    Case("15", sent_as("text/plain"), NO_MEDIA_TYPE),
    Case("15-none", without_header("content-type"), NO_MEDIA_TYPE),
    Case("16", gzipped, NO_MEDIA_TYPE),
    Case("17", renamed_headers, ACCEPTED, 1),
    Case("18a", challenged("3eZbrw1a"), (200, "answered", "challenge"), body="3eZbrw1a"),
    Case("18a-longest", challenged("c" * 256), (200, "answered", "challenge"), body="c" * 256),
    Case("18a-too-long", challenged("c" * 257), (400, "refused", "challenge")),
    Case("18a-no-text", challenged({"a": 1}), (400, "refused", "challenge")),
    Case("18b", challenged("3eZbrw1a", secret=SOMEBODY_ELSES), UNSIGNED),
    Case("19", without_header("x-slack-signature"), UNSIGNED),
    Case("20", retried, ACCEPTED, 1),
    Case("20-only-the-retry", lambda: retried()[1:], ACCEPTED, 1),
    Case("21", retried_with_another_body, ACCEPTED, 1),
    Case("22-event", message_for(team_id="T0STRANGER"), (200, "ignored", "unknown_workspace")),
    Case(
        "22-command",
        lambda: [command_request(team_id="T0STRANGER")],
        (200, "ignored", "unknown_workspace"),
    ),
    Case(
        "22-button",
        interaction("block_actions", team={"id": "T0STRANGER"}),
        (200, "ignored", "unknown_workspace"),
    ),
    Case("23-event", message_for(api_app_id="A0STRANGER"), (401, "refused", "other_app")),
    Case("23-no-text", message_for(api_app_id=7), (401, "refused", "other_app")),
    Case(
        "23-command",
        lambda: [command_request(api_app_id="A0STRANGER")],
        (401, "refused", "other_app"),
    ),
    Case(
        "23-button",
        interaction("block_actions", api_app_id="A0STRANGER"),
        (401, "refused", "other_app"),
    ),
    Case("24", form("ssl_check=1&token=ignored"), (200, "ignored", "ssl_check")),
    Case("25-objects", text('{"a":' * 1000 + "1" + "}" * 1000), UNREADABLE),
    Case("25-lists", text('{"a":' + "[" * 5000 + "]" * 5000 + "}"), UNREADABLE),
    Case("25-lists-left-open", text('{"a":' + "[" * 100_000), UNREADABLE),
    Case("25-too-deep-for-slack", text('{"a":' + "[" * 64 + "]" * 64 + "}"), UNREADABLE),
    Case("25-payload", payload('{"a":' * 1000 + "1" + "}" * 1000), UNREADABLE),
    Case("26", text('{"team_id": "T0DESK0001", "team_id": "T0STRANGER"}'), UNREADABLE),
    Case("26-inside", text('{"event": {"type": "message", "type": "x"}}'), UNREADABLE),
    Case("27-nan", text('{"event_time": NaN}'), UNREADABLE),
    Case("27-infinity", text('{"event_time": Infinity}'), UNREADABLE),
    Case("27-minus-infinity", text('{"event_time": -Infinity}'), UNREADABLE),
    Case("27-too-large", text('{"event_time": 1e999}'), UNREADABLE),
    Case("28", text('{"event_time": ' + "9" * 5000 + "}"), UNREADABLE),
    Case("28-shorter", text('{"event_time": ' + "9" * 4000 + "}"), UNREADABLE),
    Case("29-list", text("[]"), UNREADABLE),
    Case("29-text", text('"event_callback"'), UNREADABLE),
    Case("29-null", text("null"), UNREADABLE),
    Case("29-payload", payload("[]"), UNREADABLE),
    Case("30-missing", no_event, (200, "ignored", "unhandled_event")),
    Case("30-list", lambda: [event_request([1])], MALFORMED),
    Case("30-text", lambda: [event_request("message")], MALFORMED),
    Case("31-ts-number", message(ts=1795424458), MALFORMED),
    Case("31-ts-float", message(ts=1795424458.0001), MALFORMED),
    Case("31-ts-boolean", message(ts=True), MALFORMED),
    Case("31-ts-words", message(ts="yesterday"), MALFORMED),
    Case("31-user-null", message(user=None), MALFORMED),
    Case("31-user-number", message(user=7), MALFORMED),
    Case("31-text-object", message(text={}), MALFORMED),
    Case("31-channel-list", message(channel=[]), MALFORMED),
    Case("31-channel-path", message(channel="../C0ITHAPPEN"), MALFORMED),
    Case("31-files-text", message(files="F1"), MALFORMED),
    Case("31-files-numbers", message(files=[1]), MALFORMED),
    Case("31-thread-boolean", message(thread_ts=True), MALFORMED),
    Case("31-subtype-list", message(subtype=["file_share"]), MALFORMED),
    Case("31-team-list", message_for(team_id=["T0DESK0001"]), MALFORMED),
    Case("31-actions-object", interaction("block_actions", actions={"0": {}}), MALFORMED),
    Case("31-view-list", interaction("view_submission", view=[1]), MALFORMED),
    Case("31-user-of-shortcut", interaction("shortcut", callback_id="it_form", user=7), MALFORMED),
    Case("31-command-without-user", lambda: [command_request(user_id="")], MALFORMED),
    Case("32", form("payload=%7B%7D&payload=%7B%7D"), UNREADABLE),
    Case("32-other-field", form("command=%2Fit&command=%2Fhr"), UNREADABLE),
    Case("33-no-json", payload("block_actions"), UNREADABLE),
    Case("33-empty", payload(""), UNREADABLE),
    Case("33-encoded-twice", payload(json.dumps(json.dumps({"type": "shortcut"}))), UNREADABLE),
    Case("34-200-fields", form("&".join(f"f{'x' * n}=1" for n in range(200))), UNREADABLE),
    Case("34-brackets", form("a[b][c]=1"), UNREADABLE),
    Case("34-brackets-encoded", form("a%5Bb%5D%5Bc%5D=1"), UNREADABLE),
    Case("35-plus", form(command_with("a+b")), (200, "answered", "help")),
    Case("35-nul", form(command_with("%00")), (200, "answered", "help")),
    Case("35-not-hexadecimal", form(command_with("%zz")), (200, "answered", "help")),
    Case("35-not-utf8", form(command_with("%ff")), UNREADABLE),
    Case("35-half-escape", form(command_with("%")), (200, "answered", "help")),
    Case("36", text("\ufeff" + json.dumps(envelope(a_message_event()))), UNREADABLE),
    Case("36-payload", payload("\ufeff{}"), UNREADABLE),
    Case("37", message(text="half \ud83d here"), ACCEPTED, 1, text="half \ufffd here"),
    Case("37-unescaped", surrogate_in_raw_body, (400, "refused", "not_utf8")),
    Case("38", message(text="a\x00b\x07c\x1bd\te\nf\r\n"), ACCEPTED, 1, text="abcd\te\nf\n"),
    Case("39", message(score=0.5, edited={"ts": ""}), ACCEPTED, 1),
    Case("39-time", message_for(event_time=1795424458.25), ACCEPTED, 1),
    Case("40", message(client_msg_id="", files=[], thread_ts=""), ACCEPTED, 1),
    Case("41", long_message, ACCEPTED, 1, text="x" * (TEXT_LIMIT - len(CUT)) + CUT),
    Case(
        "41-many-bytes",
        message(text="\U0001f600" * 13_000),
        ACCEPTED,
        1,
        text="\U0001f600" * (TEXT_LIMIT - len(CUT)) + CUT,
    ),
]


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    return Ingress(monkeypatch, capsys)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.number)
def test_bad_input_is_answered_counted_and_never_an_exception(case: Case, ingress: Ingress) -> None:
    status, outcome, reason = case.expected
    for event in case.build():
        answer = ingress.send(event)
        assert (answer.status, *answer.outcome) == (status, outcome, reason)
        assert status == 200 or not answer.body
        if case.body:
            assert answer.body == case.body
            assert answer.headers["Content-Type"].startswith("text/plain")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert len({envelope.key for envelope in ingress.envelopes}) == case.happenings
    assert all(len(encode(envelope)) < SQS_LIMIT for envelope in ingress.envelopes)
    if case.text is not None:
        [told] = ingress.inputs
        assert isinstance(told, MessagePosted)
        assert told.text == case.text


def test_every_number_from_1_to_41_has_a_case() -> None:
    numbers = {int(re.match("[0-9]+", case.number)[0]) for case in CASES}  # type: ignore[index]

    assert numbers == set(range(1, 42))
    assert len({case.number for case in CASES}) == len(CASES)


def test_a_method_that_is_not_allowed_is_told_which_one_is(ingress: Ingress) -> None:
    [event] = with_method("GET")()

    assert ingress.send(event).headers["Allow"] == "POST"


def test_the_previous_signing_secret_still_holds_while_it_is_replaced(ingress: Ingress) -> None:
    [event] = message(how={"secret": PREVIOUS_SECRET})()

    assert ingress.send(event).status == 200


def test_the_first_of_two_bodies_of_one_message_comes_first(ingress: Ingress) -> None:
    for event in retried_with_another_body():
        ingress.send(event)

    first, second = ingress.envelopes
    assert first.key == second.key
    assert isinstance(first.input, MessagePosted)
    assert first.input.text == "My laptop does not start"


def test_nothing_that_was_sent_to_us_is_logged(ingress: Ingress) -> None:
    private = "correct-horse-battery-staple"
    for event in (
        event_request(a_message_event(text=private)),
        event_request(a_message_event(channel=private)),
        json_request('{"' + private + '": 1, "' + private + '": 2}'),
        json_request(private),
        event_request(a_message_event(text=private), how={"secret": SOMEBODY_ELSES}),
        command_request(private),
    ):
        assert private not in ingress.send(event).logged
