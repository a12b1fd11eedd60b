"""`./deskbell rules test`: what the rules of a file would do, before anybody pushes it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.settings.test_rules import a_rule, document
from tools.desk.__main__ import main


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rules = (
        a_rule(),
        a_rule(id="guests", when={"requester": ["guest"], "between": "mon-fri 08:00-18:00"}),
        a_rule(
            id="every",
            when={"channels": ["it-happens"]},
            then={"followers": ["lena"], "priority": "low", "reply": {"en": "Hi", "ko": "네"}},
        ),
        a_rule(id="warsaw", when={"answers": {"location": ["warsaw"]}}, then={"assignee": "ben"}),
    )
    written = document(*rules, mode="all")
    file = tmp_path / "desk.yaml"
    file.write_text(yaml.safe_dump(written, sort_keys=False, allow_unicode=True))
    return file


def told(file: Path, capsys: pytest.CaptureFixture[str], *asked: str) -> str:
    assert main(["rules", "test", str(file), *asked]) == 0
    return capsys.readouterr().out


def test_a_dry_run_says_of_each_rule_whether_it_fires_what_it_sets_or_why_not(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--channel", "it-happens", "--text", "VPN is down", "--at", "2026-11-28T12:00")
    assert told(file, capsys, *asked).splitlines() == [
        "vpn     fires: inbox it, category access",
        "guests  does not fire: requester, between not met",
        "every   fires: priority low, followers lena, reply in en, ko",
        "warsaw  does not fire: answers not met",
    ]


def test_of_first_it_says_which_rule_was_before(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(file.read_text().replace("rules_mode: all", "rules_mode: first"))
    lines = told(file, capsys, "--channel", "it-happens", "--text", "my vpn").splitlines()
    assert lines[2] == "every   matches, but vpn fires before it"


def test_a_form_is_tried_with_its_answers(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--form", "it", "--text", "A monitor", "--answer", "location=warsaw")
    assert "warsaw  fires: assignee ben" in told(file, capsys, *asked)


def test_who_asks_and_when_can_be_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--channel", "#it-happens", "--text", "x", "--requester", "guest")
    text = told(file, capsys, *asked, "--at", "2026-11-23T09:00")
    assert "guests  fires: inbox it, category access" in text


def test_a_program_reads_the_same(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--channel", "it-happens", "--text", "vpn", "--at", "2026-11-28T12:00", "--json")
    rules: list[dict[str, Any]] = json.loads(told(file, capsys, *asked))["rules"]
    assert [(rule["id"], rule["fires"], rule["unmet"]) for rule in rules] == [
        ("vpn", True, []),
        ("guests", False, ["requester", "between"]),
        ("every", True, []),
        ("warsaw", False, ["answers"]),
    ]
    assert rules[0]["sets"] == {"inbox": "it", "category": "access"}


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        (("--text", "x"), "where is it said?"),
        (("--text", "x", "--channel", "nowhere"), "there is no channel nowhere"),
        (("--text", "x", "--channel", "hr"), "nobody asks there"),
        (("--text", "x", "--form", "hr"), "there is no form hr"),
        (("--text", "x", "--form", "it", "--answer", "warsaw"), "warsaw names no value"),
        (("--text", "x", "--channel", "it-happens", "--at", "noon"), "noon is not a time"),
    ],
)
def test_what_cannot_be_tried_is_said_with_its_remedy(
    file: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], wrong: str
) -> None:
    assert main(["rules", "test", str(file), *asked]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"error: {wrong}")
    assert "mend: " in said
