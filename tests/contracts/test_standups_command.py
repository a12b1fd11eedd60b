"""`./deskbell standups` over a desk's table: who was there (A3-05)."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import boto3
import pytest

from deskbell.domain.decision import Change, Decision
from deskbell.domain.ids import standup_ref
from deskbell.domain.standups import events as e
from deskbell.domain.standups.stand_up import StandUp
from deskbell.domain.texts import Text
from tests.builders import BEN, INSTALL, JIWOO, LENA, OLA, a_cause
from tests.contracts.stores import REGION, TABLE, Store
from tests.template.cloudformation import ROOT
from tests.unit.standups.people import ROUND, Meeting, a_plan, at
from tools.desk import __main__ as command_line
from tools.desk.__main__ import main
from tools.desk.push import push
from tools.desk.settings_file import read_settings


def held() -> StandUp:
    """Tuesday's: Ola answers, Jiwoo is away, the others say nothing."""
    meeting = Meeting(a_plan(zone="UTC"), absent=frozenset({JIWOO}))
    meeting.passes(at(9), at(9, 30))
    meeting.answers(OLA)
    meeting.look(at(13, 30))
    return meeting.standup


def put(store: Store, standup: StandUp) -> None:
    event = e.StandUpAnswerRefused(standup.plan, BEN, "over")
    change = Change(None, standup, event, Text("test.changed"))
    store.aggregates.commit(Decision((change,)), a_cause(str(standup.ref)))


@pytest.fixture
def table(dynamo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """On Friday: of the two of this week, Thursday's is still open."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    friday = datetime(2026, 11, 27, 12, tzinfo=UTC)
    monkeypatch.setattr(command_line, "_desk_time", lambda _: friday)
    settings = read_settings(ROOT / "desk.yaml")
    settings = replace(settings, desk=replace(settings.desk, standups={ROUND: a_plan()}))
    push(settings, boto3.client("dynamodb", REGION), TABLE)
    tuesday = held()
    put(dynamo_store, tuesday)
    ref = standup_ref(INSTALL, ROUND, "2026-11-26")
    put(dynamo_store, replace(tuesday, ref=ref, day="2026-11-26", closed_at=None))
    return dynamo_store


def test_it_says_how_often_each_answered_was_silent_and_away(
    table: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["standups", "--table", TABLE]) == 0
    header, *rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert header == ["stand-up", "department", "person", "answered", "silent", "away"]
    assert rows == [
        ["round", "IT", "ben", "0", "1", "0"],
        ["round", "IT", "jiwoo", "0", "0", "1"],
        ["round", "X-Team", "ola", "1", "0", "0"],
        ["round", "X-Team", "lena", "0", "1", "0"],
    ]


def test_programs_get_it_with_ids(table: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standups", "--table", TABLE, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["person"] for one in told] == [BEN, JIWOO, OLA, LENA]
    assert told[2] == {
        "plan": "round",
        "department": "X-Team",
        "person": OLA,
        "answered": 1,
        "silent": 0,
        "away": 0,
    }


def test_before_the_first_one_is_over_there_is_nothing_to_tell(
    table: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["standups", "--table", TABLE, "--days", "1"]) == 0
    assert "no stand-up is over in that time" in capsys.readouterr().out


def test_so_many_days_are_none(table: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standups", "--table", TABLE, "--days", "0"]) == 1
    assert "from 1 to 366" in capsys.readouterr().err
