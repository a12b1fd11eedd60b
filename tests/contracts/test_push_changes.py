"""What a push changes of workflows and rules: refused without a why, and told to the functions
(A3-06)."""

import json
from datetime import UTC, datetime
from pathlib import Path

import boto3
import pytest

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.items import SettingsPointerItem
from deskbell.adapters.dynamo.settings_rows import DynamoSettings
from deskbell.domain.rationale.published import Automation, Published
from tests.builders import LENA
from tests.contracts.stores import REGION, TABLE, Store
from tests.template.cloudformation import ROOT
from tools.desk import push as pushing
from tools.desk.__main__ import main
from tools.desk.changes import Push
from tools.desk.workflows.published import read_desk

RULE = """
rules:
  - id: printers
    when: {words: [printer]}
    then: {inbox: x-team}
"""
EXPLAINED = RULE.replace(
    "    when", "    why: They sit beside them.\n    chosen_by: lena\n    when"
)
WHY = "does not say why it exists; write `why: …` into it"
WHO = "does not say who chose it; write `chosen_by: …` into it, or push with --chosen-by"


@pytest.fixture
def desk_file(dynamo_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    (tmp_path / "workflows").mkdir()
    workflow = (ROOT / "workflows" / "peripheral.yaml").read_text(encoding="utf-8")
    (tmp_path / "workflows" / "peripheral.yaml").write_text(workflow, encoding="utf-8")
    path = tmp_path / "desk.yaml"
    path.write_text((ROOT / "desk.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return path


def write(path: Path, rules: str) -> None:
    sample = (ROOT / "desk.yaml").read_text(encoding="utf-8")
    path.write_text(f"{sample}\n{rules}", encoding="utf-8")


def pushed(path: Path, *more: str) -> int:
    return main(["push", str(path), "--table", TABLE, *more])


def changes() -> list[tuple[str, str | None]]:
    """What the functions tell of: its name, and the version before."""
    return [(one.name, one.before) for one in told()]


def told() -> tuple[Published, ...]:
    return DynamoSettings().current().changelog.changes


def in_use() -> str | None:
    return pushing.current(boto3.client("dynamodb", REGION), TABLE)


@pytest.mark.parametrize(
    ("rule", "faults"),
    [
        (RULE, [WHY, WHO]),
        (EXPLAINED.replace("    chosen_by: lena\n", ""), [WHO]),
        (EXPLAINED.replace("    why: They sit beside them.\n", ""), [WHY]),
    ],
)
def test_a_rule_without_a_why_is_refused_and_nothing_is_written(
    desk_file: Path, capsys: pytest.CaptureFixture[str], rule: str, faults: list[str]
) -> None:
    write(desk_file, rule)
    assert pushed(desk_file) == 1
    said = capsys.readouterr().err.splitlines()
    assert said == [f"the rule printers is new, and {one}" for one in faults]
    assert in_use() is None


def test_whoever_pushes_may_say_who_chose_it(desk_file: Path) -> None:
    write(desk_file, EXPLAINED.replace("    chosen_by: lena\n", ""))
    assert pushed(desk_file, "--chosen-by", "lena") == 0
    [rule] = [one for one in told() if one.kind is Automation.RULE]
    assert rule.chosen_by == LENA


def test_somebody_whom_nobody_knows_has_chosen_nothing(
    desk_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pushed(desk_file, "--chosen-by", "lenna") == 1
    assert "nobody in people is called lenna" in capsys.readouterr().err
    assert in_use() is None


def test_the_functions_read_what_a_push_changed(desk_file: Path) -> None:
    """The first one tells of everything, the others of what they change, with the version before;
    what was pushed a moment ago is still there, as it may not have been told yet."""
    write(desk_file, EXPLAINED)
    pushed(desk_file)
    assert changes() == [("peripheral", None), ("printers", None)]
    [workflow, rule] = told()
    assert (workflow.team, workflow.chosen_by, rule.chosen_by) == ("IT", None, LENA)
    assert workflow.why["en"].startswith("Small things")
    assert rule.why == {"en": "They sit beside them."}
    write(desk_file, EXPLAINED.replace("beside", "near"))
    pushed(desk_file)
    assert changes()[2:] == [("printers", rule.version)]
    pushed(desk_file)
    assert len(changes()) == 3, "nothing has changed"


def test_a_workflow_may_name_who_chose_it(desk_file: Path) -> None:
    path = desk_file.parent / "workflows" / "peripheral.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("owner: it", "owner: it\nchosen_by: lena"), encoding="utf-8")
    assert pushed(desk_file) == 0
    [workflow] = told()
    assert workflow.chosen_by == LENA


def test_what_is_published_already_stays_without_a_why(desk_file: Path) -> None:
    """As an earlier release pushed it: the rest may be changed, and one may go back to it."""
    write(desk_file, RULE)
    settings = read_desk(desk_file)
    client = boto3.client("dynamodb", REGION)
    how = Push(datetime.now(UTC), again=True)
    earlier = pushing.push(settings, client, TABLE, how).version
    client.update_item(
        TableName=TABLE,
        Key={"pk": {"S": keys.SETTINGS_POINTER.pk}, "sk": {"S": keys.SETTINGS_POINTER.sk}},
        UpdateExpression="REMOVE changelog",
    )
    text = desk_file.read_text(encoding="utf-8")
    desk_file.write_text(text.replace("undo_window: 2m", "undo_window: 3m"), encoding="utf-8")
    assert pushed(desk_file) == 0
    assert in_use() != earlier
    assert changes() == []
    assert main(["push", "--table", TABLE, "--version", earlier]) == 0
    assert in_use() == earlier


def test_a_changed_rule_needs_a_why_though_it_had_none(
    desk_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(desk_file, RULE)
    how = Push(datetime.now(UTC), again=True)
    client = boto3.client("dynamodb", REGION)
    before = pushing.push(read_desk(desk_file), client, TABLE, how).version
    write(desk_file, RULE.replace("[printer]", "[printer, toner]"))
    assert pushed(desk_file) == 1
    assert "the rule printers is changed, and does not say why" in capsys.readouterr().err
    assert in_use() == before


def test_what_another_release_wrote_of_changes_is_not_told_by_this_one(desk_file: Path) -> None:
    pushed(desk_file)
    for odd in ("{}", "not JSON", json.dumps({"v": 99, "value": []})):
        item = SettingsPointerItem.get(*keys.SETTINGS_POINTER)
        item.changelog = odd
        item.save()
        assert changes() == []
