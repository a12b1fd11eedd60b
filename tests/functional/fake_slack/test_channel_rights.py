"""What a channel's menu offers somebody is what Slack then lets them do, and nothing else."""

import httpx
import pytest

from tools.fake_slack.client import FakeSlackClient

DETAILS = {
    "invite": {"user": "U0BOT00001"},
    "kick": {"user": "ben"},
    "set_topic": {"topic": "Printers"},
    "rename": {"name": "printers"},
    "make_private": {},
    "share": {"team": "T0ACME0001"},
    "unshare": {"team": "T0ACME0001"},
    "archive": {},
    "delete_channel": {},
    "leave": {},
}


@pytest.mark.parametrize("person", ["ana", "ben", "adam", "gus", "cora"])
@pytest.mark.parametrize("do", DETAILS)
def test_the_menu_offers_what_works(
    fake: FakeSlackClient, fake_url: str, http: httpx.Client, person: str, do: str
) -> None:
    name = "x-team" if person == "cora" else "it-happens"
    fake.act("lena", "kick", channel=name, user="U0BOT00001")
    frame = http.get(f"{fake_url}/_page/state", params={"as": person}).json()
    (channel,) = (one for one in frame["channels"] if one["name"] == name)
    seen = fake.act(person, do, channel=channel["id"], **DETAILS[do])
    assert seen["ok"] is (do in channel["may"]), seen


@pytest.mark.parametrize(("person", "may"), [("ana", ["unarchive"]), ("gus", [])])
def test_an_archived_channel_is_only_brought_back(
    fake: FakeSlackClient, fake_url: str, http: httpx.Client, person: str, may: list[str]
) -> None:
    fake.act("adam", "archive", channel="it-happens")
    frame = http.get(f"{fake_url}/_page/state", params={"as": person}).json()
    (channel,) = (one for one in frame["channels"] if one["name"] == "it-happens")
    assert [one for one in channel["may"] if one not in ("kick", "leave")] == may
