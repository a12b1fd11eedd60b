"""The test world has one of each: people, conversations, groups and companies."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tools.fake_slack.client import FakeSlackClient

pytestmark = [pytest.mark.enable_socket, pytest.mark.usefixtures("full")]


def person(web: WebClient, user: str) -> dict[str, Any]:
    shown: dict[str, Any] = web.users_info(user=user, include_locale=True)["user"]
    return shown


def error_of(web: WebClient, channel: str) -> str:
    with pytest.raises(SlackApiError) as caught:
        web.conversations_history(channel=channel)
    return str(caught.value.response["error"])


def test_there_is_every_kind_of_person(eager_web: WebClient) -> None:
    assert person(eager_web, "U0ADAM0001")["is_admin"]
    assert person(eager_web, "U0GUS00001")["is_ultra_restricted"]
    assert person(eager_web, "U0OLEK0001")["deleted"]
    assert person(eager_web, "U0ALERTS01")["is_bot"]
    assert person(eager_web, "U0CORA0001")["team_id"] == "T0ACME0001"
    wanda = person(eager_web, "W0WANDA001")
    assert (wanda["team_id"], wanda["locale"]) == ("T0DESK0002", "ko-KR")
    assert wanda["enterprise_user"]["enterprise_id"] == "E0DESK0001"


def test_people_of_the_company_have_an_email_and_others_do_not(eager_web: WebClient) -> None:
    assert person(eager_web, "U0ANA00001")["profile"]["email"] == "ana@deskbell-sample.example"
    assert "email" not in person(eager_web, "U0CORA0001")["profile"]


def test_there_is_every_kind_of_conversation(full: FakeSlackClient, eager_web: WebClient) -> None:
    kinds = "public_channel,private_channel,mpim,im"
    listed = eager_web.conversations_list(types=kinds, limit=200)["channels"]
    names = {one["name"] for one in listed if "name" in one}
    assert {"archived", "read-only", "threads-only", "no-threads", "old-private"} <= names
    assert "private-without-app" not in names
    assert error_of(eager_web, "C0PUBLIC02") == "not_in_channel"
    assert error_of(eager_web, "C0PRIVATE2") == "channel_not_found"
    assert error_of(eager_web, "G0ANABENAD") == "channel_not_found"
    assert full.say("ana", "G0ANABENAD", "the three of us")
    assert full.say("ana", "D0ANABEN01", "the two of us")


def test_a_channel_of_the_organisation_is_shared_but_not_with_another_company(
    eager_web: WebClient,
) -> None:
    channel = eager_web.conversations_info(channel="C0ORG00001")["channel"]
    assert (channel["is_shared"], channel["is_ext_shared"]) == (True, False)
    assert channel["is_org_shared"]


def test_groups_are_enabled_disabled_and_empty(eager_web: WebClient) -> None:
    listed = eager_web.usergroups_list(include_users=True, include_disabled=True)["usergroups"]
    groups = {one["handle"]: (bool(one["date_delete"]), len(one["users"])) for one in listed}
    assert groups == {"agents": (False, 2), "retired": (True, 1), "nobody": (False, 0)}
