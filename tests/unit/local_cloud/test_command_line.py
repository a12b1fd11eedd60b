import subprocess
from pathlib import Path

import pytest

from tools.local_cloud.__main__ import main
from tools.local_cloud.options import ROOT


@pytest.fixture(autouse=True)
def own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DESK_STATE", str(tmp_path))
    monkeypatch.delenv("SLACK_API_URL", raising=False)


@pytest.mark.parametrize("command", [["tick", "--at", "2026-03-02T09:00:00Z"], ["explain", "12"]])
def test_a_command_for_a_stack_that_is_not_up_says_how_to_start_it(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 1
    assert "make up" in capsys.readouterr().err


def test_stopping_what_is_not_up_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["down"]) == 0
    assert capsys.readouterr().out == "The desk was not up.\n"


def test_a_stack_file_left_by_a_dead_stack_is_cleared(tmp_path: Path) -> None:
    (tmp_path / "stack.json").write_text("{}")
    (tmp_path / "tmp").mkdir()
    assert main(["down"]) == 0
    assert not list(tmp_path.iterdir())


def test_a_setting_nobody_can_use_is_one_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT_BASE", "door")
    assert main(["up"]) == 1
    assert capsys.readouterr().err.startswith("error: PORT_BASE is 'door'")


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_make_help_lists_every_promised_target() -> None:
    listed = {line.split()[1] for line in make("help").stdout.splitlines()}
    promised = "run up down tick test check fmt bench sim mutants explain deploy build setup help"
    assert set(promised.split()) <= listed


def test_make_tick_without_a_time_asks_for_one() -> None:
    done = make("tick", "AT=")
    assert done.returncode != 0
    assert "AT=2026-03-02T09:00:00Z" in done.stderr


def test_a_missing_interpreter_is_named_with_the_remedy(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "PYTHON": "python-of-nobody"}
    done = subprocess.run(
        [ROOT / "tools" / "setup.sh", ".venv", "requirements/dev.txt"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "python-of-nobody is missing" in done.stderr


def test_an_interpreter_that_is_too_old_is_refused_with_the_remedy(tmp_path: Path) -> None:
    old = tmp_path / "old-python"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2 && exit; exit 1\n')
    old.chmod(0o700)
    done = subprocess.run(
        [ROOT / "tools" / "setup.sh", ".venv", "requirements/dev.txt"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(old)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Python 3.9.2, too old" in done.stderr
