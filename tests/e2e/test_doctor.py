"""The doctor on the deployed local desk: nothing to mend, and what somebody broke is named."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running_desk import ROOT, Desk
from tools.local_cloud.aws import client

pytestmark = pytest.mark.e2e

SECRET = "deskbell/slack"  # pragma: allowlist secret


def wrong(desk: Desk, *arguments: str) -> list[str]:
    """What the doctor would mend."""
    done = desk.operator("doctor", "--json", *arguments)
    found = json.loads(done.stdout)["findings"]
    mend = [one["what"] for one in found if one["health"] == "wrong"]
    assert done.returncode == bool(mend), done.stderr
    return mend


@contextmanager
def stored_secret(desk: Desk, signing_secrets: list[str]) -> Iterator[None]:
    """Other signing secrets for a while, with the same token."""
    manager = client("secretsmanager", desk.stack.aws_endpoint_url)
    kept = manager.get_secret_value(SecretId=SECRET)["SecretString"]
    changed = json.loads(kept) | {"signing_secrets": signing_secrets}
    manager.put_secret_value(SecretId=SECRET, SecretString=json.dumps(changed))
    try:
        yield
    finally:
        manager.put_secret_value(SecretId=SECRET, SecretString=kept)


def test_a_desk_that_was_just_started_has_nothing_to_mend(desk: Desk) -> None:
    done = desk.operator("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 wrong" in done.stdout
    assert f"{desk.stack.slack_events_url} answers a signed request" in done.stdout


def test_what_the_local_cloud_does_not_have_is_not_called_well(desk: Desk) -> None:
    found = json.loads(desk.operator("doctor", "--json").stdout)["findings"]
    not_here = {one["what"]: one["health"] for one in found if "not here" in one["advice"]}
    assert {"point-in-time recovery", "alarms, and who hears them"} <= not_here.keys()
    assert set(not_here.values()) == {"not checked"}


def test_a_channel_that_the_app_was_removed_from_is_named(desk: Desk) -> None:
    place = {"channel": "it-triage", "user": desk.stack.bot_user_id}
    assert desk.slack.act("ben", "kick", **place)["ok"]
    try:
        told = wrong(desk)
    finally:
        desk.slack.act("ben", "invite", **place)
    assert told == ["the app is not in #it-triage"]


def test_a_signing_secret_that_cannot_be_one_is_told(desk: Desk) -> None:
    # The real one stays behind it, so that the desk goes on working for other tests.
    with stored_secret(desk, ["copied badly", desk.stack.signing_secret]):
        told = wrong(desk)
    assert any(one.startswith("a signing secret is 32 of") for one in told)


def test_settings_that_nobody_pushed_are_told(desk: Desk, tmp_path: Path) -> None:
    edited = (ROOT / "desk.yaml").read_text().replace("undo_window: 2m", "undo_window: 3m")
    (tmp_path / "desk.yaml").write_text(edited)
    [told] = wrong(desk, str(tmp_path / "desk.yaml"))
    assert "the file here differs (in undo_window)" in told


def test_ids_for_the_settings_are_found_by_name(desk: Desk) -> None:
    done = desk.operator("ids", "--channel", "it-happens")
    assert done.returncode == 0, done.stderr
    assert f"  it-happens: {desk.stack.channels['it-happens']}" in done.stdout
    assert f"  bot_user: {desk.stack.bot_user_id}" in done.stdout


def test_a_desk_of_this_release_has_no_ticket_that_is_misplaced(desk: Desk) -> None:
    done = desk.operator("rekey", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert f"{desk.stack.table}: 0 of " in done.stdout
