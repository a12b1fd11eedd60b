"""`./deskbell workflow`: what an author of workflows sees, from the first line to a change."""

import json
import shlex
import shutil
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.template.cloudformation import ROOT
from tools.desk.__main__ import main

Capture = pytest.CaptureFixture[str]
PERIPHERAL = ("--answer", "item=monitor", "--answer", "office=warsaw", "--answer", "manager=lena")
EARLY = ("--at", "2026-11-23T10:00")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout's `desk.yaml` and `workflows`, in the folder that the author is in."""
    shutil.copy(ROOT / "desk.yaml", tmp_path)
    shutil.copytree(ROOT / "workflows", tmp_path / "workflows")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capture: Capture, *asked: str) -> list[str]:
    assert main(["workflow", *asked]) == 0
    printed = capture.readouterr()
    assert printed.err == ""
    return printed.out.splitlines()


def as_json(capture: Capture, *asked: str, code: int = 0) -> Any:
    assert main(["workflow", *asked, "--json"]) == code
    return json.loads(capture.readouterr().out)


def refused(capture: Capture, *asked: str) -> str:
    assert main(["workflow", *asked]) == 1
    printed = capture.readouterr()
    assert printed.out == ""
    return printed.err


def change(path: Path, old: str, new: str) -> int:
    """In which line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return 1 + text.count("\n", 0, text.index(old))


# --- is it sound? -----------------------------------------------------------------------------


def test_what_is_shipped_has_no_faults_on_the_samples_desk(desk: Path, capsys: Capture) -> None:
    assert told(capsys, "lint") == ["13 workflows, no faults"]


def test_a_fault_is_told_with_its_line_and_what_would_be_right(desk: Path, capsys: Capture) -> None:
    line = change(Path("workflows/licence.yaml"), "to: both_agree", "to: both_agre")
    lines = refused(capsys, "lint").splitlines()
    assert lines[0].startswith(
        f'workflows/licence.yaml:{line}: steps[1].cases[0].to: "both_agre" is no step of this '
        'workflow; did you mean "both_agree"?'
    )
    assert lines[-1].startswith("1 fault in 1 workflow. What desk.yaml lacks can be added there")


def test_a_program_gets_each_fault_with_file_and_line(desk: Path, capsys: Capture) -> None:
    assert len(as_json(capsys, "lint")["workflows"]) == 13
    line = change(Path("workflows/peripheral.yaml"), "  emoji: ", "  emojis: ")
    [fault] = as_json(capsys, "lint", code=1)["faults"]
    assert (fault["file"], fault["line"]) == ("workflows/peripheral.yaml", line)
    assert fault["place"] == "start.emojis"
    assert 'did you mean "emoji"?' in fault["wrong"]


def test_a_workflow_in_place_of_the_desks_file_is_told_as_that(desk: Path, capsys: Capture) -> None:
    said = refused(capsys, "lint", "workflows/licence.yaml")
    assert said.startswith("error: workflows/licence.yaml is a workflow, and a desk's file belongs")
    assert "mend: leave it out" in said


def test_a_folder_without_workflows_is_not_sound_but_empty(desk: Path, capsys: Capture) -> None:
    assert "there is no workflow in none" in refused(capsys, "lint", "--folder", "none")
    asked = ("preview", "--name", "licence", "--folder", "none")
    assert "there is no workflow in none" in refused(capsys, *asked)


def test_the_workflows_are_those_beside_the_desk_file(
    desk: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert main(["workflow", "lint", str(desk / "desk.yaml")]) == 0


# --- check reads them too ---------------------------------------------------------------------


def test_check_says_that_the_workflows_beside_the_desk_are_sound(
    desk: Path, capsys: Capture
) -> None:
    assert main(["check"]) == 0
    assert "the workflows beside it are sound: 13" in capsys.readouterr().out


def test_check_tells_their_faults_and_that_the_desk_itself_is_sound(
    desk: Path, capsys: Capture
) -> None:
    lines = (desk / "desk.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    Path("desk.yaml").write_text("".join(one for one in lines if "software: S" not in one))
    assert main(["check"]) == 1
    printed = capsys.readouterr()
    assert "desk.yaml is sound" in printed.out
    assert '"software" is no category of the inbox it' in printed.err
    assert "2 faults in 2 workflows. What desk.yaml lacks can be added there" in printed.err


def test_a_desk_without_workflows_is_no_fault(desk: Path, capsys: Capture) -> None:
    shutil.rmtree("workflows")
    assert main(["check"]) == 0
    assert "workflows" not in capsys.readouterr().out


# --- a new one --------------------------------------------------------------------------------


def test_a_new_workflow_is_sound_from_the_start_and_overwrites_none(
    desk: Path, capsys: Capture
) -> None:
    [line] = told(capsys, "new", "--name", "new_chair", "--owner", "it")
    assert line.startswith("workflows/new_chair.yaml: ")
    assert told(capsys, "lint") == ["14 workflows, no faults"]
    walk = told(capsys, "dry-run", "--name", "new_chair", "--answer", "wish=a chair")
    assert walk[-1].startswith("new_chair ends done")
    before = Path("workflows/new_chair.yaml").read_text()
    assert "is there already" in refused(capsys, "new", "--name", "new_chair", "--owner", "lena")
    assert Path("workflows/new_chair.yaml").read_text() == before


def test_a_new_workflow_has_its_texts_in_the_languages_of_its_people(
    desk: Path, capsys: Capture
) -> None:
    told(capsys, "new", "--name", "chair", "--owner", "ben", "--language", "pl")
    written = yaml.safe_load(Path("workflows/chair.yaml").read_text(encoding="utf-8"))
    assert written["languages"] == ["pl"]
    assert told(capsys, "lint") == ["14 workflows, no faults"]
    assert "Czego potrzebujesz?" in "\n".join(told(capsys, "preview", "--name", "chair"))
    asked = ("preview", "--name", "chair", "--language", "ko")
    assert "chair has no texts in ko" in refused(capsys, *asked)


def test_a_new_workflow_of_nobody_or_with_an_odd_name_is_not_written(
    desk: Path, capsys: Capture
) -> None:
    said = refused(capsys, "new", "--name", "../Chair", "--owner", "nobody")
    assert '--owner: "nobody" is neither an inbox nor somebody in people' in said
    assert "--name: write this name in small letters" in said
    assert not (desk / "Chair.yaml").exists()


# --- preview ----------------------------------------------------------------------------------


def test_a_preview_draws_the_flow_and_shows_the_texts_in_a_language(
    desk: Path, capsys: Capture
) -> None:
    lines = told(capsys, "preview", "--name", "peripheral", "--language", "pl")
    assert lines[0] == "flowchart TD"
    assert "  Czego potrzebujesz?" in lines


def test_the_drawing_or_the_texts_can_be_had_alone(desk: Path, capsys: Capture) -> None:
    flow = told(capsys, "preview", "--name", "peripheral", "--only", "flow")
    texts = told(capsys, "preview", "--name", "peripheral", "--only", "texts")
    assert [*flow, "", *texts] == told(capsys, "preview", "--name", "peripheral")
    assert all(line.startswith(("flowchart", "  begin", "  s")) for line in flow)


# --- dry run ----------------------------------------------------------------------------------


def test_a_dry_run_says_each_step_with_its_time_and_reason(desk: Path, capsys: Capture) -> None:
    result = ("--result", "manager_agrees=rejected")
    asked = ("dry-run", "--name", "peripheral", *EARLY, *PERIPHERAL, *result)
    assert told(capsys, *asked) == [
        "2026-11-23 10:00  details (form): it begins here",
        "2026-11-23 11:00  whose_yes (form): details is submitted, item is monitor",
        "2026-11-23 12:00  manager_agrees (approval): whose_yes is submitted",
        "2026-11-23 13:00  refused (finish): manager_agrees is rejected",
        "peripheral ends refused (times of America/New_York)",
    ]
    walk = as_json(capsys, *asked)
    assert (walk["workflow"], walk["ending"]) == ("peripheral", "refused")
    assert walk["stops"][0] == {
        "at": "2026-11-23T15:00:00+00:00",
        "step": "details",
        "do": "form",
        "why": "it begins here",
    }


def test_a_dry_run_without_an_answer_says_which_and_what_it_may_be(
    desk: Path, capsys: Capture
) -> None:
    said = refused(capsys, "dry-run", "--name", "peripheral")
    assert "details cannot be sent: item is missing (one of: keyboard, mouse, " in said
    assert "office is missing (one of: san_francisco, austin, " in said
    asked = ("dry-run", "--name", "access_request", "--answer", "access_ends=soon")
    assert "access_ends is not a date (such as 2026-12-31)" in refused(capsys, *asked)


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        (("--answer", "itme=monitor"), "no form of peripheral asks itme"),
        (("--answer", "item"), "item names no value"),
        (("--result", "manager_agree=rejected"), "peripheral has no step manager_agree"),
        (
            (*PERIPHERAL, "--result", "manager_agrees=no"),
            "manager_agrees is never no\n  mend: one of: appr",
        ),
        (("--result", "hand_out=rejected"), "hand_out is never rejected\n  mend: one of: done"),
        (("--result", "is_expensive=no"), "is_expensive is never no\n  mend: leave it out"),
        ((*PERIPHERAL, "--answer", "manager=bob"), "manager is not a person (somebody in people"),
        ((*PERIPHERAL, "--at", "tomorrow"), "tomorrow is not a time"),
    ],
)
def test_a_slip_in_a_dry_run_is_told(
    asked: tuple[str, ...], wrong: str, desk: Path, capsys: Capture
) -> None:
    assert wrong in refused(capsys, "dry-run", "--name", "peripheral", *asked)


def test_a_workflow_that_is_not_there_is_told_with_those_that_are(
    desk: Path, capsys: Capture
) -> None:
    said = refused(capsys, "dry-run", "--name", "peripherals")
    assert "there is no workflow peripherals" in said
    assert 'did you mean "peripheral"?' in said


def test_a_dry_run_says_which_reminder_comes_too_late_to_be_sent(
    desk: Path, capsys: Capture
) -> None:
    soon = ("--answer", "wish=a chair", *EARLY)
    told(capsys, "new", "--name", "new_chair", "--owner", "it", "--language", "en")
    reminder = "- id: tell\n    do: remind\n    who: requester\n    in: 1d\n    text: {en: Sit}\n"
    change(Path("workflows/new_chair.yaml"), "- id: done", f"{reminder}  - id: done")
    walk = told(capsys, "dry-run", "--name", "new_chair", *soon)
    assert walk[-2] == "tell is not sent: the request ends before its time"
    assert as_json(capsys, "dry-run", "--name", "new_chair", *soon)["unsent"] == ["tell"]


# --- what changes -----------------------------------------------------------------------------


def test_a_comparison_says_what_changes_for_people_whatever_the_old_file_is_called(
    desk: Path, capsys: Capture
) -> None:
    new = Path("workflows/licence.yaml")
    shutil.copy(new, "before.yaml")
    change(new, "within: 7d", "within: 3d")
    asked = ("diff", "--old", "before.yaml", "--new", str(new))
    assert told(capsys, *asked) == ["~ step both_agree: within: 7d → 3d"]
    assert as_json(capsys, *asked)["changes"] == [
        {"kind": "changed", "what": "step both_agree: within", "before": "7d", "after": "3d"}
    ]
    assert told(capsys, "diff", "--old", str(new), "--new", str(new)) == ["nothing changes"]


def test_trying_things_out_writes_nothing(desk: Path, capsys: Capture) -> None:
    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}

    before = files()
    told(capsys, "lint")
    told(capsys, "preview", "--name", "licence")
    told(capsys, "dry-run", "--name", "peripheral", *PERIPHERAL)
    assert files() == before


# --- the guide --------------------------------------------------------------------------------


def test_the_guide_of_ten_minutes_does_what_it_says_word_for_word(
    desk: Path, capsys: Capture
) -> None:
    """As docs/workflows.md has it: new, the text put into the file, lint, dry-run."""
    guide = (ROOT / "docs/workflows.md").read_text(encoding="utf-8")
    guide = guide[guide.index("## A workflow in ten minutes") : guide.index("## The commands")]
    new, push = (
        "./deskbell workflow new --name new_chair --owner it --language en",
        "./deskbell push",
    )
    assert new in guide
    assert push in guide
    told(capsys, *new.split()[2:])
    written = guide[guide.index("```yaml") + 7 : guide.index("   ```\n")]
    Path("workflows/new_chair.yaml").write_text(textwrap.dedent(written), encoding="utf-8")
    [linted] = told(capsys, "lint")
    assert f"`{linted}`" in guide
    asked = " ".join(guide[guide.index("./deskbell workflow dry-run") :].split("`")[0].split())
    walk = told(capsys, *shlex.split(asked)[2:])
    assert walk[-1].startswith("new_chair ends refused")
