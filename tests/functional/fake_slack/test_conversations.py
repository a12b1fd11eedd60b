"""What the app may know of channels, and how it comes into one."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.refusals import code
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, TRIAGE, ONCALL, SHARED = "C0ITHAPPEN", "C0ITTRIAGE", "C0ITONCALL", "C0XTEAM001"
ANA, BOT, ACME = "U0ANA00001", "U0BOT00001", "T0ACME0001"
EVERY = "public_channel,private_channel,im,mpim"


def info(web: WebClient, channel: str, **asked: Any) -> dict[str, Any]:
    shown: dict[str, Any] = web.conversations_info(channel=channel, **asked)["channel"]
    return shown


def refused(web: WebClient, method: str, **asked: Any) -> str:
    return code(lambda: web.api_call(method, params=asked))


def test_a_public_channel_is_known_without_being_inside(
    web: WebClient, fake: FakeSlackClient
) -> None:
    fake.act("ben", "kick", channel="it-triage", user="deskbell")
    fake.act("ben", "kick", channel="it-oncall", user="deskbell")
    assert not info(web, TRIAGE)["is_member"]
    assert BOT not in web.conversations_members(channel=TRIAGE)["members"]
    for method in ("conversations.info", "conversations.members"):
        for channel in (ONCALL, "C0NOWHERE1"):
            assert refused(web, method, channel=channel) == "channel_not_found"


def test_a_channel_tells_how_open_it_is(web: WebClient) -> None:
    plain, private, shared = info(web, IT), info(web, ONCALL), info(web, SHARED)
    assert (plain["is_channel"], plain["is_private"], plain["is_shared"]) == (True, False, False)
    assert (private["is_group"], private["is_private"]) == (True, True)
    assert (shared["is_shared"], shared["is_ext_shared"]) == (True, True)
    assert (shared["is_org_shared"], shared["is_pending_ext_shared"]) == (False, False)
    assert (shared["connected_team_ids"], plain["connected_team_ids"]) == ([ACME], [])
    assert shared["context_team_id"] == "T0DESK0001"


def test_a_channel_inside_an_org_is_shared_but_not_with_others(org_web: WebClient) -> None:
    both = info(org_web, "C0ORGBOTH1")
    assert (both["is_shared"], both["is_org_shared"], both["is_ext_shared"]) == (True, True, False)
    assert both["internal_team_ids"] == ["T0ORGDESK1", "T0ORGSALE1"]


def test_locale_and_size_are_told_on_request(web: WebClient) -> None:
    asked = info(web, IT, include_locale=True, include_num_members=True)
    assert (asked["locale"], asked["num_members"]) == ("en-US", 10)
    assert {"locale", "num_members"}.isdisjoint(info(web, IT))


@pytest.mark.parametrize(
    ("posting", "flag"),
    [
        ("read_only", "is_read_only"),
        ("threads_only", "is_thread_only"),
        ("no_threads", "is_non_threadable"),
    ],
)
def test_who_may_post_is_told(
    web: WebClient, fake: FakeSlackClient, posting: str, flag: str
) -> None:
    before = info(web, IT)
    fake.act("adam", "restrict", channel="it-happens", posting=posting)
    after = info(web, IT)
    assert (before[flag], after[flag]) == (False, True)
    assert ("properties" in before, "properties" in after) == (False, True)


def test_a_dm_tells_with_whom_it_is(web: WebClient, fake: FakeSlackClient) -> None:
    dm = web.conversations_open(users=ANA)["channel"]["id"]
    fake.act("adam", "deactivate", user="ana")
    shown = info(web, dm)
    assert (shown["is_im"], shown["user"], shown["is_user_deleted"]) == (True, ANA, True)
    assert shown["is_private"]


def test_what_is_left_of_a_channel_the_other_company_cut_off_says_so(
    full: FakeSlackClient, eager_web: WebClient
) -> None:
    shared = "C0CONNECT3"
    assert "frozen_reason" not in info(eager_web, shared)
    left = full.act("cora", "unshare", channel="hosted-by-acme", team="T0DESK0001")["channel"]
    assert info(eager_web, left)["frozen_reason"] == "connection_severed"
    assert refused(eager_web, "conversations.info", channel=shared) == "channel_not_found"


def test_the_list_is_by_kind_and_leaves_out_archived_channels(
    web: WebClient, fake: FakeSlackClient
) -> None:
    fake.act("adam", "archive", channel="it-happens")
    web.conversations_open(users=[ANA, "U0BEN00001"])
    web.conversations_open(users=ANA)

    def names(types: str, **asked: Any) -> set[str]:
        found = web.conversations_list(types=types, limit=999, **asked)["channels"]
        return {one.get("name", "a DM") for one in found}

    assert "it-happens" in names("public_channel")
    assert "it-happens" not in names("public_channel", exclude_archived=True)
    assert names("private_channel") == {"it-oncall"}
    assert names("im") == {"a DM"}
    assert names("mpim") == {"mpdm-ana--ben-1"}
    assert len(names(EVERY)) > 8


def test_the_list_is_paged_and_counts_members(web: WebClient) -> None:
    first = web.conversations_list(limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    second = web.conversations_list(limit=999, cursor=cursor)
    ids = [one["id"] for one in [*first["channels"], *second["channels"]]]
    assert (len(first["channels"]), len(ids)) == (3, len(set(ids)))
    assert first["channels"][0]["num_members"] == 10


@pytest.mark.parametrize("method", ["conversations.list", "users.conversations"])
@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"types": "dm"}, "invalid_types"),
        ({"limit": 1000}, "invalid_limit"),
        ({"limit": "few"}, "invalid_limit"),
        ({"cursor": "nonsense"}, "invalid_cursor"),
    ],
)
def test_a_list_asked_for_wrongly_is_refused(
    web: WebClient, method: str, asked: dict[str, Any], error: str
) -> None:
    assert refused(web, method, **asked) == error


def test_members_are_paged(web: WebClient) -> None:
    first = web.conversations_members(channel=IT, limit=6)
    cursor = first["response_metadata"]["next_cursor"]
    second = web.conversations_members(channel=IT, limit=6, cursor=cursor)
    assert len({*first["members"], *second["members"]}) == 10
    members = "conversations.members"
    assert refused(web, members, channel=IT, limit=1000) == "invalid_limit"
    assert refused(web, members, channel=IT, cursor="nonsense") == "invalid_cursor"


@pytest.mark.parametrize("method", ["conversations.list", "users.conversations"])
def test_an_org_token_names_the_workspace(org_web: WebClient, method: str) -> None:
    assert refused(org_web, method) == "missing_argument"
    found = org_web.api_call(method, params={"team_id": "T0ORGSALE1"})["channels"]
    assert {one["name"] for one in found} == {"sales", "desk-and-sales"}


def test_the_app_comes_in_and_is_seen_to(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.act("ben", "kick", channel="it-triage", user="deskbell")
    fake.wait()
    receiver.clear()
    joined = web.conversations_join(channel=TRIAGE)
    fake.wait()
    assert (joined["channel"]["is_member"], "warning" in joined.data) == (True, False)
    assert fake.messages("it-triage")[-1]["subtype"] == "channel_join"
    assert [event["user"] for event in receiver.events("member_joined_channel")] == [BOT]
    again = web.conversations_join(channel=TRIAGE)
    assert again["warning"] == "already_in_channel"
    assert again["response_metadata"]["warnings"] == ["already_in_channel"]


def test_the_app_comes_into_open_public_channels_only(
    web: WebClient, fake: FakeSlackClient
) -> None:
    dm = web.conversations_open(users=ANA)["channel"]["id"]
    fake.act("ben", "kick", channel="it-triage", user="deskbell")
    fake.act("adam", "archive", channel="it-triage")

    def answer(channel: str) -> str:
        return code(lambda: web.conversations_join(channel=channel))

    assert answer(TRIAGE) == "is_archived"
    assert answer(dm) == answer(ONCALL) == "method_not_supported_for_channel_type"
    fake.act("ben", "kick", channel="it-oncall", user="deskbell")
    assert answer(ONCALL) == answer("C0NOWHERE1") == "channel_not_found"
