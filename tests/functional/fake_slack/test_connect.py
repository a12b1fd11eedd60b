"""Channels shared with another company: seen from both sides, shared, cut in two; and an org."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.functional.fake_slack.event_harness import heard, told
from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.org_harness import client_of
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
DESK, ACME = "T0DESK0001", "T0ACME0001"
BOT, CORA, SID = "U0BOT00001", "U0CORA0001", "U0SID00001"
SHARED, PRIVATE_HERE, HOSTED_THERE = "C0CONNECT1", "C0CONNECT2", "C0CONNECT3"
BUTTON: dict[str, Any] = {
    "type": "actions",
    "elements": [
        {"type": "button", "action_id": "take", "text": {"type": "plain_text", "text": "Take"}}
    ],
}


def bare(event: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name != "event_ts"}


def error_of(web: WebClient, channel: str) -> str:
    with pytest.raises(SlackApiError) as caught:
        web.conversations_info(channel=channel)
    return str(caught.value.response["error"])


def test_an_external_member_writes_mentions_and_reacts(
    full: FakeSlackClient, receiver: Receiver
) -> None:
    ts = full.say("cora", "with-acme", "@deskbell help us")
    full.act("cora", "react", channel="with-acme", ts=ts, name="eyes")
    assert sorted(heard(full, receiver)) == ["app_mention", "message", "reaction_added"]


def test_what_an_external_member_writes_names_their_company(
    full: FakeSlackClient, receiver: Receiver
) -> None:
    full.say("cora", "with-acme", "hello")
    message = told(full, receiver, "message")
    envelope = receiver.of("events")[0].envelope
    assert (message["team"], message["user_team"], message["source_team"]) == (ACME, ACME, ACME)
    assert (envelope["team_id"], envelope["is_ext_shared_channel"]) == (DESK, True)
    assert (envelope["enterprise_id"], envelope["authorizations"]) == (
        "E0DESK0001",
        [
            {
                "enterprise_id": "E0DESK0001",
                "team_id": DESK,
                "user_id": BOT,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
    )


def test_an_external_member_clicks_but_has_no_command_no_shortcut_and_no_home(
    full: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    posted = eager_web.chat_postMessage(channel=SHARED, text="card", blocks=[BUTTON])
    full.act("cora", "click", channel=SHARED, ts=posted["ts"], action_id="take")
    (click,) = receiver.of("interactions")
    assert (click.payload["user"]["id"], click.payload["user"]["team_id"]) == (CORA, ACME)
    for do, details in (
        ("slash", {"channel": SHARED, "command": "/it", "text": ""}),
        ("global_shortcut", {"callback_id": "it_form"}),
        ("open_home", {}),
    ):
        assert not full.act("cora", do, **details)["ok"]
    assert len(receiver.received) == len(receiver.of("interactions")) + len(receiver.of("events"))


def test_a_stranger_can_be_mentioned_and_is_told_as_one(
    full: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    full.say("cora", "with-acme", "ask @sid")
    assert told(full, receiver, "message")["text"] == f"ask <@{SID}>"
    stranger = eager_web.users_info(user=SID)["user"]
    member = eager_web.users_info(user=CORA)["user"]
    assert (stranger["is_stranger"], member["is_stranger"]) == (True, False)
    with pytest.raises(ValueError, match="sees no channel"):
        full.say("sid", "with-acme", "let me in")


def test_two_people_of_two_companies_share_a_display_name(
    full: FakeSlackClient, eager_web: WebClient
) -> None:
    ours = eager_web.users_info(user="U0ANA00001")["user"]
    theirs = eager_web.users_info(user="U0ANAACME1")["user"]
    assert ours["profile"]["display_name"] == theirs["profile"]["display_name"] == "ana"
    assert (ours["team_id"], theirs["team_id"]) == (DESK, ACME)
    assert full.say("ana-acme", "with-acme", "the other ana")


def test_a_channel_can_be_private_on_our_side_only(
    full: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    full.say("cora", "private-on-our-side", "public over here")
    assert told(full, receiver, "message")["channel_type"] == "group"
    channel = eager_web.conversations_info(channel=PRIVATE_HERE)["channel"]
    assert (channel["is_private"], channel["is_ext_shared"]) == (True, True)


def test_a_file_from_next_door_is_told_as_a_stub(full: FakeSlackClient, receiver: Receiver) -> None:
    full.act("cora", "upload", channel=SHARED, filename="log.txt", text="it broke")
    full.advance(5)
    message = told(full, receiver, "message")
    (stub,) = message["files"]
    assert (message["subtype"], stub["file_access"]) == ("file_share", "check_file_info")
    assert told(full, receiver, "file_shared")["channel_id"] == SHARED


def test_a_channel_is_shared_and_others_can_come_in(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    assert eager.act("ben", "share", channel="it-triage", team="acme-sample")["ok"]
    shared = told(eager, receiver, "channel_shared")
    assert bare(shared) == {
        "type": "channel_shared",
        "connected_team_id": ACME,
        "channel": "C0ITTRIAGE",
    }
    assert eager.act("ben", "invite", channel="it-triage", user="cora")["ok"]
    joined = told(eager, receiver, "member_joined_channel")
    assert (joined["user"], joined["team"]) == (CORA, ACME)
    assert eager_web.conversations_info(channel="C0ITTRIAGE")["channel"]["is_ext_shared"]


def test_an_old_private_channel_gets_another_id_before_it_is_shared(
    full: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    ts = full.say("ben", "old-private", "before")
    assert heard(full, receiver) == ["message"]
    new = full.act("ben", "share", channel="old-private", team=ACME)["channel"]
    changed = told(full, receiver, "channel_id_changed")
    shared = told(full, receiver, "channel_shared")
    assert (changed["old_channel_id"], changed["new_channel_id"]) == ("G0OLDPRIV1", new)
    assert new.startswith("C")
    assert shared["channel"] == new
    assert changed["event_ts"] < shared["event_ts"]
    assert error_of(eager_web, "G0OLDPRIV1") == "channel_not_found"
    assert [one["ts"] for one in eager_web.conversations_history(channel=new)["messages"]] == [ts]


def test_a_host_that_stops_sharing_keeps_its_channel_and_the_others_get_a_copy(
    full: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    ts = full.say("ana", "with-acme", "before")
    theirs = full.act("ana", "unshare", channel="with-acme", team=ACME)["channel"]
    unshared = told(full, receiver, "channel_unshared")
    assert bare(unshared) == {
        "type": "channel_unshared",
        "previously_connected_team_id": ACME,
        "channel": SHARED,
        "is_ext_shared": False,
    }
    assert not eager_web.conversations_info(channel=SHARED)["channel"]["is_ext_shared"]
    assert error_of(eager_web, theirs) == "channel_not_found"
    assert full.say("cora", "with-acme", "alone now")
    assert [one["ts"] for one in full.messages(SHARED)] == [ts]


def test_a_host_next_door_that_stops_sharing_leaves_us_a_copy_with_another_id(
    full: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    full.say("ana", "hosted-by-acme", "before")
    assert heard(full, receiver) == ["message"]
    ours = full.act("cora", "unshare", channel="hosted-by-acme", team=DESK)["channel"]
    changed = told(full, receiver, "channel_id_changed")
    unshared = told(full, receiver, "channel_unshared")
    assert (changed["old_channel_id"], changed["new_channel_id"]) == (HOSTED_THERE, ours)
    assert (unshared["channel"], unshared["previously_connected_team_id"]) == (ours, ACME)
    assert error_of(eager_web, HOSTED_THERE) == "channel_not_found"
    history = eager_web.conversations_history(channel=ours)["messages"]
    assert [one["text"] for one in history] == ["before"]
    assert full.say("ana", "hosted-by-acme", "still here")
    assert told(full, receiver, "message")["channel"] == ours


def test_both_companies_run_the_app_and_each_install_hears_its_own_side(
    full: FakeSlackClient, receiver: Receiver
) -> None:
    theirs = full.install(team=ACME)
    bot = theirs["bot_user"]
    full.act("cora", "invite", channel=SHARED, user=bot)
    assert "member_joined_channel" in heard(full, receiver)
    full.say("ana", "with-acme", "to both")
    full.say("ana", "public-with-app", "to us")
    full.wait()
    hearers = sorted(
        (one.envelope["team_id"], one.envelope["authorizations"][0]["user_id"], one.event["text"])
        for one in receiver.of("events")
    )
    assert hearers == [(ACME, bot, "to both"), (DESK, BOT, "to both"), (DESK, BOT, "to us")]
    ids = {one.envelope["event_id"] for one in receiver.of("events")}
    assert len(ids) == len(hearers)
    web = client_of(full, theirs["token"])
    web.chat_postMessage(channel=SHARED, text="from next door")
    full.wait()
    by_them = [one for one in receiver.of("events") if one.event["text"] == "from next door"]
    assert {one.event["user"] for one in by_them} == {bot}
    assert {one.envelope["team_id"] for one in by_them} == {DESK, ACME}


def test_the_two_sides_of_a_channel_are_told_each_in_its_own_way(
    full: FakeSlackClient, receiver: Receiver
) -> None:
    bot = full.install(team=ACME)["bot_user"]
    full.act("cora", "invite", channel=PRIVATE_HERE, user=bot)
    assert "member_joined_channel" in heard(full, receiver)
    full.say("ana", PRIVATE_HERE, "which is it?")
    full.wait()
    kinds = {one.envelope["team_id"]: one.event["channel_type"] for one in receiver.of("events")}
    assert kinds == {DESK: "group", ACME: "channel"}


@pytest.mark.parametrize(
    ("person", "do", "channel", "team", "told_why"),
    [
        ("adam", "share", "with-acme", ACME, "not in this channel"),
        ("gus", "share", "public-with-app", ACME, "cannot share"),
        ("ana", "share", "archived", ACME, "archived"),
        ("ana", "share", "with-acme", "Acme", "already shared"),
        ("ana", "share", "public-with-app", "deskbell-labs", "your own organization"),
        ("ana", "unshare", "public-with-app", ACME, "not shared with Acme"),
        ("gus", "unshare", "public-with-app", ACME, "not shared with Acme"),
        ("wanda", "unshare", "across-the-org", ACME, "not shared with Acme"),
    ],
)
def test_slack_says_who_may_not_share(
    full: FakeSlackClient, person: str, do: str, channel: str, team: str, told_why: str
) -> None:
    seen = full.act(person, do, channel=channel, team=team)
    assert (seen["ok"], told_why in seen["error"]) == (False, True), seen


def test_there_is_no_company_of_that_name(full: FakeSlackClient) -> None:
    with pytest.raises(ValueError, match="no company"):
        full.act("ana", "share", channel="public-with-app", team="initech")


def test_an_org_install_hears_of_its_workspaces_with_one_bot(
    org: FakeSlackClient, receiver: Receiver
) -> None:
    org.say("ana", "desk", "one")
    org.say("ola", "sales", "two")
    org.say("ola", "desk-and-sales", "three")
    org.wait()
    delivered = {one.event["text"]: one.envelope for one in receiver.of("events")}
    assert {text: one["team_id"] for text, one in delivered.items()} == {
        "one": "T0ORGDESK1",
        "two": "T0ORGSALE1",
        "three": "T0ORGDESK1",
    }
    for envelope in delivered.values():
        (authorization,) = envelope["authorizations"]
        assert authorization["is_enterprise_install"]
        assert authorization["team_id"] is None
        assert envelope["enterprise_id"] == authorization["enterprise_id"] == "E0ORG00001"
        assert not envelope["is_ext_shared_channel"]


def test_adding_the_app_to_a_workspace_is_told_for_the_whole_org(
    org: FakeSlackClient, receiver: Receiver
) -> None:
    org.grant("T0ORGLEGL1")
    org.wait()
    (request,) = receiver.of("events")
    assert (request.event["type"], request.event["team_ids"]) == (
        "team_access_granted",
        ["T0ORGLEGL1"],
    )
    assert "team_id" not in request.envelope
    org.grant("T0ORGLEGL1", granted=False)
    assert told(org, receiver, "team_access_revoked")["team_ids"] == ["T0ORGLEGL1"]
