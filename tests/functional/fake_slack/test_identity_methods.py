"""Who the app is, where it works and who else sees an event: api.*, auth.* and apps.* methods."""

from dataclasses import replace
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import BOT_TOKEN, Receiver
from tests.functional.fake_slack.org_harness import DESK, ORG, SALES, client_of
from tests.functional.fake_slack.refusals import code, refusal
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.state.event_contexts import EventContext

pytestmark = pytest.mark.enable_socket
IT, SHARED, BOT = "C0ITHAPPEN", "C0XTEAM001", "U0BOT00001"


def test_the_api_says_back_what_it_was_told_and_needs_no_token(fake: FakeSlackClient) -> None:
    nobody = client_of(fake, None)
    assert nobody.api_test()["ok"]
    assert nobody.api_test(word="hello")["args"] == {"word": "hello"}
    answer = refusal(lambda: nobody.api_test(error="my_error", word="hello"))
    assert answer == {
        "ok": False,
        "error": "my_error",
        "args": {"error": "my_error", "word": "hello"},
    }


def test_the_token_is_not_said_back(fake: FakeSlackClient) -> None:
    sent = {"token": BOT_TOKEN, "word": "x"}
    answer = httpx.post(f"{fake.base_url}/api/api.test", data=sent, trust_env=False)
    assert answer.json() == {"ok": True, "args": {"word": "x"}}


def test_the_app_learns_who_it_is_in_a_workspace(web: WebClient) -> None:
    assert web.auth_test().data == {
        "ok": True,
        "url": "https://deskbell-sample.slack.com/",
        "team": "Deskbell Sample",
        "user": "deskbell",
        "team_id": "T0DESK0001",
        "user_id": BOT,
        "bot_id": "B0BOT00001",
        "is_enterprise_install": False,
    }


def test_the_app_learns_who_it_is_in_an_org(org_web: WebClient) -> None:
    who = org_web.auth_test()
    assert (who["enterprise_id"], who["is_enterprise_install"]) == (ORG, True)
    assert who["url"] == "https://the-org.enterprise.slack.com/"


def test_an_app_may_ask_whether_it_could_revoke(web: WebClient) -> None:
    assert web.auth_revoke(test=True)["revoked"] is False
    assert web.auth_test()["ok"]


def test_revoking_a_token_ends_the_whole_install(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    assert web.auth_revoke()["revoked"] is True
    fake.wait()
    assert code(web.auth_test) == "token_revoked"
    assert receiver.events("tokens_revoked")[0]["tokens"] == {"oauth": [], "bot": [BOT]}
    assert len(receiver.events("app_uninstalled")) == 1


def test_the_workspaces_of_a_token_are_listed(web: WebClient) -> None:
    assert web.auth_teams_list()["teams"] == [{"id": "T0DESK0001", "name": "Deskbell Sample"}]
    icon = web.auth_teams_list(include_icon=True)["teams"][0]["icon"]
    assert icon["image_default"] is True
    assert icon["image_34"].startswith("https://")


def test_an_org_token_lists_the_workspaces_the_app_was_added_to(org_web: WebClient) -> None:
    first = org_web.auth_teams_list(limit=1)
    cursor = first["response_metadata"]["next_cursor"]
    second = org_web.auth_teams_list(limit=1, cursor=cursor)
    found = [answer["teams"][0]["id"] for answer in (first, second)]
    assert (found, second["response_metadata"]["next_cursor"]) == ([DESK, SALES], "")


def test_teams_are_paged_by_slacks_rules(web: WebClient) -> None:
    assert code(lambda: web.auth_teams_list(limit=1001)) == "invalid_limit"
    assert code(lambda: web.auth_teams_list(cursor="page2")) == "invalid_cursor"


def app_level(fake: FakeSlackClient) -> WebClient:
    return client_of(fake, fake.installs()["app"]["app_token"])


def context_of(fake: FakeSlackClient, receiver: Receiver, channel: str) -> str:
    fake.say("ana", channel, "hello")
    fake.wait()
    return str(receiver.of("events")[-1].envelope["event_context"])


def ours(fake: FakeSlackClient) -> dict[str, Any]:
    return {
        "enterprise_id": None,
        "team_id": fake.state()["team_id"],
        "user_id": BOT,
        "is_bot": True,
        "is_enterprise_install": False,
    }


def test_an_event_names_everybody_it_is_for_on_request(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    context = context_of(fake, receiver, "it-happens")
    listed = app_level(fake).apps_event_authorizations_list(event_context=context)
    assert listed["authorizations"] == [ours(fake)]


def test_a_copy_of_an_event_is_for_the_same_people(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.fault("delivery", "duplicate", times=1)
    copy = context_of(fake, receiver, "it-happens")
    assert len({one.envelope["event_id"] for one in receiver.of("events")}) == 2
    listed = app_level(fake).apps_event_authorizations_list(event_context=copy)
    assert listed["authorizations"] == [ours(fake)]


def test_an_event_of_an_org_install_is_for_no_single_workspace(
    org: FakeSlackClient, receiver: Receiver
) -> None:
    context = context_of(org, receiver, "desk")
    listed = app_level(org).apps_event_authorizations_list(event_context=context)
    assert listed["authorizations"] == [
        {**ours(org), "enterprise_id": ORG, "team_id": None, "is_enterprise_install": True}
    ]


def test_authorizations_are_listed_page_by_page(fake: FakeSlackClient, receiver: Receiver) -> None:
    bot = fake.install(team="T0ACME0001")["bot_user"]
    assert fake.act("xena", "invite", channel="x-team", user=bot)["ok"]
    context = context_of(fake, receiver, "x-team")
    app = app_level(fake)
    first = app.apps_event_authorizations_list(event_context=context, limit=1)
    cursor = first["response_metadata"]["next_cursor"]
    rest = app.apps_event_authorizations_list(event_context=context, limit=1, cursor=cursor)
    users = [answer["authorizations"][0]["user_id"] for answer in (first, rest)]
    assert (users, rest["response_metadata"]["next_cursor"]) == ([BOT, bot], "")
    wrong = lambda: app.apps_event_authorizations_list(event_context=context, cursor="x")  # noqa: E731
    assert code(wrong) == "invalid_cursor"


def test_a_context_that_is_none_or_anothers_is_refused(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    app = app_level(fake)

    def refused(context: str) -> str:
        return code(lambda: app.apps_event_authorizations_list(event_context=context))

    assert refused("4-what-is-this") == "invalid_event_context"
    context = context_of(fake, receiver, "it-happens")
    assert refused(context[:-8]) == "invalid_event_context"
    assert refused(foreign(context)) == "auth_mismatch"
    assert code(lambda: app.api_call("apps.event.authorizations.list")) == "invalid_arguments"


def foreign(context: str) -> str:
    """The same event as another app was told it."""
    read = EventContext.read(context)
    assert read is not None
    return str(replace(read, app_id="A0OTHER001"))
