"""Installing the app through the browser, tokens for codes, and tokens that rotate."""

import base64
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.functional.fake_slack.harness import (
    BOT_TOKEN,
    REDIRECT_URL,
    Receiver,
    fresh,
    running,
    with_manifest,
)
from tests.functional.fake_slack.org_harness import DESK, ORG, client_of
from tests.functional.fake_slack.refusals import code
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.composition import Config

pytestmark = pytest.mark.enable_socket
HOME, ACME = "T0DESK0001", "T0ACME0001"
SCOPES = "chat:write,users:read"
TWELVE_HOURS = 43_200


def _without_steps(usual: Config) -> Config:
    return with_manifest(usual, is_org_ready=False, steps=())


@pytest.fixture(scope="module")
def running_plain(running_receiver: Receiver) -> Iterator[FakeSlackClient]:
    """An app without custom steps, because one with them is not installed in the browser."""
    yield from running(running_receiver, _without_steps)


@pytest.fixture
def fake(running_plain: FakeSlackClient, receiver: Receiver) -> Iterator[FakeSlackClient]:
    yield from fresh(running_plain, receiver)


def secrets_of(fake: FakeSlackClient) -> dict[str, str]:
    app = fake.installs()["app"]
    return {"client_id": app["client_id"], "client_secret": app["client_secret"]}


def link(fake: FakeSlackClient, **changed: str) -> httpx.URL:
    query = {"client_id": secrets_of(fake)["client_id"], "scope": SCOPES, "state": "s1", **changed}
    return httpx.URL(f"{fake.base_url}/oauth/v2/authorize", params=query)


def answered(
    fake: FakeSlackClient, place: str, answer: str = "allow", **changed: str
) -> dict[str, str]:
    """What the browser brings to the redirect URL after a click on the page."""
    page = httpx.post(
        link(fake, **changed), data={"place": place, "answer": answer}, trust_env=False
    )
    assert page.status_code == 302
    where = urlsplit(page.headers["location"])
    assert f"{where.scheme}://{where.netloc}{where.path}" == REDIRECT_URL
    return {name: values[0] for name, values in parse_qs(where.query).items()}


def redeemed(fake: FakeSlackClient, place: str, **changed: Any) -> dict[str, Any]:
    given = {**secrets_of(fake), "code": answered(fake, place)["code"], **changed}
    answer = client_of(fake, None).oauth_v2_access(**given).data
    assert isinstance(answer, dict)
    return answer


def test_the_page_says_what_the_app_wants_and_lets_choose_where(fake: FakeSlackClient) -> None:
    page = httpx.get(link(fake), trust_env=False)
    assert page.status_code == 200
    for told in ("Deskbell", "chat:write", "users:read", HOME, ACME, "Allow", "Cancel"):
        assert told in page.text


def test_cancelling_sends_back_with_an_error(fake: FakeSlackClient) -> None:
    assert answered(fake, HOME, "cancel") == {"error": "access_denied", "state": "s1"}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"scope": "admin"}, "invalid_scope: admin"),
        ({"scope": ""}, "no_scopes"),
        ({"redirect_uri": "https://evil.example/"}, "bad_redirect_uri"),
        ({"redirect_uri": f"{REDIRECT_URL}-evil"}, "bad_redirect_uri"),
    ],
)
def test_a_link_that_cannot_be_meant_so_goes_nowhere(
    fake: FakeSlackClient, changed: dict[str, str], told: str
) -> None:
    page = httpx.get(link(fake, **changed), trust_env=False)
    assert (page.status_code, told in page.text) == (400, True)


def test_what_the_link_says_is_shown_as_text(fake: FakeSlackClient) -> None:
    page = httpx.get(link(fake, scope="<script>"), trust_env=False)
    assert "<script>" not in page.text


def test_a_code_is_a_token_of_a_new_install(fake: FakeSlackClient) -> None:
    granted = redeemed(fake, ACME)
    assert granted["team"] == {"id": ACME, "name": "Acme"}
    assert (granted["enterprise"], granted["is_enterprise_install"]) == (None, False)
    assert (granted["token_type"], granted["scope"]) == ("bot", SCOPES)
    assert granted["authed_user"] == {"id": "U0CORA0001"}
    assert "refresh_token" not in granted
    who = client_of(fake, granted["access_token"]).auth_test()
    assert (who["team_id"], who["user_id"]) == (ACME, granted["bot_user_id"])


def test_asking_again_where_the_app_is_gives_the_same_token_and_adds_scopes(
    fake: FakeSlackClient,
) -> None:
    fake.token("drop_scope", scope="users:read")
    granted = redeemed(fake, HOME)
    assert granted["access_token"] == BOT_TOKEN
    assert {"users:read", "reactions:write"} <= set(granted["scope"].split(","))


def test_a_code_works_once_and_for_ten_minutes(fake: FakeSlackClient) -> None:
    nobody, secrets = client_of(fake, None), secrets_of(fake)
    used = answered(fake, HOME)["code"]
    nobody.oauth_v2_access(**secrets, code=used)
    assert code(lambda: nobody.oauth_v2_access(**secrets, code=used)) == "invalid_code"
    old = answered(fake, HOME)["code"]
    fake.advance(601)
    assert code(lambda: nobody.oauth_v2_access(**secrets, code=old)) == "invalid_code"
    assert code(lambda: nobody.oauth_v2_access(**secrets, code="made-up")) == "invalid_code"


@pytest.mark.parametrize("other", [None, f"{REDIRECT_URL}/other"])
def test_the_redirect_uri_must_be_the_one_of_the_link(
    fake: FakeSlackClient, other: str | None
) -> None:
    nobody, secrets = client_of(fake, None), secrets_of(fake)
    given = {**secrets, "code": answered(fake, HOME, redirect_uri=REDIRECT_URL)["code"]}
    wrong = lambda: nobody.oauth_v2_access(**given, redirect_uri=other)  # noqa: E731
    assert code(wrong) == "bad_redirect_uri"
    assert nobody.oauth_v2_access(**given, redirect_uri=REDIRECT_URL)["ok"]


def test_only_the_app_itself_gets_tokens(fake: FakeSlackClient) -> None:
    nobody, secrets = client_of(fake, None), secrets_of(fake)
    wrong_id = {**secrets, "client_id": "1.2", "code": "x"}
    wrong_secret = {**secrets, "client_secret": "made-up", "code": "x"}  # pragma: allowlist secret
    assert code(lambda: nobody.oauth_v2_access(**wrong_id)) == "invalid_client_id"
    assert code(lambda: nobody.oauth_v2_access(**wrong_secret)) == "bad_client_secret"
    assert code(lambda: nobody.oauth_v2_access(**secrets, grant_type="magic")) == (
        "invalid_grant_type"
    )
    assert code(lambda: nobody.oauth_v2_access(**secrets)) == "invalid_arguments"
    dead = {**secrets, "grant_type": "refresh_token", "refresh_token": "xoxe-1-made-up"}
    assert code(lambda: nobody.oauth_v2_access(**dead)) == "invalid_refresh_token"


def test_the_secret_may_be_a_field_or_a_header(fake: FakeSlackClient) -> None:
    secrets = secrets_of(fake)
    address = f"{fake.base_url}/api/oauth.v2.access"
    packed = base64.b64encode(":".join(secrets.values()).encode()).decode()
    by_header = httpx.post(
        address,
        data={"code": answered(fake, HOME)["code"]},
        headers={"Authorization": f"Basic {packed}"},
        trust_env=False,
    )
    by_field = httpx.post(
        address, data={**secrets, "code": answered(fake, HOME)["code"]}, trust_env=False
    )
    assert (by_header.json()["ok"], by_field.json()["ok"]) == (True, True)


def test_secrets_and_tokens_stay_out_of_the_log(fake: FakeSlackClient) -> None:
    granted = redeemed(fake, ACME)
    logged = str(fake.calls("oauth.v2.access"))
    assert granted["access_token"] not in logged
    assert secrets_of(fake)["client_secret"] not in logged


def pair(org: FakeSlackClient) -> dict[str, Any]:
    return redeemed(org, ORG)


def refreshed(org: FakeSlackClient, refresh_token: str) -> dict[str, Any]:
    answer = client_of(org, None).oauth_v2_access(
        **secrets_of(org), grant_type="refresh_token", refresh_token=refresh_token
    )
    assert isinstance(answer.data, dict)
    return answer.data


def alive(org: FakeSlackClient, token: str) -> str:
    """`ok`, or why not."""
    who = client_of(org, token)
    try:
        return "ok" if who.auth_test()["ok"] else ""
    except SlackApiError as error:
        return str(error.response["error"])


def test_an_org_is_chosen_like_a_workspace(org: FakeSlackClient) -> None:
    granted = pair(org)
    assert (granted["team"], granted["is_enterprise_install"]) == (None, True)
    assert granted["enterprise"] == {"id": ORG, "name": "The Org"}
    teams = client_of(org, granted["access_token"]).auth_teams_list()["teams"]
    assert DESK in {team["id"] for team in teams}


def test_a_rotating_token_lives_twelve_hours(org: FakeSlackClient) -> None:
    granted = pair(org)
    assert granted["access_token"].startswith("xoxe.xoxb-1-")
    assert granted["refresh_token"].startswith("xoxe-1-")
    assert granted["expires_in"] == TWELVE_HOURS
    assert alive(org, granted["access_token"]) == "ok"
    org.advance(TWELVE_HOURS + 1)
    assert alive(org, granted["access_token"]) == "token_expired"
    assert alive(org, refreshed(org, granted["refresh_token"])["access_token"]) == "ok"


def test_a_refresh_leaves_the_old_token_alive_and_a_third_ends_the_oldest(
    org: FakeSlackClient,
) -> None:
    first = pair(org)
    second = refreshed(org, first["refresh_token"])
    assert [alive(org, one["access_token"]) for one in (first, second)] == ["ok", "ok"]
    third = refreshed(org, second["refresh_token"])
    states = [alive(org, one["access_token"]) for one in (first, second, third)]
    assert states == ["token_revoked", "ok", "ok"]


def test_a_refresh_token_is_used_once_but_for_a_short_grace(org: FakeSlackClient) -> None:
    first = pair(org)
    refreshed(org, first["refresh_token"])
    assert refreshed(org, first["refresh_token"])["ok"]
    org.advance(61)
    assert code(lambda: refreshed(org, first["refresh_token"])) == "invalid_refresh_token"


def test_with_rotation_revoking_ends_one_token_only(
    org: FakeSlackClient, receiver: Receiver
) -> None:
    first = pair(org)
    second = refreshed(org, first["refresh_token"])
    assert client_of(org, first["access_token"]).auth_revoke()["revoked"]
    org.wait()
    states = [alive(org, one["access_token"]) for one in (first, second)]
    assert states == ["token_revoked", "ok"]
    assert len(receiver.events("tokens_revoked")) == 1
    assert receiver.events("app_uninstalled") == []


def test_the_app_is_told_how_long_its_token_lives(org: FakeSlackClient) -> None:
    granted = pair(org)
    org.advance(3_600)
    left = client_of(org, granted["access_token"]).auth_test()["expires_in"]
    assert TWELVE_HOURS - 3_610 < left <= TWELVE_HOURS - 3_600


def test_a_refresh_token_of_an_ended_install_is_worth_nothing(org: FakeSlackClient) -> None:
    granted = pair(org)
    org.uninstall()
    assert code(lambda: refreshed(org, granted["refresh_token"])) == "invalid_refresh_token"


def test_a_client_of_slack_sdk_can_be_given_the_new_token(org: FakeSlackClient) -> None:
    web = WebClient(token=pair(org)["access_token"], base_url=f"{org.base_url}/api/")
    assert web.conversations_list(team_id=DESK)["ok"]


def test_an_org_ready_app_with_custom_steps_is_not_installed_this_way(
    running_control: FakeSlackClient,
) -> None:
    """Only from its settings page, by an admin of the org."""
    page = httpx.get(link(running_control), trust_env=False)
    assert (page.status_code, "custom steps" in page.text) == (400, True)
