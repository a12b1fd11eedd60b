"""What `make bench` prints and writes, and what it makes of a bench that fails."""

import json
from pathlib import Path

import pytest

from tools.bench import __main__ as bench
from tools.bench.goals import GOALS, Goal, goal_of
from tools.bench.measurement import Measurement
from tools.bench.report import document, table

COLD = Measurement("ingress_cold", 61.5, "ms", 100, "empty", 1.95)
COLD_TO_PEER = Measurement("ingress_cold", 61.5, "ms", 100, "bolt_sqs", 0.26)
CALLS = Measurement("calls_emoji_to_card", 7, "calls", 1)


def test_the_table_says_which_goals_are_met_and_which_are_missed() -> None:
    rows = [COLD, COLD_TO_PEER, CALLS, Measurement("empty_cold", 31.0, "ms", 100)]
    _, *lines = table(rows).splitlines()

    assert [" ".join(line.split()) for line in lines] == [
        "ingress_cold 61.5 ms 1.95 empty 100 <= 2 met",
        "ingress_cold 61.5 ms 0.26 bolt_sqs 100 <= 0.25 MISSED",
        "calls_emoji_to_card 7 calls 1 <= 7 met",
        "empty_cold 31 ms 100",
    ]


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: f"{goal.name}-{goal.ratio_to}")
def test_a_goal_is_met_up_to_its_limit(goal: Goal) -> None:
    value, ratio = (1.0, goal.most) if goal.ratio_to else (goal.most, None)
    just = Measurement(goal.name, value, "", 1, goal.ratio_to, ratio)
    above = Measurement(goal.name, value * 1.01, "", 1, goal.ratio_to, ratio and ratio * 1.01)

    assert goal_of(just) == goal
    assert goal.is_met(just)
    assert not goal.is_met(above)


def test_each_row_of_the_file_has_the_same_keys() -> None:
    assert document([COLD, CALLS]) == [
        {
            "name": "ingress_cold",
            "value": 61.5,
            "unit": "ms",
            "ratio_to": "empty",
            "ratio": 1.95,
            "n": 100,
        },
        {
            "name": "calls_emoji_to_card",
            "value": 7,
            "unit": "calls",
            "ratio_to": None,
            "ratio": None,
            "n": 1,
        },
    ]


def test_a_bench_that_fails_hides_no_other_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "RESULTS", tmp_path / "bench.json")

    def measured_by(name: str) -> list[Measurement]:
        if name == "cold":
            raise RuntimeError("no emulator")
        return [Measurement(name, 1.0, "ms", 1)]

    assert bench.run(bench.BENCHES, measured_by) == 1
    written = json.loads((tmp_path / "bench.json").read_text())
    assert [row["name"] for row in written] == [n for n in bench.BENCHES if n != "cold"]
    assert "failed: cold" in capsys.readouterr().err


def test_a_part_of_the_benches_does_not_replace_the_figures_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "RESULTS", tmp_path / "bench.json")

    assert bench.run(["warm"], lambda _: [CALLS]) == 0
    assert not (tmp_path / "bench.json").exists()
