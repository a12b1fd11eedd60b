"""What every Web API call is checked for before its own work, in Slack's order."""

import socket
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import BOT_TOKEN
from tests.functional.fake_slack.org_harness import LEGAL, SALES, client_of
from tests.functional.fake_slack.refusals import code, refusal
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.web_api import request_body
from tools.fake_slack.web_api.methods import METHODS

pytestmark = pytest.mark.enable_socket
IT, ANA = "C0ITHAPPEN", "U0ANA00001"
BEARER = {"Authorization": f"Bearer {BOT_TOKEN}"}
FORM = "application/x-www-form-urlencoded"
BROKEN_MULTIPART = b"--b\r\nno header\r\n\r\nx\r\n--b--\r\n"


def post(fake: FakeSlackClient, method: str, **request: Any) -> httpx.Response:
    return httpx.post(f"{fake.base_url}/api/{method}", trust_env=False, **request)


def told(fake: FakeSlackClient, method: str, **request: Any) -> str:
    return str(post(fake, method, **request).json()["error"])


def typed(kind: str, content: bytes = b"x=1") -> dict[str, Any]:
    return {"content": content, "headers": {"Content-Type": kind}}


@pytest.mark.parametrize(
    "name",
    [
        *("files.upload", "rtm.start", "rtm.connect"),
        *("workflows.stepCompleted", "workflows.stepFailed", "workflows.updateStep"),
    ],
)
def test_a_dead_method_is_deprecated(fake: FakeSlackClient, name: str) -> None:
    assert told(fake, name, headers=BEARER) == "method_deprecated"


def test_a_method_slack_never_had_is_unknown(web: WebClient, fake: FakeSlackClient) -> None:
    assert code(lambda: web.api_call("deskbell.test")) == "unknown_method"
    assert told(fake, "chat/postMessage") == "unknown_method"


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        ({"content": b"x=1"}, "missing_post_type"),
        (typed("text/xml"), "invalid_post_type"),
        (typed("text/plain; charset=klingon"), "invalid_post_type"),
        (typed(f"{FORM}; charset=utf-7"), "invalid_charset"),
        (typed("application/json;charset=utf-16", b"{}"), "invalid_charset"),
        (typed(FORM, b"a=%zz"), "invalid_form_data"),
        (typed(FORM, b"a=%ff"), "invalid_form_data"),
        (typed(FORM, b"a=\xff"), "invalid_form_data"),
        (typed("multipart/form-data"), "invalid_form_data"),
        (typed("multipart/form-data; boundary=b", BROKEN_MULTIPART), "invalid_form_data"),
        (typed("multipart/form-data; boundary=b", b"--b\r\nConte"), "request_timeout"),
        (typed("application/json", b'{"a": '), "invalid_json"),
        (typed("application/json", b"\xff"), "invalid_json"),
        (typed("application/json", b'"text"'), "json_not_object"),
        ({"json": {"two words": 1}}, "invalid_arg_name"),
        ({"data": {"": "x"}}, "invalid_arg_name"),
        ({"data": {"na\u00efve": "x"}}, "invalid_arg_name"),
        ({"params": {"a-b": "x"}}, "invalid_arg_name"),
        ({"data": {"users[]": "x"}}, "invalid_array_arg"),
        ({"data": {"users[0]": "x"}}, "invalid_array_arg"),
        ({"json": {"channel": ["C"]}}, "invalid_array_arg"),
        ({"json": {"channel": {"id": "C"}}}, "invalid_array_arg"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_before_the_token_is_looked_at(
    fake: FakeSlackClient, request_: dict[str, Any], error: str
) -> None:
    assert told(fake, "auth.test", **request_) == error


def test_a_body_cut_short_times_out(fake: FakeSlackClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_body, "BODY_S", 0.01)
    url = urlsplit(fake.base_url)
    with socket.create_connection((url.hostname or "", url.port or 0), timeout=5) as line:
        head = f"POST /api/auth.test HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Type: {FORM}\r\n"
        line.sendall(f"{head}Content-Length: 100\r\n\r\ntoken=xoxb".encode())
        answer = b"".join(iter(lambda: line.recv(10_000), b""))
    assert b'"request_timeout"' in answer


@pytest.mark.parametrize(
    "request_",
    [
        {"params": {"user": ANA}},
        {"data": {"user": ANA}},
        {"json": {"user": ANA}},
        {"files": {"user": (None, ANA)}},
        typed(f"{FORM};charset=UTF-8", f"user={ANA}".encode()),
        typed("application/json; charset=utf-8", f'{{"user": "{ANA}"}}'.encode()),
    ],
)
def test_arguments_are_taken_from_wherever_they_are(
    fake: FakeSlackClient, request_: dict[str, Any]
) -> None:
    headers = {**request_.get("headers", {}), **BEARER}
    answer = post(fake, "users.info", **{**request_, "headers": headers}).json()
    assert answer["user"]["id"] == ANA


def test_the_token_may_be_a_field_and_a_reading_may_be_a_get(fake: FakeSlackClient) -> None:
    asked = {"user": ANA, "token": BOT_TOKEN}
    assert post(fake, "users.info", data=asked).json()["ok"]
    read = httpx.get(f"{fake.base_url}/api/users.info", params=asked, trust_env=False)
    assert read.json()["ok"]


def test_an_empty_body_with_a_json_type_is_fine(fake: FakeSlackClient) -> None:
    headers = {**BEARER, "Content-Type": "application/json"}
    assert post(fake, "auth.test", headers=headers).json()["ok"]


@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("true", "false"), (True, False), (1, 0)])
def test_booleans_are_written_in_several_ways(fake: FakeSlackClient, yes: Any, no: Any) -> None:
    def locale_with(flag: Any) -> bool:
        asked = {"user": ANA, "include_locale": flag}
        return "locale" in post(fake, "users.info", headers=BEARER, json=asked).json()["user"]

    assert locale_with(yes)
    assert not locale_with(no)


def test_nested_values_in_a_form_are_json(fake: FakeSlackClient) -> None:
    blocks = '[{"type": "divider"}]'
    form = {"channel": IT, "text": "x", "blocks": blocks}
    posted = post(fake, "chat.postMessage", headers=BEARER, data=form).json()
    assert posted["message"]["blocks"][0]["type"] == "divider"


def test_each_state_of_a_token_has_its_own_code(web: WebClient, fake: FakeSlackClient) -> None:
    who = web.auth_test
    assert code(client_of(fake, None).auth_test) == "not_authed"
    assert code(client_of(fake, "xoxb-of-nobody").auth_test) == "invalid_auth"
    fake.token("expire")
    assert code(who) == "token_expired"
    fake.reset()
    fake.uninstall()
    assert code(who) == "account_inactive"
    fake.reset()
    fake.token("revoke")
    assert code(who) == "token_revoked"


def test_an_app_level_token_is_for_its_own_methods_only(
    web: WebClient, fake: FakeSlackClient
) -> None:
    app = client_of(fake, fake.installs()["app"]["app_token"])
    assert code(app.auth_test) == "not_allowed_token_type"
    wrong = lambda: web.apps_event_authorizations_list(event_context="4-x")  # noqa: E731
    assert code(wrong) == "not_allowed_token_type"


def test_a_missing_scope_is_named_with_those_there_are(
    web: WebClient, fake: FakeSlackClient
) -> None:
    fake.token("drop_scope", scope="users:read")
    answer = refusal(lambda: web.users_info(user=ANA))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
    assert "chat:write" in answer["provided"].split(",")
    assert "users:read" not in answer["provided"].split(",")


def test_the_scope_for_reading_depends_on_the_channel(
    web: WebClient, fake: FakeSlackClient
) -> None:
    fake.token("drop_scope", scope="groups:history")
    web.conversations_history(channel=IT)
    answer = refusal(lambda: web.conversations_history(channel="C0ITONCALL"))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "groups:history")


def test_without_any_scope_for_reading_all_that_would_do_are_named(
    web: WebClient, fake: FakeSlackClient
) -> None:
    for kind in ("channels", "groups", "im"):
        fake.token("drop_scope", scope=f"{kind}:history")
    provided = fake.installs()["installs"][0]["scopes"]
    if "mpim:history" in provided:
        fake.token("drop_scope", scope="mpim:history")
    answer = refusal(lambda: web.conversations_history(channel="C0NOWHERE1"))
    needed = "channels:history,groups:history,im:history,mpim:history"
    assert (answer["error"], answer["needed"]) == ("missing_scope", needed)


def test_every_answer_says_which_scopes_there_are_and_which_open_the_method(
    web: WebClient, fake: FakeSlackClient
) -> None:
    headers = web.users_info(user=ANA).headers
    assert "users:read" in headers["x-oauth-scopes"].split(",")
    assert headers["x-accepted-oauth-scopes"] == "users:read"
    refused = post(fake, "conversations.history", data={"channel": IT})
    assert refused.headers["x-oauth-scopes"] == ""
    assert "im:history" in refused.headers["x-accepted-oauth-scopes"].split(",")


def test_what_is_missing_is_named_argument_by_argument(fake: FakeSlackClient) -> None:
    answer = post(fake, "chat.update", headers=BEARER).json()
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] missing required field: channel",
        "[ERROR] missing required field: ts",
    ]


@pytest.mark.parametrize("limit", ["many", 0, 100_000])
def test_a_limit_that_is_no_number_or_too_high_is_refused(web: WebClient, limit: Any) -> None:
    assert code(lambda: web.conversations_members(channel=IT, limit=limit)) == "invalid_limit"


def test_the_first_check_that_fails_answers(web: WebClient, fake: FakeSlackClient) -> None:
    fake.token("drop_scope", scope="users:read")
    assert told(fake, "users.info", json={"a-b": 1}) == "invalid_arg_name"
    assert told(fake, "users.info") == "not_authed"
    assert told(fake, "users.info", headers=BEARER) == "missing_scope"
    fake.fault("call", "limit", method="users.info", per_minute=0)
    assert told(fake, "users.info", headers=BEARER) == "ratelimited"
    assert code(lambda: web.conversations_info(channel="")) == "invalid_arguments"


@pytest.mark.parametrize("name", [name for name, one in METHODS.items() if one.needs_team])
def test_an_org_token_must_say_for_which_workspace(org_web: WebClient, name: str) -> None:
    def asked(**team: str) -> str:
        return code(lambda: org_web.api_call(name, params={"usergroup": "S0NOBODY01", **team}))

    assert asked() == "missing_argument"
    assert asked(team_id=LEGAL) == "team_access_not_granted"


def test_an_org_token_works_where_the_app_was_added(org_web: WebClient) -> None:
    listed = org_web.conversations_list(team_id=SALES)["channels"]
    assert {channel["id"] for channel in listed} == {"C0ORGSALE1", "C0ORGBOTH1"}
    legal = lambda: org_web.conversations_info(channel="C0ORGLEGL1")  # noqa: E731
    assert code(legal) == "team_access_not_granted"


def test_a_workspace_token_takes_a_team_id_and_ignores_it(web: WebClient) -> None:
    assert web.conversations_list(team_id="T0NOWHERE1")["channels"]


@pytest.mark.parametrize(
    "error",
    [
        *("access_denied", "accesslimited", "deprecated_endpoint", "ekm_access_denied"),
        *("enterprise_is_restricted", "fatal_error", "internal_error", "no_permission"),
        *("org_login_required", "service_unavailable", "team_added_to_org"),
        "two_factor_setup_required",
    ],
)
def test_what_no_state_of_the_fake_leads_to_can_be_asked_for(
    web: WebClient, fake: FakeSlackClient, error: str
) -> None:
    fake.fault("call", "error", error=error, times=1)
    assert code(web.auth_test) == error
    assert web.auth_test()["ok"]


def test_two_faults_for_one_call_hit_one_after_the_other(
    web: WebClient, fake: FakeSlackClient
) -> None:
    fake.fault("call", "error", error="fatal_error", times=1)
    fake.fault("call", "error", error="internal_error", times=1)
    assert [code(web.auth_test), code(web.auth_test)] == ["fatal_error", "internal_error"]
    assert web.auth_test()["ok"]


@pytest.mark.parametrize(("status", "body"), [(500, "html"), (502, "html"), (503, "empty")])
def test_a_broken_slack_answers_with_a_page_or_with_nothing(
    fake: FakeSlackClient, status: int, body: str
) -> None:
    fake.fault("call", "http_status", status=status, body=body)
    answer = post(fake, "auth.test", headers=BEARER)
    assert answer.status_code == status
    assert answer.text.startswith("<html>") is (body == "html")


def test_a_burst_of_429_hits_all_methods_and_then_is_over(
    web: WebClient, fake: FakeSlackClient
) -> None:
    fake.fault("call", "ratelimited", retry_after=7, times=2)
    assert code(web.auth_test) == "ratelimited"
    assert code(lambda: web.users_info(user=ANA)) == "ratelimited"
    assert web.users_info(user=ANA)["ok"]


def test_a_shared_app_may_read_once_a_minute_and_fifteen_messages(
    web: WebClient, fake: FakeSlackClient
) -> None:
    for number in range(20):
        fake.say("ana", "it-happens", f"message {number}")
    fake.install(team="T0DESK0001", commercial=True)
    read = web.conversations_history(channel=IT, limit=200)
    assert (len(read["messages"]), read["has_more"]) == (15, True)
    assert code(lambda: web.conversations_history(channel=IT)) == "ratelimited"
    assert web.conversations_info(channel=IT)["ok"]
    root = read["messages"][0]["ts"]
    assert web.conversations_replies(channel=IT, ts=root)["ok"]
    assert code(lambda: web.conversations_replies(channel=IT, ts=root)) == "ratelimited"


def test_one_workspace_uses_up_nothing_of_another(web: WebClient, fake: FakeSlackClient) -> None:
    next_door = client_of(fake, fake.install(team="T0ACME0001")["token"])
    fake.fault("call", "limit", method="auth.test", per_minute=1)
    assert web.auth_test()["ok"]
    assert code(web.auth_test) == "ratelimited"
    assert next_door.auth_test()["team_id"] == "T0ACME0001"
