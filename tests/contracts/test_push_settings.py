"""Pushing settings to the table: immutable versions, and a pointer to one of them."""

from pathlib import Path

import boto3
import pytest

from tests.contracts.stores import REGION, TABLE, Store
from tests.template.cloudformation import ROOT
from tools.desk import SettingsFileError, push_settings
from tools.desk.__main__ import main


@pytest.fixture
def desk_file(dynamo_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    path = tmp_path / "desk.yaml"
    path.write_text((ROOT / "desk.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return path


def rows() -> dict[str, str]:
    """The settings rows: sort key and hash of each partition."""
    items = boto3.client("dynamodb", REGION).scan(TableName=TABLE)["Items"]
    return {item["pk"]["S"]: item.get("hash", item["sk"])["S"] for item in items}


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_pushing_twice_writes_one_version(desk_file: Path) -> None:
    version = push_settings(desk_file, TABLE)
    assert push_settings(desk_file, TABLE) == version
    assert rows() == {"CFG": version, f"CFG#{version}": "desk"}


def test_going_back_needs_only_the_old_file(desk_file: Path) -> None:
    first = push_settings(desk_file, TABLE)
    change(desk_file, "undo_window: 2m", "undo_window: 3m")
    second = push_settings(desk_file, TABLE)
    change(desk_file, "undo_window: 3m", "undo_window: 2m")
    push_settings(desk_file, TABLE)
    assert rows() == {"CFG": first, f"CFG#{first}": "desk", f"CFG#{second}": "desk"}


def test_settings_with_a_fault_are_not_pushed(desk_file: Path) -> None:
    change(desk_file, "lead: lena", "lead: lenna")
    with pytest.raises(SettingsFileError, match="lenna"):
        push_settings(desk_file, TABLE)
    assert rows() == {}


def test_an_admin_pushes_from_the_command_line(
    desk_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["push", str(desk_file), "--table", TABLE]) == 0
    assert f"{TABLE} now uses the settings {rows()['CFG'][:12]}" in capsys.readouterr().out
