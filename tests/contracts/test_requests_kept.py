"""What the table and its memory twin promise about guided requests and their definitions."""

from dataclasses import MISSING, fields, replace
from pathlib import Path

import boto3
import pytest

from deskbell.adapters.dynamo.settings_rows import DynamoSettings
from deskbell.domain.catalogue.request import Request
from deskbell.domain.decision import CancelTimer, Change, Decision, Role, SetTimer
from deskbell.domain.errors import SettingsError
from deskbell.domain.requests.events import RequestFollowed
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.texts import Text
from tests.builders import ANA, INSTALL, MINJUN, NOW, a_cause
from tests.contracts.requests import a_first_request, a_full_request
from tests.contracts.stores import REGION, TABLE, Store
from tests.template.cloudformation import ROOT
from tools.desk import SettingsFileError, push_settings
from tools.desk.__main__ import main

WHY = Text("test.changed")


def put(store: Store, before: GuidedRequest | None, after: GuidedRequest) -> None:
    wakes = after.wakes_at
    timer = SetTimer("step", after.version, wakes) if wakes else CancelTimer("step")
    change = Change(before, after, RequestFollowed(MINJUN), WHY, timers=(timer,))
    store.aggregates.commit(Decision((change,)), a_cause(f"{after.ref} {after.version}"))


@pytest.mark.parametrize("full", [a_full_request(), a_full_request().course], ids=["it", "course"])
def test_what_these_tests_keep_leaves_no_field_at_its_default(
    full: GuidedRequest | Request,
) -> None:
    at_default = [
        field.name
        for field in fields(full)
        if field.default is not MISSING and getattr(full, field.name) == field.default
    ]
    assert at_default == []


@pytest.mark.parametrize("kept", [a_first_request(), a_full_request()], ids=["first", "full"])
def test_it_reads_back_as_it_was_committed(store: Store, kept: GuidedRequest) -> None:
    put(store, None, kept)
    assert store.aggregates.load(kept.ref) == kept


def test_who_has_asked_finds_it_as_long_as_it_goes_on(store: Store) -> None:
    first = a_first_request()
    put(store, None, first)
    assert store.lists.of_person(INSTALL, ANA, Role.ASKED_FOR) == [first.ref]
    assert store.lists.of_person(INSTALL, ANA, Role.REQUESTER) == [], "it is no ticket"
    ended = replace(first, version=2, course=a_full_request().course)
    put(store, first, ended)
    assert store.lists.of_person(INSTALL, ANA, Role.ASKED_FOR) == []


def test_its_timer_is_due_when_time_goes_on(store: Store) -> None:
    kept = replace(a_first_request(), wakes_at=NOW)
    put(store, None, kept)
    [(_, timer)] = store.timers.due(NOW, 10)
    assert (timer.ref, timer.name) == (kept.ref, "step")


@pytest.fixture
def desk_file(dynamo_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    path = tmp_path / "desk.yaml"
    path.write_text((ROOT / "desk.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    folder = tmp_path / "workflows"
    folder.mkdir()
    shipped = ROOT / "workflows" / "peripheral.yaml"
    (folder / "peripheral.yaml").write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_pushing_offers_the_workflows_beside_the_file(desk_file: Path) -> None:
    push_settings(desk_file, TABLE)
    settings = DynamoSettings()
    [offered] = settings.current().workflows
    definition = settings.definition(offered.id, offered.version)
    assert definition is not None
    assert (definition.id, definition.title) == (offered.id, offered.title)
    assert offered.form == "details"


def test_a_version_that_was_pushed_once_stays_for_who_began_with_it(desk_file: Path) -> None:
    push_settings(desk_file, TABLE)
    [first] = DynamoSettings().current().workflows
    change(desk_file.parent / "workflows/peripheral.yaml", "owner: it", "owner: lena")
    push_settings(desk_file, TABLE)
    settings = DynamoSettings()
    [second] = settings.current().workflows
    assert second.version != first.version
    old, new = (settings.definition(one.id, one.version) for one in (first, second))
    assert old is not None
    assert new is not None
    assert (old.owner, new.owner) == ("it", "lena")


def test_going_back_to_a_version_goes_back_to_its_workflows(
    desk_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = push_settings(desk_file, TABLE)
    before = DynamoSettings().current()
    (desk_file.parent / "workflows/peripheral.yaml").unlink()
    assert push_settings(desk_file, TABLE) != first
    assert DynamoSettings().current().workflows == ()
    assert main(["push", "--table", TABLE, "--version", first]) == 0
    after = DynamoSettings().current()
    assert replace(after, changelog=before.changelog) == before


def test_a_workflow_with_a_fault_lets_nothing_be_pushed(desk_file: Path) -> None:
    change(desk_file.parent / "workflows/peripheral.yaml", "owner: it", "owner: nobody")
    with pytest.raises(SettingsFileError, match="owner"):
        push_settings(desk_file, TABLE)
    with pytest.raises(SettingsError):
        DynamoSettings().current()


def test_a_hook_that_the_desk_does_not_have_is_refused_by_name(desk_file: Path) -> None:
    step = "  - id: tell\n    do: webhook\n    hook: hr\n    if_failed: refused\n"
    change(
        desk_file.parent / "workflows/peripheral.yaml",
        "  - id: hand_out\n",
        f"{step}  - id: hand_out\n",
    )
    with pytest.raises(SettingsFileError, match='"hr" is no hook of the desk'):
        push_settings(desk_file, TABLE)
    hook = "hooks:\n  hr:\n    url: https://hr.example.com/\n    secret: deskbell/slack/hooks/hr\n"
    desk_file.write_text(desk_file.read_text() + hook)
    push_settings(desk_file, TABLE)
    assert DynamoSettings().current().hooks["hr"].url == "https://hr.example.com/"


def test_a_channel_of_a_workflow_is_known_by_its_id(desk_file: Path) -> None:
    change(
        desk_file.parent / "workflows/peripheral.yaml",
        "start:\n",
        "start:\n  channels: [it-happens]\n",
    )
    push_settings(desk_file, TABLE)
    [offered] = DynamoSettings().current().workflows
    assert all(channel.startswith("C") for channel in offered.start.channels)


def test_a_definition_of_another_release_is_told_of(desk_file: Path) -> None:
    push_settings(desk_file, TABLE)
    [offered] = DynamoSettings().current().workflows
    boto3.client("dynamodb", REGION).update_item(
        TableName=TABLE,
        Key={"pk": {"S": f"CFG#flow#{offered.id}"}, "sk": {"S": offered.version}},
        UpdateExpression="SET #definition = :other",
        ExpressionAttributeNames={"#definition": "definition"},
        ExpressionAttributeValues={":other": {"S": "{}"}},
    )
    with pytest.raises(SettingsError, match="another release"):
        DynamoSettings().definition(offered.id, offered.version)
