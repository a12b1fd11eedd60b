"""No answer about messages, channels, people or groups has a key that Slack is not known to send.

What Slack sends is known from answer_keys.json and, for messages, from event_keys.json.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, ANA, CORA = "C0ITHAPPEN", "U0ANA00001", "U0CORA0001"
CONTENT = frozenset(("blocks", "attachments", "files", "metadata", "properties", "root"))
"""What people and apps make, and the message a broadcast repeats."""
ENVELOPE = frozenset(("ok", "error", "warning", "response_metadata"))
KINDS = {
    "channel": ("channel", "channels"),
    "user": ("user", "members"),
    "message": ("message", "messages"),
}
"""Where objects of a kind stand; one method's sample may lack what another's has."""
REASONS = {
    "channel.connected_team_ids": "the other companies in a channel, since Slack Connect",
    "channel.is_thread_only": "as is_read_only, since channels can be for threads only",
    "channel.is_non_threadable": "as is_read_only, since channels can be without threads",
    "conversations.open already_open": "says that nothing was made; the sample made something",
    "conversations.open no_op": "the same",
    "reactions.get channel": "the sample is of a reaction to a file",
    "reactions.get message": "the same",
    "message.app_id": "the app that wrote it; the samples are older",
    "message.is_locked": "as in the root of a broadcast",
    "message.latest_reply": "as in the root of a broadcast",
    "message.permalink": "reactions.get tells it of messages; the sample is of a file",
    "message.reactions": "as in a file that has some",
    "message.reactions.count": "the same",
    "message.reactions.name": "the same",
    "message.reactions.users": "the same",
    "message.reply_users": "as in the root of a broadcast",
    "message.reply_users_count": "as in the root of a broadcast",
}
"""Why a key is there that the samples do not have."""
CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("conversations.info", {"include_locale": True, "include_num_members": True}),
    ("conversations.info", {"channel": "C0XTEAM001"}),
    ("conversations.list", {"types": "public_channel,private_channel,im,mpim"}),
    ("conversations.members", {}),
    ("conversations.join", {}),
    ("conversations.open", {"channel": None, "users": ANA, "return_im": True}),
    ("conversations.history", {"include_all_metadata": True}),
    ("conversations.replies", {}),
    ("users.info", {"user": ANA, "include_locale": True}),
    ("users.info", {"user": CORA}),
    ("users.lookupByEmail", {"email": "mia@deskbell.example"}),
    ("users.conversations", {"types": "public_channel,private_channel,im,mpim"}),
    ("usergroups.list", {"include_users": True, "include_count": True}),
    ("chat.postMessage", {"text": "x", "reply_broadcast": True, "thread_ts": "ts"}),
    ("chat.postEphemeral", {"text": "x", "user": ANA}),
    ("chat.update", {"text": "x"}),
    ("chat.getPermalink", {"message_ts": "ts"}),
    ("reactions.get", {"timestamp": "ts"}),
    ("reactions.add", {"timestamp": "ts", "name": "wave"}),
    ("chat.delete", {}),
)


def paths(value: Any, before: str = "") -> Iterator[str]:
    if isinstance(value, list):
        for entry in value:
            yield from paths(entry, before)
    elif isinstance(value, dict):
        for name, inner in value.items():
            path = f"{before}.{name}" if before else name
            yield path
            if name not in CONTENT:
                yield from paths(inner, path)


def listed(file: str) -> dict[str, list[str]]:
    raw = json.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))
    return {name: keys.split() for name, keys in raw.items()}


def by_kind(path: str) -> str:
    """`channels.topic.value` is `channel.topic.value`: the same kind of object."""
    first, dot, rest = path.partition(".")
    kind = next((kind for kind, names in KINDS.items() if dot and first in names), first)
    return f"{kind}{dot}{rest}"


@cache
def known() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """By method, and within objects that many methods tell."""
    answers = listed("answer_keys.json")
    objects = {by_kind(path) for keys in answers.values() for path in keys if "." in path}
    for kind, keys in listed("event_keys.json").items():
        if kind.split(".")[0] == "message":
            objects |= {f"message.{key}" for key in keys}
    return {name: frozenset(keys) for name, keys in answers.items()}, frozenset(objects)


def unknown_keys(method: str, answer: dict[str, Any]) -> set[str]:
    by_method, objects = known()
    return {
        path
        for path in paths(answer)
        if path.partition(".")[0] not in ENVELOPE
        and path not in by_method[method]
        and by_kind(path) not in objects | REASONS.keys()
        and f"{method} {path}" not in REASONS
    }


@pytest.fixture
def ts(web: WebClient, fake: FakeSlackClient) -> str:
    """A lived-in workspace; the ts of a post of the app that has all a message can have."""
    fake.add_people(people=[{"key": "mia", "name": "Mia", "email": "mia@deskbell.example"}])
    fake.act("adam", "create_group", handle="print", name="Print", members=["ana"])
    metadata = {"event_type": "desk_outbox", "event_payload": {"id": "row-1"}}
    posted = web.chat_postMessage(channel=IT, text="card", metadata=metadata)
    own = str(posted["ts"])
    fake.say("ana", "it-happens", "thanks", thread_ts=own)
    fake.act("ana", "react", channel="it-happens", ts=own, name="eyes")
    web.chat_update(channel=IT, ts=own, text="card, changed")
    web.conversations_open(users=[ANA, "U0BEN00001"])
    return own


@pytest.mark.parametrize(("method", "asked"), CALLS)
def test_every_key_is_one_that_slack_sends(
    web: WebClient, ts: str, method: str, asked: dict[str, Any]
) -> None:
    wanted = {"channel": IT, "ts": ts, **asked}
    given = {name: ts if value == "ts" else value for name, value in wanted.items()}
    answer = web.api_call(method, params={k: v for k, v in given.items() if v is not None}).data
    assert isinstance(answer, dict)
    assert unknown_keys(method, answer) == set()
