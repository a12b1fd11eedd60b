"""Going back to settings that were pushed before, from the command line."""

from pathlib import Path

import boto3
import pytest

from tests.contracts.stores import REGION, TABLE, Store
from tests.template.cloudformation import ROOT
from tools.desk.__main__ import main
from tools.desk.push import current


@pytest.fixture
def desk_file(dynamo_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    path = tmp_path / "desk.yaml"
    path.write_text((ROOT / "desk.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return path


def in_use() -> str | None:
    return current(boto3.client("dynamodb", REGION), TABLE)


def pushed(*arguments: str) -> int:
    return main(["push", "--table", TABLE, *arguments])


def test_an_admin_goes_back_to_the_settings_before_by_the_command_that_push_prints(
    desk_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pushed(str(desk_file))
    first = in_use()
    text = desk_file.read_text(encoding="utf-8")
    desk_file.write_text(text.replace("undo_window: 2m", "undo_window: 3m"), encoding="utf-8")
    capsys.readouterr()
    pushed(str(desk_file))
    assert in_use() != first
    command = capsys.readouterr().out.partition("./deskbell push ")[2].split()
    assert command == ["--table", TABLE, "--version", first]
    assert pushed("--version", str(first)) == 0
    assert in_use() == first


def test_a_version_that_was_never_pushed_changes_nothing(
    desk_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pushed(str(desk_file))
    before = in_use()
    assert pushed("--version", "f" * 64) == 1
    assert "has no version" in capsys.readouterr().err
    assert in_use() == before


def test_a_version_that_this_release_does_not_take_any_more_is_told(
    desk_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    boto3.client("dynamodb", REGION).put_item(
        TableName=TABLE,
        Item={"pk": {"S": "CFG#old"}, "sk": {"S": "desk"}, "document": {"S": "{}"}},
    )
    assert pushed("--version", "old") == 1
    assert "this release does not take the settings old" in capsys.readouterr().err
    assert in_use() is None
