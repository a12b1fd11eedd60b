"""`./deskbell rules replay`: new rules, asked about the requests of the past (D-3)."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import pytest
import yaml

from deskbell.adapters.dynamo.people_rows import DynamoPersonRows
from deskbell.adapters.people import PersonRow
from deskbell.domain.ids import InboxId
from deskbell.domain.people import Person, Standing
from tests.builders import ANA, INSTALL
from tests.contracts.stores import REGION, TABLE, Store
from tests.contracts.test_rules_suggest import Desk
from tests.template.cloudformation import ROOT
from tools.desk import __main__ as command_line
from tools.desk.__main__ import main
from tools.desk.push import push
from tools.desk.settings_file import read_settings

VPN = {
    "id": "vpn",
    "why": "Nobody works without it",
    "chosen_by": "lena",
    "when": {"words": ["vpn"]},
    "then": {"inbox": "it", "priority": "high"},
}
MONTH_END = datetime(2026, 12, 20, tzinfo=UTC)
"""Within thirty days of when the builders' tickets are opened."""


@pytest.fixture
def desk(dynamo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setattr(command_line, "_desk_time", lambda _: MONTH_END)
    return Desk(dynamo_store)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.yaml"


def ruled(file: Path, *rules: dict[str, Any]) -> Path:
    document = yaml.safe_load((ROOT / "desk.yaml").read_text(encoding="utf-8"))
    document |= {"rules": list(rules), "rules_mode": "all"}
    file.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True))
    return file


def told(capsys: pytest.CaptureFixture[str], file: Path, *asked: str) -> list[str]:
    capsys.readouterr()
    assert main(["rules", "replay", str(file), "--table", TABLE, *asked]) == 0
    return capsys.readouterr().out.splitlines()


def test_new_rules_say_which_requests_of_the_past_they_treat_differently(
    desk: Desk, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.has("My printer is jammed", "The VPN is slow", "No vpn at all")
    lines = told(capsys, ruled(file, VPN))
    assert lines[0] == "requests: 3; treated differently: 2"
    assert [line.split("  ")[0] for line in lines[1:3]] == ["#2", "#3"]
    assert lines[1].endswith("priority nothing → high")
    assert lines[3:] == ["rule vpn: fires for 0 → 2"]


def test_of_two_rules_that_set_the_same_the_upper_one_counts(
    desk: Desk, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.has("The VPN is slow", "No vpn at all")
    push(read_settings(ruled(file, VPN)), boto3.client("dynamodb", REGION), TABLE)
    slow = {"id": "slow", "when": {"words": ["slow"]}, "then": {"priority": "low"}}
    lines = told(capsys, ruled(file, slow, VPN))
    assert lines[0] == "requests: 2; treated differently: 1"
    assert lines[1].endswith("priority high → low")
    assert lines[2:] == ["rule slow: fires for 0 → 1"]


def test_what_people_did_since_plays_no_part(
    desk: Desk, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.has("The printer is jammed", inbox=InboxId("x-team"))
    assert told(capsys, ROOT / "desk.yaml") == ["requests: 1; treated differently: 0"]


def test_a_rule_for_guests_looks_at_who_asked(
    desk: Desk, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.has("The VPN is slow")
    guests = VPN | {"when": {"requester": ["guest"]}}
    assert told(capsys, ruled(file, guests))[0].endswith("differently: 0")
    guest = Person(ANA, "Ana", "en", None, Standing.GUEST)
    DynamoPersonRows().put(INSTALL, PersonRow(guest, 0.0))
    assert told(capsys, ruled(file, guests))[0].endswith("differently: 1")


def test_it_looks_back_as_far_as_it_is_told(
    desk: Desk, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.has("The VPN is slow")
    assert told(capsys, ruled(file, VPN), "--days", "7") == ["no request was opened in that time"]


def test_a_program_gets_the_same(
    desk: Desk, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.has("The VPN is slow")
    replayed = json.loads("\n".join(told(capsys, ruled(file, VPN), "--json")))
    [differing] = replayed["differing"]
    assert (differing["number"], differing["before"], differing["after"]) == (
        1,
        {"priority": "nothing"},
        {"priority": "high"},
    )
    assert (replayed["requests"], replayed["after"]) == (1, {"vpn": 1})
