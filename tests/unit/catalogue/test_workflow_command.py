"""`./deskbell workflow`: what an author of workflows sees before anybody pushes them."""

import argparse
import shutil
from pathlib import Path

import pytest

from tests.unit.catalogue.definitions import SHIPPED
from tools.desk.errors import OperatorError
from tools.desk.workflows.catalogue_files import CatalogueError
from tools.desk.workflows.commands import add_to, run

DESK_FILE = SHIPPED.parent / "desk.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "workflows"))


def told(capsys: pytest.CaptureFixture[str], folder: Path, *asked: str) -> list[str]:
    desk_file = argparse.ArgumentParser(add_help=False)
    desk_file.add_argument("file", nargs="?", type=Path, default=DESK_FILE)
    root = argparse.ArgumentParser()
    add_to(root.add_subparsers(dest="command"), desk_file)
    assert run(root.parse_args(["workflow", "--folder", str(folder), *asked])) == 0
    return capsys.readouterr().out.splitlines()


def test_the_shipped_catalogue_fits_the_sample_desk(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, folder, "lint") == ["13 workflows, no faults"]


def test_a_new_workflow_is_sound_from_the_start_and_overwrites_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [line] = told(capsys, folder, "new", "--name", "new_chair", "--owner", "it")
    assert line.startswith(f"{folder}/new_chair.yaml: ")
    assert told(capsys, folder, "lint") == ["14 workflows, no faults"]
    with pytest.raises(OperatorError, match="is there already"):
        told(capsys, folder, "new", "--name", "new_chair", "--owner", "it")


def test_a_new_workflow_of_nobody_is_not_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CatalogueError, match="neither an inbox nor somebody in people"):
        told(capsys, folder, "new", "--name", "new_chair", "--owner", "nobody")
    assert not (folder / "new_chair.yaml").exists()


def test_a_fault_is_told_with_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "licence.yaml"
    text = path.read_text(encoding="utf-8").replace("to: both_agree", "to: both_agre")
    path.write_text(text, encoding="utf-8")
    line = 1 + text.count("\n", 0, text.index("to: both_agre"))
    with pytest.raises(CatalogueError) as caught:
        told(capsys, folder, "lint")
    assert str(caught.value).startswith(
        f'{path}:{line}: steps[1].cases[0].to: "both_agre" is no step of this workflow; '
        'did you mean "both_agree"?'
    )


def test_a_preview_draws_the_flow_and_shows_the_texts_in_a_language(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(capsys, folder, "preview", "--name", "peripheral", "--language", "pl")
    assert lines[0] == "flowchart TD"
    assert "  Czego potrzebujesz?" in lines


def test_a_dry_run_says_each_step_with_its_time_and_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(
        capsys,
        folder,
        *("dry-run", "--name", "peripheral", "--at", "2026-11-23T10:00"),
        *(
            "--answer",
            "item=monitor",
            "--answer",
            "office=warsaw",
            "--answer",
            "manager=U0LENA0001",
        ),
        *("--result", "manager_agrees=rejected"),
    ) == [
        "2026-11-23 10:00  details (form): it begins here",
        "2026-11-23 11:00  whose_yes (form): details is submitted, item is monitor",
        "2026-11-23 12:00  manager_agrees (approval): whose_yes is submitted",
        "2026-11-23 13:00  refused (finish): manager_agrees is rejected",
        "peripheral ends refused",
    ]


def test_a_dry_run_without_an_answer_says_which(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(OperatorError, match="details cannot be sent: item is missing"):
        told(capsys, folder, "dry-run", "--name", "peripheral")
    with pytest.raises(OperatorError, match="there is no workflow peripherals"):
        told(capsys, folder, "dry-run", "--name", "peripherals")


def test_a_comparison_says_what_changes_for_people(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = folder / "licence.yaml", tmp_path / "licence.yaml"
    text = old.read_text(encoding="utf-8")
    new.write_text(text.replace("within: 7d", "within: 3d"), encoding="utf-8")
    assert told(capsys, folder, "diff", "--old", str(old), "--new", str(new)) == [
        "~ step both_agree: within: 7d → 3d"
    ]
    assert told(capsys, folder, "diff", "--old", str(old), "--new", str(old)) == ["nothing changes"]
