"""Who and what is there, as the app may ask: people, channels, its own rights."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, BOT = "C0ITHAPPEN", "U0BOT00001"


def test_the_list_of_people_leaves_out_who_is_from_next_door(
    web: WebClient, fake: FakeSlackClient
) -> None:
    fake.add_people(3)
    first = web.users_list(limit=5, include_locale=True)
    cursor = first["response_metadata"]["next_cursor"]
    rest = web.users_list(limit=50, cursor=cursor)["members"]
    ids = [one["id"] for one in [*first["members"], *rest]]
    assert (len(ids), len(set(ids))) == (13, 13)
    assert BOT in ids
    assert "U0CORA0001" not in ids
    assert first["members"][0]["locale"] == "en-US"


def test_where_somebody_is_is_told_as_far_as_the_app_sees_it(
    web: WebClient, fake: FakeSlackClient
) -> None:
    every = "public_channel,private_channel,im"
    fake.act("ben", "open_dm", **{"with": "ana"})
    fake.act("ben", "kick", channel="it-oncall", user="deskbell")

    def names(**asked: Any) -> set[str]:
        found = web.users_conversations(types=every, **asked)["channels"]
        return {one.get("name", one["id"]) for one in found}

    assert names(user="U0GUS00001") == {"it-happens"}
    ours = {"it-happens", "it-triage", "x-team-announcements"}
    assert names(user="U0BEN00001", exclude_archived=True) == ours
    assert "it-triage" in names()
    assert "it-oncall" not in names()
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        web.users_conversations(user="ben")
    with pytest.raises(SlackApiError, match="invalid_types"):
        web.users_conversations(types="dm")


def test_a_token_tells_its_scopes_with_every_answer(web: WebClient) -> None:
    scopes = web.auth_test().headers["x-oauth-scopes"].split(",")
    assert {"chat:write", "users:read", "channels:read"} <= set(scopes)


def test_an_archived_channel_says_so_and_takes_no_posts(
    web: WebClient, fake: FakeSlackClient
) -> None:
    ts = fake.say("ana", "it-happens", "help")
    assert fake.act("adam", "archive", channel="it-happens")["ok"]
    assert web.conversations_info(channel=IT)["channel"]["is_archived"]
    assert len(web.conversations_list(exclude_archived=True)["channels"]) == 6
    with pytest.raises(SlackApiError, match="is_archived"):
        web.chat_postMessage(channel=IT, text="x")
    with pytest.raises(SlackApiError, match="is_archived"):
        web.reactions_add(channel=IT, timestamp=ts, name="eyes")
    assert fake.act("ana", "message", channel=IT, text="x")["error"] == "This channel is archived."
    assert fake.act("adam", "unarchive", channel="it-happens")["ok"]
    web.chat_postMessage(channel=IT, text="open again")
