"""No answer about messages, channels, people or groups has a key that Slack is not known to send.

One answer of each method is looked at in test_every_method.py; here are their other forms.
"""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.answer_shapes import unknown_keys
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, ANA, CORA = "C0ITHAPPEN", "U0ANA00001", "U0CORA0001"
CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("conversations.info", {"include_locale": True, "include_num_members": True}),
    ("conversations.info", {"channel": "C0XTEAM001"}),
    ("conversations.list", {"types": "public_channel,private_channel,im,mpim"}),
    ("conversations.members", {}),
    ("conversations.join", {}),
    ("conversations.open", {"channel": None, "users": ANA, "return_im": True}),
    ("conversations.open", {"channel": None, "users": f"{ANA},U0BEN00001"}),
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
