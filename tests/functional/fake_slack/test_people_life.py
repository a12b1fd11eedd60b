"""Accounts and user groups change: who may change them, what is seen, what the app hears."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.event_harness import FULL_WORLD, heard, told
from tests.functional.fake_slack.harness import Receiver
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
ANA, BEN, ADAM, JIWOO = "U0ANA00001", "U0BEN00001", "U0ADAM0001", "U0JIWOO001"


def test_a_deactivated_person_can_do_nothing_until_they_are_back(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    assert eager.act("adam", "deactivate", user="ana")["ok"]
    user = told(eager, receiver, "user_change")["user"]
    assert (user["id"], user["deleted"]) == (ANA, True)
    assert eager_web.users_info(user=ANA)["user"]["deleted"]
    seen = eager.act("ana", "message", channel="it-happens", text="hello?")
    assert "deactivated" in seen["error"]
    assert "deactivated" in eager.act("ben", "open_dm", **{"with": "ana"})["error"]
    assert eager.act("adam", "reactivate", user="ana")["ok"]
    assert eager.say("ana", "it-happens", "back")


def test_a_changed_profile_is_told_whole(eager: FakeSlackClient, receiver: Receiver) -> None:
    eager.act("ana", "set_profile", name="Ana Kim", title="Boss", locale="ko-KR", tz="Asia/Seoul")
    event = told(eager, receiver, "user_change")
    user = event["user"]
    assert (user["real_name"], user["profile"]["title"]) == ("Ana Kim", "Boss")
    assert (user["locale"], user["tz"], user["tz_offset"]) == ("ko-KR", "Asia/Seoul", 32400)
    assert user["profile"]["email"] == "ana@deskbell-sample.example"
    assert event["cache_ts"] == int(event["event_ts"].partition(".")[0])


def test_a_profile_that_stays_as_it_is_is_not_told(
    eager: FakeSlackClient, receiver: Receiver
) -> None:
    assert eager.act("ana", "set_profile", name="Ana Reyes")["ok"]
    assert heard(eager, receiver) == []


def test_somebody_new_joins_the_company(eager: FakeSlackClient, receiver: Receiver) -> None:
    people = [{"key": "nora", "name": "Nora New", "locale": "en-US"}]
    added = eager.add_people(people=people, announce=True)
    assert told(eager, receiver, "team_join")["user"]["id"] == added["nora"]


def test_a_new_group_is_told_with_its_members(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    wanted = {"handle": "printers", "name": "Printer people", "members": ["ben", "ana"]}
    made = eager.act("adam", "create_group", **wanted)["group"]
    group = told(eager, receiver, "subteam_created")["subteam"]
    assert (group["id"], group["handle"], group["users"]) == (made, "printers", [BEN, ANA])
    assert eager_web.usergroups_users_list(usergroup=made)["users"] == [BEN, ANA]


def test_other_members_are_told_by_who_came_and_who_went(
    eager: FakeSlackClient, receiver: Receiver
) -> None:
    assert eager.act("adam", "change_group", group="it-agents", members=["jiwoo", "ana"])["ok"]
    changed = told(eager, receiver, "subteam_members_changed")
    assert (changed["added_users"], changed["removed_users"]) == ([ANA], [BEN])
    assert (changed["added_users_count"], changed["removed_users_count"]) == (1, 1)
    assert changed["date_previous_update"] <= changed["date_update"]
    assert told(eager, receiver, "subteam_updated")["subteam"]["users"] == [JIWOO, ANA]


def test_a_group_is_switched_off_and_on_again(eager: FakeSlackClient, receiver: Receiver) -> None:
    eager.act("adam", "change_group", group="it-agents", enabled=False)
    group = told(eager, receiver, "subteam_updated")["subteam"]
    assert (group["date_delete"] > 0, group["deleted_by"]) == (True, ADAM)
    receiver.received.clear()
    eager.act("adam", "change_group", group="it-agents", enabled=True)
    assert told(eager, receiver, "subteam_updated")["subteam"]["date_delete"] == 0


def test_a_group_that_stays_as_it_is_is_not_told(
    eager: FakeSlackClient, receiver: Receiver
) -> None:
    same = {"members": ["ben", "jiwoo"], "enabled": True}
    assert eager.act("adam", "change_group", group="it-agents", **same)["ok"]
    assert heard(eager, receiver) == []


GROUP: dict[str, Any] = {"handle": "printers", "name": "Printers", "members": []}


@pytest.mark.parametrize(
    ("person", "do", "details", "told_why"),
    [
        ("lena", "deactivate", {"user": "ana"}, "need to be an admin"),
        ("adam", "deactivate", {"user": "adam"}, "your own account"),
        ("adam", "deactivate", {"user": "cora"}, "need to be an admin"),
        ("ben", "reactivate", {"user": "ana"}, "need to be an admin"),
        ("ben", "set_profile", {"user": "ana", "name": "Anna"}, "need to be an admin"),
        ("ana", "set_profile", {"name": " "}, "leave this blank"),
        ("ana", "create_group", GROUP, "Only an admin"),
        ("adam", "create_group", {**GROUP, "handle": "Not A Handle"}, "lowercase"),
        ("adam", "create_group", {**GROUP, "handle": "it-agents"}, "already taken"),
        ("gus", "change_group", {"group": "it-agents", "enabled": False}, "Only an admin"),
        ("ana", "open_dm", {"with": "cora"}, ""),
        ("ben", "open_dm", {"with": "cora"}, "share no channel"),
    ],
)
def test_slack_says_who_may_not_change_people(
    eager: FakeSlackClient, person: str, do: str, details: dict[str, Any], told_why: str
) -> None:
    seen = eager.act(person, do, **details)
    assert (seen["ok"], told_why in seen.get("error", "")) == (not told_why, True), seen


@pytest.mark.parametrize(
    ("do", "details", "told_why"),
    [
        ("deactivate", {"user": "nobody"}, "no person"),
        ("set_profile", {"colour": "red"}, "needs one of"),
        ("set_profile", {"tz": "Mars/Olympus"}, "no time zone"),
        ("change_group", {"group": "nobodys"}, "no user group"),
        ("create_group", {"handle": "x"}, "needs name, members"),
    ],
)
def test_a_mistake_is_told(
    eager: FakeSlackClient, do: str, details: dict[str, Any], told_why: str
) -> None:
    with pytest.raises(ValueError, match=told_why):
        eager.act("adam", do, **details)


def test_a_group_conversation_has_nine_people_at_most(eager: FakeSlackClient) -> None:
    crowd = list(eager.add_people(9))
    assert "up to 8 people" in eager.act("ana", "open_dm", **{"with": crowd})["error"]
    first = eager.act("ana", "open_dm", **{"with": crowd[:8]})["channel"]
    assert eager.act("ana", "open_dm", **{"with": crowd[7::-1]})["channel"] == first


def test_a_company_without_a_plan_has_no_groups(eager: FakeSlackClient) -> None:
    eager.seed({**FULL_WORLD, "team": {**FULL_WORLD["team"], "plan": "free"}})
    assert "paid plans" in eager.act("adam", "create_group", **GROUP)["error"]
