"""User groups as the app reads them."""

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.refusals import code
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
BEN, JIWOO = "U0BEN00001", "U0JIWOO001"


@pytest.fixture
def groups(fake: FakeSlackClient) -> dict[str, str]:
    """Ids by handle: one with people, one without, one switched off."""
    made = {
        handle: str(
            fake.act("adam", "create_group", handle=handle, name=handle, members=members)["group"]
        )
        for handle, members in (("agents", ["ben", "jiwoo"]), ("empty", []), ("old", ["ben"]))
    }
    fake.act("adam", "change_group", group="old", enabled=False)
    return made


def test_the_list_has_groups_that_are_switched_on(web: WebClient, groups: dict[str, str]) -> None:
    short = web.usergroups_list()["usergroups"]
    listed = {one["id"] for one in short}
    assert listed & set(groups.values()) == {groups["agents"], groups["empty"]}
    assert {"users", "user_count"}.isdisjoint(short[0])
    whole = web.usergroups_list(include_users=True, include_count=True, include_disabled=True)
    by_handle = {one["handle"]: one for one in whole["usergroups"]}
    assert (by_handle["agents"]["users"], by_handle["agents"]["user_count"]) == ([BEN, JIWOO], 2)
    assert by_handle["empty"]["users"] == []
    assert by_handle["old"]["date_delete"] > 0


def test_a_group_tells_who_is_in_it(web: WebClient, groups: dict[str, str]) -> None:
    assert web.usergroups_users_list(usergroup=groups["agents"])["users"] == [BEN, JIWOO]
    assert web.usergroups_users_list(usergroup=groups["empty"])["users"] == []
    old = web.usergroups_users_list(usergroup=groups["old"], include_disabled=True)
    assert old["users"] == [BEN]

    def answer(wanted: str) -> str:
        return code(lambda: web.usergroups_users_list(usergroup=wanted))

    assert {answer(groups["old"]), answer("S0NOBODY01"), answer("agents")} == {"no_such_subteam"}


def test_an_app_says_who_is_in_a_group(web: WebClient, groups: dict[str, str]) -> None:
    told = web.usergroups_users_update(usergroup=groups["agents"], users=[JIWOO])
    assert told["usergroup"]["users"] == [JIWOO]
    assert web.usergroups_users_list(usergroup=groups["agents"])["users"] == [JIWOO]
    assert code(lambda: web.usergroups_users_update(usergroup=groups["agents"], users=[])) != "ok"
    assert web.usergroups_users_list(usergroup=groups["agents"])["users"] == [JIWOO]


def test_the_free_plan_has_no_groups(free_web: WebClient) -> None:
    upgrade = "plan_upgrade_required"
    assert code(free_web.usergroups_list) == upgrade
    assert code(lambda: free_web.usergroups_users_list(usergroup="S0AGENTS01")) == upgrade


def test_an_org_token_names_a_workspace_of_the_org(org_web: WebClient) -> None:
    assert code(org_web.usergroups_list) == "missing_argument"
    assert code(lambda: org_web.usergroups_list(team_id="T0NOWHERE1")) == "invalid_team"
    assert org_web.usergroups_list(team_id="T0ORGDESK1")["usergroups"] == []
