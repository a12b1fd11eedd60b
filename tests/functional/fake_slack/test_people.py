"""Who people are, as far as their company and their account let the app know."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.refusals import code
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
ANA, BOT, CORA, OLA = "U0ANA00001", "U0BOT00001", "U0CORA0001", "U0OLA00001"
ACME = "T0ACME0001"


def info(web: WebClient, user: str) -> dict[str, Any]:
    shown: dict[str, Any] = web.users_info(user=user, include_locale=True)["user"]
    return shown


def with_mail(fake: FakeSlackClient, key: str, **more: Any) -> str:
    person = {"key": key, "name": key.title(), "email": f"{key}@deskbell.example", **more}
    return fake.add_people(people=[person])[key]


def test_people_of_the_company_are_told_with_locale_and_mail(
    web: WebClient, fake: FakeSlackClient
) -> None:
    mia = info(web, with_mail(fake, "mia", locale="pl-PL"))
    assert (mia["locale"], mia["profile"]["email"]) == ("pl-PL", "mia@deskbell.example")
    assert (mia["deleted"], mia["team_id"], "is_stranger" in mia) == (False, "T0DESK0001", False)


def test_mail_needs_its_scope(fake: FakeSlackClient, web: WebClient) -> None:
    mia = with_mail(fake, "mia")
    assert "email" in info(web, mia)["profile"]
    fake.token("drop_scope", scope="users:read.email")
    assert "email" not in info(web, mia)["profile"]
    assert code(lambda: web.users_lookupByEmail(email="mia@deskbell.example")) == "missing_scope"


def test_people_from_next_door_show_less_of_themselves(
    web: WebClient, fake: FakeSlackClient
) -> None:
    stranger = with_mail(fake, "sam", team=ACME, locale="en-US")
    met, unmet = info(web, CORA), info(web, stranger)
    assert (met["is_stranger"], unmet["is_stranger"]) == (False, True)
    assert met["team_id"] == unmet["team_id"] == ACME
    assert ("locale" in unmet, "email" in unmet["profile"]) == (False, False)


def test_companies_that_share_no_channel_are_invisible(
    web: WebClient, fake: FakeSlackClient
) -> None:
    far = with_mail(fake, "far", team="T0FARAWAY1")
    assert code(lambda: web.users_info(user=far)) == "user_not_visible"
    assert code(lambda: web.users_info(user="U0NOBODY01")) == "user_not_found"
    assert code(lambda: web.users_info(user="ana")) == "user_not_found"


def test_a_deactivated_account_is_deleted_and_says_little(
    web: WebClient, fake: FakeSlackClient
) -> None:
    fake.act("adam", "deactivate", user="ola")
    gone = info(web, OLA)
    assert (gone["deleted"], gone["profile"]["real_name"]) == (True, "Ola Nowak")
    assert {"tz", "is_admin", "locale"}.isdisjoint(gone)


def test_the_app_and_other_bots_are_bots(web: WebClient, fake: FakeSlackClient) -> None:
    alerts = with_mail(fake, "alerts", bot_id="B0ALERTS01", app_id="A0ALERTS01")
    hook = with_mail(fake, "hook", bot_id="B0HOOK0001", app_id="A0HOOK0001", is_webhook=True)
    assert info(web, BOT)["profile"]["bot_id"] == "B0BOT00001"
    assert info(web, alerts)["profile"]["api_app_id"] == "A0ALERTS01"
    assert code(lambda: web.users_info(user=hook)) == "user_not_found"


def test_in_an_org_people_have_a_second_self(org_web: WebClient) -> None:
    other = info(org_web, "U0OLA00001")
    assert other["enterprise_user"]["enterprise_id"] == "E0ORG00001"
    assert other["enterprise_user"]["teams"] == ["T0ORGSALE1"]
    assert other["locale"] == "pl-PL"


def test_mail_finds_colleagues_who_still_work_here(web: WebClient, fake: FakeSlackClient) -> None:
    mia = with_mail(fake, "mia")
    with_mail(fake, "sam", team=ACME)
    with_mail(fake, "gone", deleted=True)
    found = web.users_lookupByEmail(email="MIA@deskbell.example")["user"]
    assert (found["id"], found["profile"]["email"]) == (mia, "mia@deskbell.example")

    def answer(key: str) -> str:
        return code(lambda: web.users_lookupByEmail(email=f"{key}@deskbell.example"))

    assert {answer("sam"), answer("gone"), answer("nobody")} == {"users_not_found"}


def test_where_somebody_is_is_paged(web: WebClient) -> None:
    first = web.users_conversations(user=ANA, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    rest = web.users_conversations(user=ANA, limit=999, cursor=cursor)["channels"]
    ids = [one["id"] for one in [*first["channels"], *rest]]
    assert (len(first["channels"]), len(ids)) == (2, len(set(ids)))
    assert {"C0ITHAPPEN", "C0XTEAM001"} <= set(ids)
