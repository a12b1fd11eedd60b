"""What `push` and `check --against` say of settings that move shifts in the next two weeks."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deskbell.domain.settings.desk import Desk
from tests.unit.oncall.test_oncall_command import WEEKS, written
from tools.desk.__main__ import main
from tools.desk.oncall.moves import as_lines, moves
from tools.desk.settings_file import read_settings

NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)  # a Friday


def desk_of(folder: Path, **changes: object) -> Desk:
    return read_settings(written(folder, it=[WEEKS | changes])).desk


def test_each_time_that_somebody_else_has_it_is_named_with_both(tmp_path: Path) -> None:
    before, after = desk_of(tmp_path), desk_of(tmp_path, people=["ben", "lena", "adam"])
    assert list(as_lines(before, after, NOW)) == [
        "who is on call changes in the next 14 days:",
        "  it: Fri 2026-11-27 11:00 to Mon 2026-11-30 09:00: lena instead of ben",
        "  it: Mon 2026-11-30 09:00 to Mon 2026-12-07 09:00: adam instead of lena",
    ]


def test_nothing_is_said_where_nobody_is_moved(tmp_path: Path) -> None:
    before = desk_of(tmp_path)
    assert list(as_lines(before, before, NOW)) == []
    joined = desk_of(tmp_path, people=["ben", "lena", "adam from 2027-01-04 09:00"])
    assert list(as_lines(before, joined, NOW)) == []


def test_a_schedule_that_is_new_or_gone_moves_nobody(tmp_path: Path) -> None:
    before = desk_of(tmp_path)
    without = replace(before, schedules={})
    assert list(moves(before, without, NOW)) == list(moves(without, before, NOW)) == []


def test_a_gap_is_nobody_and_only_the_first_moves_are_shown(tmp_path: Path) -> None:
    before = desk_of(tmp_path, rotation="daily")
    after = desk_of(tmp_path, rotation="daily", people=["lena", "ben"])
    *_, last = as_lines(before, after, NOW)
    assert last == "  and 5 more"
    gone = desk_of(tmp_path, starts="2027-01-04 09:00")
    assert "nobody instead of" in "".join(as_lines(before, gone, NOW))


def test_check_says_it_against_an_older_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old").mkdir()
    old, new = written(tmp_path / "old", it=[WEEKS]), written(tmp_path, it=[WEEKS])
    assert main(["check", str(new), "--against", str(old)]) == 0
    assert "who is on call changes" not in capsys.readouterr().out
    new = written(tmp_path, it=[WEEKS | {"people": ["lena", "ben"]}])
    assert main(["check", str(new), "--against", str(old)]) == 0
    assert "who is on call changes in the next 14 days:" in capsys.readouterr().out
