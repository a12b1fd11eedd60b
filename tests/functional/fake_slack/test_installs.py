"""The app taken out, put back, without a scope, in two companies at once, and in a whole org."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from tests.functional.fake_slack.harness import BOT_TOKEN, Receiver
from tests.functional.fake_slack.org_harness import DESK, LEGAL, ORG, SALES, client_of
from tests.functional.fake_slack.refusals import code
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, SHARED, BOT = "C0ITHAPPEN", "C0XTEAM001", "U0BOT00001"
HOME, ACME = "T0DESK0001", "T0ACME0001"


def envelopes(receiver: Receiver, kind: str) -> list[dict[str, Any]]:
    sent = [one.envelope for one in receiver.of("events")]
    return [envelope for envelope in sent if envelope["event"]["type"] == kind]


def test_an_app_that_is_taken_out_is_told_so_and_hears_nothing_more(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.uninstall()
    fake.say("ana", "it-happens", "anybody there?")
    fake.wait()
    told = sorted(one.event["type"] for one in receiver.of("events"))
    assert told == ["app_uninstalled", "tokens_revoked"], "in either order"
    assert code(lambda: web.chat_postMessage(channel=IT, text="x")) == "account_inactive"


def test_an_app_that_is_put_back_must_be_invited_again(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.uninstall()
    assert fake.reinstall()["token"] == BOT_TOKEN
    assert code(lambda: web.chat_postMessage(channel=IT, text="x")) == "not_in_channel"
    fake.act("ana", "invite", channel="it-happens", user="deskbell")
    fake.wait()
    receiver.clear()
    fake.say("ana", "it-happens", "welcome back")
    fake.wait()
    assert len(receiver.events("message")) == 1
    assert web.chat_postMessage(channel=IT, text="x")["ok"]


def test_an_app_may_be_put_back_with_another_token(web: WebClient, fake: FakeSlackClient) -> None:
    fake.token("revoke")
    granted = fake.reinstall(new_token=True)
    assert code(web.auth_test) == "token_revoked"
    assert client_of(fake, granted["token"]).auth_test()["user_id"] == BOT


def test_a_scope_comes_with_the_next_install_only(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    lost = fake.token("drop_scope", scope="reactions:read")
    assert lost["missing_scopes"] == ["reactions:read"]
    ts = fake.say("ana", "it-happens", "help")
    fake.act("ben", "react", channel="it-happens", ts=ts, name="eyes")
    fake.wait()
    assert receiver.events("reaction_added") == []
    assert code(lambda: web.reactions_get(channel=IT, timestamp=ts)) == "missing_scope"
    assert fake.reinstall()["missing_scopes"] == []
    assert web.reactions_get(channel=IT, timestamp=ts)["ok"]


def test_an_expired_token_lives_again_after_a_reinstall(
    web: WebClient, fake: FakeSlackClient
) -> None:
    fake.token("expire")
    assert code(web.auth_test) == "token_expired"
    fake.reinstall()
    assert web.auth_test()["ok"]


def next_door(fake: FakeSlackClient) -> tuple[dict[str, Any], WebClient]:
    """The same app in the other company, let into the channel both share."""
    acme = fake.install(team=ACME)
    assert fake.act("cora", "invite", channel="x-team", user=acme["bot_user"])["ok"]
    fake.wait()
    return acme, client_of(fake, acme["token"])


def test_two_companies_with_the_app_hear_of_a_shared_channel_once_each(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    acme, _ = next_door(fake)
    receiver.clear()
    fake.say("cora", "x-team", "hello both")
    fake.wait()
    sent = envelopes(receiver, "message")
    assert {envelope["team_id"] for envelope in sent} == {HOME, ACME}
    assert len({envelope["event_id"] for envelope in sent}) == len(sent) == 2
    users = {one["team_id"]: one["authorizations"][0]["user_id"] for one in sent}
    assert users == {HOME: BOT, ACME: acme["bot_user"]}


def test_what_is_said_in_one_company_is_not_told_to_the_other(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    _, acme_web = next_door(fake)
    receiver.clear()
    fake.say("ana", "it-happens", "ours")
    fake.wait()
    assert [one["team_id"] for one in envelopes(receiver, "message")] == [HOME]
    assert code(lambda: acme_web.conversations_info(channel=IT)) == "channel_not_found"
    post = lambda: acme_web.chat_postMessage(channel=IT, text="x")  # noqa: E731
    assert code(post) == "channel_not_found"
    assert web.conversations_info(channel=IT)["ok"]


def test_each_bot_changes_its_own_messages_only(web: WebClient, fake: FakeSlackClient) -> None:
    acme, acme_web = next_door(fake)
    posted = acme_web.chat_postMessage(channel=SHARED, text="from next door")
    assert posted["message"]["bot_id"] == acme["bot_id"]
    mine = lambda: web.chat_update(channel=SHARED, ts=posted["ts"], text="x")  # noqa: E731
    assert code(mine) == "cant_update_message"
    assert acme_web.chat_update(channel=SHARED, ts=posted["ts"], text="changed")["ok"]


def test_taking_the_app_out_next_door_changes_nothing_here(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    _, acme_web = next_door(fake)
    receiver.clear()
    fake.uninstall(install=ACME)
    fake.say("ana", "x-team", "still here")
    fake.wait()
    assert [one["team_id"] for one in envelopes(receiver, "app_uninstalled")] == [ACME]
    assert [one["team_id"] for one in envelopes(receiver, "message")] == [HOME]
    assert code(acme_web.auth_test) == "account_inactive"
    assert web.auth_test()["ok"]


def test_an_org_hears_of_its_added_workspaces_under_one_token(
    org: FakeSlackClient, org_web: WebClient, receiver: Receiver
) -> None:
    for person, channel in (("ana", "desk"), ("ola", "sales")):
        org.say(person, channel, "hello")
    org.wait()
    sent = envelopes(receiver, "message")
    assert sorted(one["team_id"] for one in sent) == sorted([DESK, SALES])
    for envelope in sent:
        assert envelope["enterprise_id"] == ORG
        assert envelope["authorizations"][0]["team_id"] is None
        assert envelope["authorizations"][0]["is_enterprise_install"] is True
    for channel in ("C0ORGDESK1", "C0ORGSALE1"):
        assert org_web.chat_postMessage(channel=channel, text="hello")["ok"]


def test_a_channel_of_two_workspaces_of_the_org_is_shared_but_with_nobody_outside(
    org_web: WebClient,
) -> None:
    channel = org_web.conversations_info(channel="C0ORGBOTH1")["channel"]
    assert (channel["is_shared"], channel["is_org_shared"]) == (True, True)
    assert channel["is_ext_shared"] is False


def test_an_admin_adds_the_app_to_a_workspace_and_takes_it_out(
    org: FakeSlackClient, org_web: WebClient, receiver: Receiver
) -> None:
    def look() -> SlackResponse:
        return org_web.conversations_info(channel="C0ORGLEGL1")

    assert code(look) == "team_access_not_granted"
    org.grant(LEGAL)
    org.wait()
    assert look()["ok"]
    assert org_web.conversations_list(team_id=LEGAL)["ok"]
    org.grant(LEGAL, granted=False)
    org.wait()
    told = [one.event for one in receiver.of("events")]
    assert [(one["type"], one["team_ids"]) for one in told] == [
        ("team_access_granted", [LEGAL]),
        ("team_access_revoked", [LEGAL]),
    ]
    assert all("team_id" not in one.envelope for one in receiver.of("events"))
    assert code(look) == "team_access_not_granted"


def test_granting_twice_is_told_once(org: FakeSlackClient, receiver: Receiver) -> None:
    org.grant(LEGAL)
    org.grant(LEGAL)
    org.wait()
    assert len(receiver.events("team_access_granted")) == 1


@pytest.mark.parametrize(
    ("call", "details", "told"),
    [
        ("install", {"team": "T0NOWHERE1"}, "must be the id of one"),
        ("install", {}, "must be the id of one"),
        ("install", {"team": HOME, "granted": ["T0NOWHERE1"]}, "no such workspace"),
        ("uninstall", {"install": "T0NOWHERE1"}, "no install in"),
        ("token", {"do": "eat"}, "revoke, expire, drop_scope"),
        ("token", {"do": "drop_scope", "scope": "admin"}, "does not have the scope"),
        ("token", {"do": "revoke", "token": "xoxb-made-up"}, "no such token"),
        ("grant", {"team": HOME}, "not installed in an org"),
    ],
)
def test_a_mistake_is_told(
    fake: FakeSlackClient, call: str, details: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        getattr(fake, call)(**details)
