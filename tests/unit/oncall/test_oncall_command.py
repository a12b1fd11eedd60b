"""`./deskbell oncall`, and `check` of a schedule with a gap: by the settings file alone."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.settings.documents import SOUND
from tools.desk.__main__ import main
from tools.desk.oncall.coverage import refuse_gaps
from tools.desk.settings_file import SettingsFileError, read_settings

WEEKS = {
    "id": "weeks",
    "rotation": "weekly",
    "starts": "2026-01-05 09:00",
    "people": ["ben", "lena"],
}
OFFICE = WEEKS | {"id": "office", "people": ["adam"], "only": ["mon-fri 09:00-17:00"]}
NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)  # a Friday
AT = ("--at", "2026-11-27T11:00")


def written(folder: Path, **schedules: list[dict[str, Any]]) -> Path:
    told = {name: {"name": f"{name} on call", "layers": of} for name, of in schedules.items()}
    file = folder / "desk.yaml"
    file.write_text(yaml.safe_dump(SOUND | {"schedules": told}, sort_keys=False))
    return file


def told(capsys: pytest.CaptureFixture[str], file: Path, *asked: str) -> str:
    assert main(["oncall", str(file), *asked]) == 0
    return capsys.readouterr().out


def test_it_says_who_is_on_call_now_next_and_this_week(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, it=[WEEKS, OFFICE])
    assert told(capsys, file, *AT).splitlines() == [
        "it on call (it, Europe/Warsaw)",
        "  now   adam, until Fri 2026-11-27 17:00",
        "  next  ben, from Fri 2026-11-27 17:00 to Mon 2026-11-30 09:00",
        "  week",
        "    Fri 2026-11-27 00:00  ben",
        "    Fri 2026-11-27 09:00  adam",
        "    Fri 2026-11-27 17:00  ben",
        "    Mon 2026-11-30 09:00  adam",
        "    Mon 2026-11-30 17:00  lena",
        "    Tue 2026-12-01 09:00  adam",
        "    Tue 2026-12-01 17:00  lena",
        "    Wed 2026-12-02 09:00  adam",
        "    Wed 2026-12-02 17:00  lena",
        "    Thu 2026-12-03 09:00  adam",
        "    Thu 2026-12-03 17:00  lena",
    ]


def test_who_is_always_on_call_has_no_end_and_nobody_after_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, it=[WEEKS | {"people": ["ben"]}])
    assert told(capsys, file, *AT).splitlines()[1:3] == ["  now   ben", "  week"]


def test_without_schedules_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, written(tmp_path)) == "there are no schedules\n"


def test_programs_get_the_same_with_the_layer_that_it_comes_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, it=[WEEKS, OFFICE], hr=[WEEKS])
    [found] = json.loads(told(capsys, file, *AT, "--json", "--schedule", "it"))
    assert found["now"] == {
        "person": "adam",
        "from": "2026-11-27T11:00:00+01:00",
        "to": "2026-11-27T17:00:00+01:00",
        "by": "office",
    }
    assert found["next"]["person"] == "ben"
    assert (len(found["week"]), found["week"][0]["from"]) == (11, "2026-11-27T00:00:00+01:00")


def test_a_gap_is_nobodys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, it=[OFFICE])
    night = ("--at", "2026-11-27T18:00")
    assert "  now   nobody, until Mon 2026-11-30 09:00" in told(capsys, file, *night)
    [found] = json.loads(told(capsys, file, *night, "--json"))
    assert (found["now"]["person"], found["now"]["by"]) == (None, None)


def test_calendars_get_each_shift_in_utc_and_no_gap(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, it=[OFFICE])
    lines = told(capsys, file, *AT, "--ics").splitlines()
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    start = lines.index("DTSTART:20261127T080000Z")
    assert lines[start - 3 : start + 5] == [
        "BEGIN:VEVENT",
        "UID:it-20261127T080000Z@oncall.deskbell",
        "DTSTAMP:20261127T100000Z",
        "DTSTART:20261127T080000Z",
        "DTEND:20261127T160000Z",
        "SUMMARY:it on call: adam",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    days = [line for line in lines if line.startswith("DTSTART:202612")]
    assert len(days) == 23  # the workdays of December


def test_a_shift_keeps_its_name_in_the_calendar_when_it_is_fetched_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, it=[WEEKS])
    first, second = (
        set(re.findall("UID:.*", told(capsys, file, "--at", f"2026-11-27T{time}", "--ics")))
        for time in ("11:00", "17:35")
    )
    assert first == second


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        (["--schedule", "itt"], "itt is no schedule of"),
        (["--ics"], "a calendar is of one schedule"),
    ],
)
def test_what_cannot_be_told_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], wrong: str
) -> None:
    file = written(tmp_path, it=[WEEKS], hr=[WEEKS])
    assert main(["oncall", str(file), *asked]) == 1
    assert wrong in capsys.readouterr().err


def test_check_refuses_a_schedule_without_anybody_and_names_when(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, it=[WEEKS], hr=[OFFICE])
    assert main(["check", str(file)]) == 1
    line = file.read_text().splitlines().index("  hr:") + 1
    expected = (
        rf"{re.escape(str(file))}:{line}: schedules\.hr: nobody is on call from \w{{3}} \d{{4}}-"
    )
    assert re.match(expected, capsys.readouterr().err)


def test_check_takes_a_schedule_that_always_has_somebody(tmp_path: Path) -> None:
    assert main(["check", str(written(tmp_path, it=[WEEKS, OFFICE]))]) == 0


@pytest.mark.parametrize(
    ("layer", "gap"),
    [
        (OFFICE, "from Fri 2026-11-27 17:00 to Mon 2026-11-30 09:00 (Europe/Warsaw); add a layer"),
        (
            WEEKS | {"people": ["ben until 2026-12-24 09:00"]},
            "from Thu 2026-12-24 09:00 on (Europe/Warsaw); add a layer",
        ),
        (
            WEEKS | {"starts": "2026-11-30 09:00"},
            "from Fri 2026-11-27 11:00 to Mon 2026-11-30 09:00 (Europe/Warsaw); add a layer",
        ),
    ],
)
def test_the_first_gap_is_named_by_the_clock_of_the_schedule(
    tmp_path: Path, layer: dict[str, Any], gap: str
) -> None:
    file = written(tmp_path, it=[layer])
    with pytest.raises(SettingsFileError) as refusal:
        refuse_gaps(file, read_settings(file).desk, NOW)
    assert f"schedules.it: nobody is on call {gap}" in str(refusal.value)


def test_push_refuses_it_as_well_before_it_asks_for_any_account(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["push", str(written(tmp_path, it=[OFFICE]))]) == 1
    assert "schedules.it: nobody is on call from" in capsys.readouterr().err
