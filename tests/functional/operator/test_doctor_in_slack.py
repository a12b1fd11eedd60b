"""What the doctor says of Slack, the secret, the settings, the address and the clocks."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.signature import SignatureVerifier

from deskbell.adapters.slack.secret import SlackSecret
from tests.functional.fake_slack.harness import BOT_TOKEN
from tests.functional.operator.accounts import a_stack, an_account
from tests.functional.operator.test_doctor_in_aws import NOW, fault, faults, healthy
from tests.template.cloudformation import ROOT
from tools.desk.doctor import (
    address,
    checkout,
    clocks,
    report,
    secret,
    settings,
    slack_app,
    slack_places,
)
from tools.desk.doctor.finding import Area, Finding, Health
from tools.desk.manifest import load
from tools.desk.settings_file import settings_of
from tools.desk.slack_calls import Answer, Ask, asking
from tools.desk.workflows.published import read_desk
from tools.fake_slack.client import FakeSlackClient

ACCOUNT = an_account({})
MANIFEST = load(ROOT / "slack_manifest.yaml")
SETTINGS = read_desk(ROOT / "desk.yaml")
SIGNING = "0123456789abcdef0123456789abcdef"  # pragma: allowlist secret
OLD_SIGNING = SIGNING[::-1]


def parts(found: list[Finding], *health: Health) -> str:
    return "\n".join(f"{one.what}: {one.advice}" for one in found if one.health in health)


# --- files and settings -----------------------------------------------------------------------


def test_the_files_of_this_checkout_are_sound() -> None:
    found, here = checkout.look(ROOT / "desk.yaml", MANIFEST)
    assert healthy(found)
    assert here == SETTINGS


def test_settings_with_faults_are_told_with_the_first_of_them(tmp_path: Path) -> None:
    broken = (ROOT / "desk.yaml").read_text().replace("lead: lena", "lead: lenna")
    (tmp_path / "desk.yaml").write_text(broken)
    found, here = checkout.look(tmp_path / "desk.yaml", MANIFEST)
    assert here is None
    assert "inboxes.it.lead" in fault(found)
    assert "(and 1 more)" in fault(found)


def test_a_command_that_slack_is_not_told_of_is_named(tmp_path: Path) -> None:
    renamed = (ROOT / "desk.yaml").read_text().replace("command: /it", "command: /help-it")
    (tmp_path / "desk.yaml").write_text(renamed)
    found, _ = checkout.look(tmp_path / "desk.yaml", MANIFEST)
    assert "the command /help-it, which is not in slack_manifest.yaml" in fault(found)


def judged_settings(version: str | None, document: str | None) -> Finding:
    return settings.judge(version, document, SETTINGS, "./deskbell push")


def test_settings_that_are_in_use_as_they_lie_here_are_well() -> None:
    assert healthy([judged_settings(SETTINGS.hash, SETTINGS.document)])


def test_settings_that_nobody_pushed_are_told() -> None:
    assert "none were pushed yet" in fault([judged_settings(None, None)])
    assert "its row is gone" in fault([judged_settings("f" * 64, None)])


def test_settings_that_differ_from_those_in_use_say_where() -> None:
    other = json.loads(SETTINGS.document) | {"undo_window": "3m", "language": "pl"}
    told = fault([judged_settings("f" * 64, settings_of(other).document)])
    assert "the file here differs (in language, undo_window)" in told
    assert "./deskbell push" in told


def test_settings_of_another_release_have_to_be_pushed_again() -> None:
    assert "as another release wrote them" in fault([judged_settings("f" * 64, SETTINGS.document)])


# --- the secret -------------------------------------------------------------------------------


def test_a_secret_of_the_right_shape_is_well_and_never_shown() -> None:
    found = secret.judge(ACCOUNT, SlackSecret(BOT_TOKEN, (SIGNING,)))
    assert healthy(found)
    assert BOT_TOKEN not in str(found)
    assert SIGNING not in str(found)


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        (None, "no bot token and signing secret are stored: ./deskbell secret --stack deskbell"),
        (SlackSecret(f"xoxp-{SIGNING}", (SIGNING,)), "begins with xoxb-"),
        (SlackSecret(f"xoxe.xoxb-1-{SIGNING}", (SIGNING,)), "token rotation"),
        (SlackSecret(BOT_TOKEN, ("A1B2",)), "a signing secret is 32 of 0-9 and a-f"),
    ],
)
def test_a_secret_that_cannot_be_right_is_told(stored: SlackSecret | None, told: str) -> None:
    found = secret.judge(ACCOUNT, stored)
    assert told in fault(found)
    assert SIGNING not in str(found)


def test_a_rotation_that_goes_on_is_told() -> None:
    found = secret.judge(ACCOUNT, SlackSecret(BOT_TOKEN, (SIGNING, OLD_SIGNING)))
    assert faults(found) == []
    assert "--drop-previous" in parts(found, Health.UNSEEN)


# --- the address ------------------------------------------------------------------------------


def a_desk(*accepted: str) -> address.Post:
    """An ingress that takes these signing secrets."""

    def post(url: str, body: str, headers: Mapping[str, str]) -> tuple[int, str]:
        timestamp = headers["X-Slack-Request-Timestamp"]
        verified = any(
            SignatureVerifier(key).generate_signature(timestamp=timestamp, body=body)
            == headers["X-Slack-Signature"]
            for key in accepted
        )
        return (200, json.loads(body)["challenge"]) if verified else (401, "")

    return post


def looked_at_address(post: address.Post, *signing: str) -> list[Finding]:
    return address.look(ACCOUNT, a_stack(), SlackSecret(BOT_TOKEN, signing), NOW, post)


def test_a_signed_request_gets_in_and_a_wrongly_signed_one_does_not() -> None:
    found = looked_at_address(a_desk(SIGNING, OLD_SIGNING), SIGNING, OLD_SIGNING)
    assert healthy(found)
    assert "https://api.example/slack/interactions refuses" in str(found)


def test_a_desk_that_does_not_take_the_stored_signing_secret_is_told() -> None:
    told = fault(looked_at_address(a_desk(OLD_SIGNING), SIGNING))
    assert "refuses the signing secret that is stored" in told


def test_a_desk_that_lets_everybody_in_is_told() -> None:
    def post(_url: str, body: str, _headers: Mapping[str, str]) -> tuple[int, str]:
        return 200, body

    found = looked_at_address(post, SIGNING)
    assert len([one for one in faults(found) if "wrong signature with 200" in one]) == 3


def test_an_address_where_nothing_is_is_told() -> None:
    found = looked_at_address(lambda *_: (404, '{"message":"Not Found"}'), SIGNING)
    assert "answers a signed request with 404" in faults(found)[0]


# --- the app ----------------------------------------------------------------------------------


@pytest.fixture
def ask(fake: FakeSlackClient, fake_url: str) -> Ask:
    """The fake Slack of this run, asked with its own token."""
    return asking(BOT_TOKEN, f"{fake_url}/api/")


def looked_at_app(ask: Ask, **changes: str) -> list[Finding]:
    workspace = replace(SETTINGS.desk.workspace, **changes)  # type: ignore[arg-type]
    return slack_app.look(ask("auth.test"), ask, MANIFEST, workspace, "--local")


def test_the_app_that_the_settings_name_with_its_scopes_is_well(ask: Ask) -> None:
    found = looked_at_app(ask)
    assert faults(found) == []
    assert "desk.yaml names this workspace, app and bot" in parts(found, Health.OK)


def test_what_no_bot_token_can_find_out_is_said(ask: Ask) -> None:
    assert "a bot token may not read them" in parts(looked_at_app(ask), Health.UNSEEN)


@pytest.mark.parametrize(
    ("name", "id_", "told"),
    [
        ("team", "T0OTHER001", "workspace.team is T0OTHER001, and Slack says T0DESK0001"),
        ("app", "A0OTHER001", "workspace.app is A0OTHER001, and Slack says A0DESK0001"),
        ("bot_user", "U0OTHER001", "workspace.bot_user is U0OTHER001"),
        ("enterprise", "E0OTHER001", "workspace.enterprise is E0OTHER001, and Slack says none"),
    ],
)
def test_another_workspace_or_app_than_the_settings_name_is_told(
    ask: Ask, name: str, id_: str, told: str
) -> None:
    assert told in fault(looked_at_app(ask, **{name: id_}))


def test_a_token_that_slack_does_not_take_is_told(fake: FakeSlackClient, fake_url: str) -> None:
    told = fault(looked_at_app(asking("xoxb-of-nobody-at-all", f"{fake_url}/api/")))
    assert "does not take the bot token: invalid_auth" in told
    assert "./deskbell secret --local" in told


def test_scopes_that_are_missing_or_too_many_are_named() -> None:
    granted = (MANIFEST.scopes - {"reactions:write", "users:read"}) | {"files:read"}
    told = Answer({"ok": True}, {"x-oauth-scopes": ", ".join(sorted(granted))})
    missing, extra = faults(slack_app.judge_scopes(told, MANIFEST.scopes, "--stack x"))
    assert "scopes are missing: reactions:write, users:read" in missing
    assert "Reinstall" in missing
    assert "does not use: files:read" in extra


# --- channels and people ----------------------------------------------------------------------


def looked_at_places(ask: Ask) -> list[Finding]:
    document = json.loads(SETTINGS.document)
    partnered = {partner.channel for partner in SETTINGS.desk.partners}
    return slack_places.look(
        *(ask, document["channels"], document["people"], document["emoji"], "deskbell"),
        partnered,
    )


def test_an_app_in_every_channel_and_people_who_are_there_are_well(ask: Ask) -> None:
    found = looked_at_places(ask)
    assert faults(found) == []
    assert "emoji:read" in parts(found, Health.UNSEEN)


def test_a_private_channel_without_the_app_says_whom_to_invite(
    ask: Ask, fake: FakeSlackClient
) -> None:
    refusal = {"method": "conversations.info", "channel": "C0ITONCALL"}
    fake.fault("call", "error", error="channel_not_found", **refusal)
    told = fault(looked_at_places(ask))
    assert "#it-oncall does not exist, or is private and the app is not in it" in told
    assert "/invite @deskbell in #it-oncall" in told


def test_slack_that_says_later_is_asked_again(ask: Ask, fake: FakeSlackClient) -> None:
    fake.fault("call", "ratelimited", method="conversations.info", retry_after=0, times=1)
    assert faults(looked_at_places(ask)) == []


def answer(**body: Any) -> Answer:
    return Answer({"ok": "error" not in body, **body}, {})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (answer(channel={"is_member": False}), "the app is not in #it: write /invite @deskbell"),
        (answer(channel={"is_member": True, "is_archived": True}), "#it is archived"),
        (answer(error="missing_scope", needed="groups:read"), "needs the scope groups:read"),
        (answer(error="internal_error"), "#it cannot be looked at: internal_error: try again"),
    ],
)
def test_a_channel_that_the_desk_cannot_use_is_told(said: Answer, told: str) -> None:
    found = slack_places.judge_channel("it", said, "deskbell-staging")
    assert found
    assert told in fault([found])


def test_a_channel_shared_with_a_company_that_the_settings_do_not_name_is_told() -> None:
    shared = answer(channel={"is_member": True, "is_ext_shared": True})
    found = slack_places.judge_channel("it", shared, "deskbell")
    assert found
    assert "#it is shared with another company" in fault([found])
    assert slack_places.judge_channel("it", shared, "deskbell", has_partner=True) is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (answer(error="user_not_found"), "lena is nobody in this workspace"),
        (answer(user={"deleted": True}), "the account of lena is deactivated"),
        (answer(user={"is_bot": True}), "lena is a bot"),
        (answer(error="missing_scope", needed="users:read"), "needs the scope users:read"),
    ],
)
def test_somebody_who_cannot_do_their_part_is_told(said: Answer, told: str) -> None:
    found = slack_places.judge_person("lena", said)
    assert found
    assert told in fault([found])


# --- clocks and the report --------------------------------------------------------------------


@pytest.mark.parametrize(("skew", "told"), [(-300, "300 seconds behind"), (90, "90 seconds ahead")])
def test_a_clock_that_is_wrong_is_told(skew: int, told: str) -> None:
    date = a_stack().asked_at
    assert healthy([clocks.judge("AWS", date, NOW)])
    assert told in fault([clocks.judge("AWS", date, NOW + skew)])


def test_an_answer_without_a_time_is_no_proof_of_a_right_clock() -> None:
    assert clocks.judge("Slack", "", NOW).health is Health.UNSEEN


def test_the_report_counts_and_groups_what_was_found() -> None:
    one, other = Area("Table"), Area("Queues")
    found = [one.ok("it is there"), one.wrong("it is full", "empty it"), other.unseen("x", "why")]
    assert report.as_text(found).splitlines() == [
        "Table",
        "  ok     it is there",
        "  WRONG  it is full",
        "         mend: empty it",
        "Queues",
        "  -      not checked: x",
        "         why",
        "",
        "1 ok, 1 wrong, 1 not checked",
    ]
    assert report.is_wrong(found)
    assert not report.is_wrong([found[0], found[2]])


def test_programs_read_the_same_as_json() -> None:
    told = json.loads(report.as_json([Area("Table").wrong("it is full", "empty it")]))
    assert told == {
        "summary": {"ok": 0, "wrong": 1, "not checked": 0},
        "findings": [
            {"area": "Table", "health": "wrong", "what": "it is full", "advice": "empty it"}
        ],
    }
