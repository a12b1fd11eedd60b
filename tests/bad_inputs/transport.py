"""Bad input 1 to 24: how a request is sent and signed, and for whom it is."""

import gzip
import json
from typing import Any

from tests.api_gateway import (
    AT,
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
from tests.bad_inputs.case import Builder, Case, accepted, answered, each, ignored, refused
from tests.bad_inputs.workday import a_reply, a_ticket

SOMEBODY_ELSES = "obviously-fake-other-secret"  # pragma: allowlist secret
JSON = "application/json; charset=utf-8"

UNSIGNED = refused(401, "signature")
TOO_LARGE = refused(413, "too_large")
NO_MEDIA_TYPE = refused(415, "media_type")
OTHER_APP = refused(401, "other_app")
ELSEWHERE = ignored("unknown_workspace")
NEWS = accepted("MessagePosted", "not_a_ticket", body="")
TWICE = accepted("MessagePosted", "not_a_ticket", "not_a_ticket", keys=1, body="")


def sent(**how: Any) -> Builder:
    """A message, sent like this."""
    return lambda _: [event_request(a_message_event(), how=how)]


def without(*names: str) -> Builder:
    def build(_: object) -> list[Event]:
        event = event_request(a_message_event())
        for name in names:
            del event["headers"][name]
        return [event]

    return build


def renamed_headers(_: object) -> list[Event]:
    event = event_request(a_message_event())
    names = {"x-slack-signature": "x-SLACK-signature", "content-type": "Content-TYPE"}
    event["headers"] = {names.get(k, k): v for k, v in event["headers"].items()}
    return [event]


def reserialised(_: object) -> list[Event]:
    event = event_request(a_message_event())
    event["body"] = json.dumps(json.loads(event["body"]), separators=(",", ":"))
    return [event]


def not_utf8(**how: Any) -> Builder:
    return lambda _: [request(b'{"type": "\xff\xfe"}', JSON, **how)]


def broken_base64(_: object) -> list[Event]:
    return [{**command_request(), "body": "not*base64="}]


def no_body(_: object) -> list[Event]:
    event = json_request("")
    del event["body"]
    return [event]


def by(method: str) -> Builder:
    def build(_: object) -> list[Event]:
        event = event_request(a_message_event())
        event["requestContext"]["http"]["method"] = method
        return [event]

    return build


def gzipped(_: object) -> list[Event]:
    body = gzip.compress(json.dumps(envelope(a_message_event())).encode())
    return [request(body, JSON, content_encoding="gzip")]


def plain_text(_: object) -> list[Event]:
    return [request(json.dumps(envelope(a_message_event())).encode(), "text/plain")]


def of_bytes(count: int) -> Builder:
    """An unsigned body of that size: a 413 tells that the size was looked at first."""
    return lambda _: [json_request('"' + "x" * (count - 2) + '"', secret=SOMEBODY_ELSES)]


def of_bytes_in_base64(count: int) -> Builder:
    return lambda _: [form_request("x" * count, secret=SOMEBODY_ELSES)]


def two_signatures_joined(_: object) -> list[Event]:
    event = event_request(a_message_event())
    right = event["headers"]["x-slack-signature"]
    event["headers"]["x-slack-signature"] = f"{right},{right}"
    return [event]


def two_signatures(_: object) -> list[Event]:
    event = event_request(a_message_event())
    event["headers"]["X-Slack-Signature"] = event["headers"]["x-slack-signature"]
    return [event]


def challenged(challenge: object, **how: Any) -> Builder:
    body = json.dumps({"type": "url_verification", "token": "x", "challenge": challenge})
    return lambda _: [json_request(body, **how)]


def message_for(**fields: Any) -> Builder:
    """A message whose envelope has these fields."""
    return lambda _: [event_request(a_message_event(), **fields)]


def interaction(kind: str, **fields: Any) -> Builder:
    return lambda _: [interaction_request(an_interaction(kind, **fields))]


def retried(_: object) -> list[Event]:
    how = {"x_slack_retry_num": "3", "x_slack_retry_reason": "http_timeout"}
    return [event_request(a_message_event()), event_request(a_message_event(), how=how)]


CASES = [
    *each(
        "1",
        "no signature",
        UNSIGNED,
        {
            "": without("x-slack-signature"),
            "no-timestamp": without("x-slack-request-timestamp"),
            "neither": without("x-slack-signature", "x-slack-request-timestamp"),
        },
    ),
    Case("2", "a wrong signature", sent(secret=SOMEBODY_ELSES), UNSIGNED),
    Case("3", "a right signature over rewritten JSON", reserialised, UNSIGNED),
    Case("4", "a timestamp 301 s old", sent(at=AT - 301), UNSIGNED),
    Case("4-still-in-time", "a timestamp 301 s old", sent(at=AT - 299), NEWS),
    Case("5-a", "a timestamp ahead: 299 s, 301 s", sent(at=AT + 299), NEWS),
    Case("5-b", "a timestamp ahead: 299 s, 301 s", sent(at=AT + 301), UNSIGNED),
    # The signature is right for each of these, so that only the timestamp can be at fault.
    *each(
        "6",
        "a timestamp that is no plain number",
        UNSIGNED,
        {
            "abc": sent(at="abc"),
            "empty": sent(at=""),
            "decimal": sent(at=f"{AT}.0"),
            "exponent": sent(at="1e9"),
            "arabic-digits": sent(at="١٧٩٥٤٢٤٤٦٠"),
            "200-digits": sent(at="1" * 200),
            "newline": sent(at=f"{AT}\n"),
        },
    ),
    *each(
        "7",
        "a signature of another form",
        UNSIGNED,
        {
            "not-ascii": sent(x_slack_signature="v0=ż" + "0" * 63),
            "v1": sent(x_slack_signature="v1=" + "0" * 64),
            "upper-case": sent(x_slack_signature="v0=" + "A" * 64),
            "empty": sent(x_slack_signature=""),
            "newline": sent(x_slack_signature="v0=" + "0" * 64 + "\n"),
        },
    ),
    *each(
        "8",
        "two signatures",
        UNSIGNED,
        {"joined": two_signatures_joined, "two-cases": two_signatures},
    ),
    Case("9", "an exact replay", lambda _: [event_request(a_message_event())] * 2, TWICE),
    Case("10-signed", "a body that is not UTF-8", not_utf8(), refused(400, "not_utf8")),
    Case("10-unsigned", "a body that is not UTF-8", not_utf8(secret=SOMEBODY_ELSES), UNSIGNED),
    Case("11", "wrong base64", broken_base64, refused(400, "base64")),
    *each(
        "12",
        "an empty body",
        refused(400, "empty"),
        {"": lambda _: [json_request("")], "none": no_body},
    ),
    *each(
        "13",
        "a body above 200 KB",
        TOO_LARGE,
        {
            "a-257-KB": of_bytes(257 * 1024),
            "a-257-KB-form": of_bytes_in_base64(257 * 1024),
            "a-just-too-large": of_bytes(200 * 1024 + 1),
            "a-just-too-large-form": of_bytes_in_base64(200 * 1024 + 1),
            "b-6-MB": of_bytes(6 * 1024 * 1024),
        },
    ),
    *each(
        "13",
        "a body above 200 KB",
        UNSIGNED,
        {
            "a-just-allowed": of_bytes(200 * 1024),
            "a-just-allowed-form": of_bytes_in_base64(200 * 1024),
        },
    ),
    *each(
        "14",
        "GET, PUT, HEAD, OPTIONS",
        refused(405, "method"),
        {method: by(method) for method in ("GET", "PUT", "HEAD", "OPTIONS")},
    ),
    *each(
        "15",
        "another content type",
        NO_MEDIA_TYPE,
        {"": plain_text, "none": without("content-type")},
    ),
    Case("16", "a compressed body", gzipped, NO_MEDIA_TYPE),
    Case("17", "headers in other case", renamed_headers, NEWS),
    *(
        Case(
            f"18-a{name}",
            "`url_verification`: signed, unsigned",
            challenged(text),
            answered("challenge", body=text),
        )
        for name, text in {"": "3eZbrw1a", "-longest": "c" * 256, "-html": "<b>x</b>"}.items()
    ),
    *each(
        "18",
        "`url_verification`: signed, unsigned",
        refused(400, "challenge"),
        {"a-too-long": challenged("c" * 257), "a-no-text": challenged({"a": 1})},
    ),
    Case(
        "18-b",
        "`url_verification`: signed, unsigned",
        challenged("3eZbrw1a", secret=SOMEBODY_ELSES),
        UNSIGNED,
    ),
    Case("19", "the old `token` field alone", without("x-slack-signature"), UNSIGNED),
    Case("20", "a retry of Slack's", retried, TWICE),
    Case("20-only-the-retry", "a retry of Slack's", lambda _: retried(_)[1:], NEWS),
    Case(
        "21",
        "a retry with another body",
        lambda desk: [a_reply(desk), a_reply(desk, text="Another")],
        accepted(
            "MessagePosted",
            "CommentAdded",
            "comment_known",
            keys=1,
            changed=("CommentAdded",),
            comments=("Mine too",),
        ),
        given=a_ticket,
        note="the log says so: what changes nothing has no audit row",
    ),
    *each(
        "22",
        "a workspace we are not in",
        ELSEWHERE,
        {
            "event": message_for(team_id="T0STRANGER"),
            "command": lambda _: [command_request(team_id="T0STRANGER")],
            "button": interaction("block_actions", team={"id": "T0STRANGER"}),
        },
    ),
    *each(
        "23",
        "another app",
        OTHER_APP,
        {
            "event": message_for(api_app_id="A0STRANGER"),
            "no-text": message_for(api_app_id=7),
            "command": lambda _: [command_request(api_app_id="A0STRANGER")],
            "button": interaction("block_actions", api_app_id="A0STRANGER"),
        },
    ),
    Case(
        "24",
        "`ssl_check`",
        lambda _: [form_request("ssl_check=1&token=ignored")],
        ignored("ssl_check"),
    ),
]
