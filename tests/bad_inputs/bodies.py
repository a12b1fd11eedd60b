"""Bad input 25 to 41: JSON, forms, and values that a queue or a table cannot hold."""

import json
from typing import Any
from urllib.parse import quote

from deskbell.adapters.slack.incoming_text import CUT, TEXT_LIMIT
from tests.api_gateway import (
    a_message_event,
    command_request,
    envelope,
    event_request,
    form_request,
    json_request,
)
from tests.bad_inputs.case import (
    Builder,
    Case,
    answered,
    committed,
    each,
    ignored,
    refused,
)
from tests.bad_inputs.transport import NEWS, interaction, message_for
from tests.bad_inputs.workday import a_reply, a_ticket

UNREADABLE = refused(400, "unreadable")
MALFORMED = ignored("malformed")
HELP = answered("help", shows=("/it",))


def text(body: str) -> Builder:
    return lambda _: [json_request(body)]


def form(body: str) -> Builder:
    return lambda _: [form_request(body)]


def payload(body: str) -> Builder:
    return lambda _: [form_request("payload=" + quote(body), path="/slack/interactions")]


def message(**fields: Any) -> Builder:
    return lambda _: [event_request(a_message_event(**fields))]


def command_with(text: str) -> Builder:
    """A slash command's body with `text` as it is on the wire."""
    return form(
        "team_id=T0DESK0001&api_app_id=A0DESK0001&user_id=U0MINJUN01"
        f"&command=%2Fit&trigger_id=1.2.fake&text={text}"
    )


def surrogate_in_raw_body(_: object) -> list[dict[str, Any]]:
    """Bytes that decode to half a sign; only somebody with the secret could send them."""
    body = json.dumps(envelope(a_message_event()))
    return [json_request(body.replace("laptop", "\ud83d"))]


def kept(number: str, title: str, given: str, comment: str, **fields: Any) -> Case:
    """A reply in a ticket's thread, and what of it is kept as the ticket's comment."""
    return Case(
        number,
        title,
        lambda desk: [a_reply(desk, text=given, **fields)],
        committed("MessagePosted", "CommentAdded", comments=(comment,)),
        given=a_ticket,
    )


LONG_BLOCKS = [{"type": "rich_text", "elements": [{"type": "text", "text": "y" * 100_000}]}]
CUT_AT = TEXT_LIMIT - len(CUT)

CASES = [
    *each(
        "25",
        "JSON a thousand levels deep",
        UNREADABLE,
        {
            "objects": text('{"a":' * 1000 + "1" + "}" * 1000),
            "lists": text('{"a":' + "[" * 5000 + "]" * 5000 + "}"),
            "lists-left-open": text('{"a":' + "[" * 100_000),
            "too-deep-for-slack": text('{"a":' + "[" * 64 + "]" * 64 + "}"),
            "payload": payload('{"a":' * 1000 + "1" + "}" * 1000),
        },
    ),
    *each(
        "26",
        "a key twice",
        UNREADABLE,
        {
            "": text('{"team_id": "T0DESK0001", "team_id": "T0STRANGER"}'),
            "inside": text('{"event": {"type": "message", "type": "x"}}'),
        },
    ),
    *each(
        "27",
        "NaN, Infinity",
        UNREADABLE,
        {
            "nan": text('{"event_time": NaN}'),
            "infinity": text('{"event_time": Infinity}'),
            "minus-infinity": text('{"event_time": -Infinity}'),
            "too-large": text('{"event_time": 1e999}'),
        },
    ),
    *each(
        "28",
        "an integer of 5,000 digits",
        UNREADABLE,
        {
            "": text('{"event_time": ' + "9" * 5000 + "}"),
            "shorter": text('{"event_time": ' + "9" * 4000 + "}"),
        },
    ),
    *each(
        "29",
        "JSON that is no object",
        UNREADABLE,
        {
            "list": text("[]"),
            "text": text('"event_callback"'),
            "null": text("null"),
            "payload": payload("[]"),
        },
    ),
    Case(
        "30-missing",
        "`event` missing or of another type",
        lambda _: [event_request(None)],
        ignored("unhandled_event"),
    ),
    *each(
        "30",
        "`event` missing or of another type",
        MALFORMED,
        {
            "list": lambda _: [event_request([1])],
            "text": lambda _: [event_request("message")],
        },
    ),
    *each(
        "31",
        "fields of another type",
        MALFORMED,
        {
            "ts-number": message(ts=1795424458),
            "ts-float": message(ts=1795424458.0001),
            "ts-boolean": message(ts=True),
            "ts-words": message(ts="yesterday"),
            "user-null": message(user=None),
            "user-number": message(user=7),
            "text-object": message(text={}),
            "channel-list": message(channel=[]),
            "channel-path": message(channel="../C0ITHAPPEN"),
            "files-text": message(files="F1"),
            "files-numbers": message(files=[1]),
            "thread-boolean": message(thread_ts=True),
            "subtype-list": message(subtype=["file_share"]),
            "team-list": message_for(team_id=["T0DESK0001"]),
            "actions-object": interaction("block_actions", actions={"0": {}}),
            "view-list": interaction("view_submission", view=[1]),
            "user-of-shortcut": interaction("shortcut", callback_id="it_form", user=7),
            "command-without-user": lambda _: [command_request(user_id="")],
        },
    ),
    *each(
        "32",
        "a form with two payloads",
        UNREADABLE,
        {
            "": form("payload=%7B%7D&payload=%7B%7D"),
            "other-field": form("command=%2Fit&command=%2Fhr"),
        },
    ),
    *each(
        "33",
        "a payload that is no JSON",
        UNREADABLE,
        {
            "": payload("block_actions"),
            "empty": payload(""),
            "encoded-twice": payload(json.dumps(json.dumps({"type": "shortcut"}))),
        },
    ),
    *each(
        "34",
        "200 form fields, `a[b]`",
        UNREADABLE,
        {
            "200-fields": form("&".join(f"f{'x' * n}=1" for n in range(200))),
            "brackets": form("a[b][c]=1"),
            "brackets-encoded": form("a%5Bb%5D%5Bc%5D=1"),
        },
    ),
    *each(
        "35",
        "odd percent encoding",
        HELP,
        {
            "plus": command_with("a+b"),
            "nul": command_with("%00"),
            "not-hexadecimal": command_with("%zz"),
            "half-escape": command_with("%"),
        },
    ),
    Case("35-not-utf8", "odd percent encoding", command_with("%ff"), UNREADABLE),
    *each(
        "36",
        "a byte order mark",
        UNREADABLE,
        {
            "": text("\ufeff" + json.dumps(envelope(a_message_event()))),
            "payload": payload("\ufeff{}"),
        },
    ),
    kept("37", "half a surrogate pair", "half \ud83d here", "half \ufffd here"),
    Case("37-unescaped", "half a surrogate pair", surrogate_in_raw_body, refused(400, "not_utf8")),
    kept("38", "control characters", "a\x00b\x07c\x1bd\te\nf\r\n", "abcd\te\nf\n"),
    kept("39", "a float", "Mine too", "Mine too", score=0.5, edited={"ts": ""}),
    Case("39-time", "a float", message_for(event_time=1795424458.25), NEWS),
    kept("40", "an empty set or key", "Mine too", "Mine too", client_msg_id="", files=[]),
    Case("40-thread", "an empty set or key", message(thread_ts="", client_msg_id=""), NEWS),
    kept(
        "41",
        "a text of 40,000 characters",
        "x" * 40_000,
        "x" * CUT_AT + CUT,
        blocks=LONG_BLOCKS,
    ),
    kept(
        "41-many-bytes",
        "a text of 40,000 characters",
        "\U0001f600" * 13_000,
        "\U0001f600" * CUT_AT + CUT,
    ),
]
