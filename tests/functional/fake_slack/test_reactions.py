"""Reactions of the app: putting them on, taking them away, reading them."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.refusals import code
from tools.fake_slack.blocks.emoji_names import emoji_by_name
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, TRIAGE, ONCALL, BOT = "C0ITHAPPEN", "C0ITTRIAGE", "C0ITONCALL", "U0BOT00001"
NAMES = list(dict.fromkeys(emoji_by_name()))


@pytest.fixture
def ts(fake: FakeSlackClient) -> str:
    return fake.say("ben", "it-happens", "help")


def refused(web: WebClient, method: str, **arguments: Any) -> str:
    wanted = {"channel": IT, "name": "eyes", **arguments}
    given = {name: value for name, value in wanted.items() if value is not None}
    return code(lambda: web.api_call(f"reactions.{method}", params=given))


@pytest.mark.parametrize("method", ["add", "remove", "get"])
@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"channel": "C0NOWHERE1"}, "channel_not_found"),
        ({"channel": ONCALL}, "channel_not_found"),
        ({"channel": TRIAGE}, "not_in_channel"),
        ({"channel": None}, "no_item_specified"),
        ({"timestamp": None}, "no_item_specified"),
        ({"timestamp": "yesterday"}, "bad_timestamp"),
        ({"timestamp": "1790000000.1"}, "bad_timestamp"),
        ({"timestamp": "1790000000.000100"}, "message_not_found"),
    ],
)
def test_a_reaction_needs_a_message_the_app_can_reach(
    web: WebClient,
    fake: FakeSlackClient,
    ts: str,
    method: str,
    asked: dict[str, Any],
    error: str,
) -> None:
    fake.act("ben", "kick", channel="it-triage", user="deskbell")
    fake.act("ben", "kick", channel="it-oncall", user="deskbell")
    assert refused(web, method, **({"timestamp": ts} | asked)) == error


@pytest.mark.parametrize("method", ["add", "remove"])
@pytest.mark.parametrize("name", [":eyes:", "no-such-emoji", "wave::skin-tone-9"])
def test_a_reaction_is_an_emoji_without_colons(
    web: WebClient, ts: str, method: str, name: str
) -> None:
    assert refused(web, method, timestamp=ts, name=name) == "invalid_name"


def test_a_reaction_comes_once_and_goes_once(web: WebClient, ts: str) -> None:
    for name in ("eyes", "wave::skin-tone-3"):
        web.reactions_add(channel=IT, timestamp=ts, name=name)
    assert refused(web, "add", timestamp=ts) == "already_reacted"
    message = web.reactions_get(channel=IT, timestamp=ts)["message"]
    assert [one["name"] for one in message["reactions"]] == ["eyes", "wave::skin-tone-3"]
    assert message["permalink"].endswith(ts.replace(".", ""))
    web.reactions_remove(channel=IT, timestamp=ts, name="eyes")
    assert refused(web, "remove", timestamp=ts) == "no_reaction"


def test_reactions_are_counted_fully_and_listed_shortly(
    web: WebClient, fake: FakeSlackClient, ts: str
) -> None:
    for person in ("ana", "ben", "lena", "ola"):
        fake.act(person, "react", channel="it-happens", ts=ts, name="ticket")
    short = web.reactions_get(channel=IT, timestamp=ts)["message"]["reactions"][0]
    full = web.reactions_get(channel=IT, timestamp=ts, full=True)["message"]["reactions"][0]
    assert (short["count"], len(short["users"]), len(full["users"])) == (4, 3, 4)


def test_closed_places_take_no_reactions(web: WebClient, fake: FakeSlackClient, ts: str) -> None:
    web.reactions_add(channel=IT, timestamp=ts, name="eyes")
    fake.act("adam", "lock_thread", channel="it-happens", ts=ts)
    assert refused(web, "add", timestamp=ts, name="wave") == "thread_locked"
    assert refused(web, "remove", timestamp=ts) == "thread_locked"
    fake.act("adam", "archive", channel="it-happens")
    assert refused(web, "add", timestamp=ts, name="wave") == "is_archived"


def test_one_alone_puts_on_so_many_and_no_more(
    web: WebClient, fake: FakeSlackClient, ts: str
) -> None:
    for name in NAMES[:23]:
        web.reactions_add(channel=IT, timestamp=ts, name=name)
    assert refused(web, "add", timestamp=ts, name=NAMES[23]) == "too_many_reactions"
    fake.act("ana", "react", channel="it-happens", ts=ts, name=NAMES[23])


def test_a_message_takes_so_many_kinds_and_no_more(
    web: WebClient, fake: FakeSlackClient, ts: str
) -> None:
    for number, name in enumerate(NAMES[:50]):
        person = ("ana", "ola", "lena")[number // 20]
        fake.act(person, "react", channel="it-happens", ts=ts, name=name)
    assert refused(web, "add", timestamp=ts, name=NAMES[50]) == "too_many_emoji"
    assert web.reactions_add(channel=IT, timestamp=ts, name=NAMES[0])["ok"]
