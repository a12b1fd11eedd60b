"""A package without bytecode fails the build; by `make`, as `sam build` runs it."""

import compileall
import subprocess
import sys
from pathlib import Path

import pytest

from tests.template.cloudformation import ROOT
from tools.check_bytecode import main

MAKEFILES = ["functions/Makefile", "layers/dependencies/Makefile", "layers/deskbell/Makefile"]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name in ("desk/__init__.py", "desk/tickets/__init__.py", "desk/tickets/ticket.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert compileall.compile_dir(tmp_path, quiet=1)
    return tmp_path


def test_a_package_with_all_of_its_bytecode_is_well(package: Path) -> None:
    assert main(str(package)) == 0


def test_a_module_without_bytecode_is_named(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [compiled] = (package / "desk" / "tickets" / "__pycache__").glob("ticket.*.pyc")
    compiled.unlink()

    assert main(str(package)) == 1
    assert f"{package}/desk/tickets/ticket.py has no bytecode" in capsys.readouterr().err


def test_a_folder_without_modules_is_no_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(str(tmp_path)) == 1
    assert "has no modules" in capsys.readouterr().err


@pytest.mark.parametrize("makefile", MAKEFILES)
def test_each_build_checks_what_it_compiled_with_the_same_python(makefile: str) -> None:
    *_, compiling, where, checking = (ROOT / makefile).read_text("utf-8").splitlines()

    assert compiling.startswith("\t$(PYTHON) -m compileall ")
    assert checking == f"\t$(CHECK_BYTECODE) {where.split()[-1]}"


def test_a_build_that_leaves_a_module_uncompiled_fails(tmp_path: Path) -> None:
    """Of the functions, in a folder with a space, by a Python that compiles nothing."""
    python = tmp_path / "python"
    python.write_text(
        f'#!/bin/sh\ncase "$*" in *compileall*) exit 0 ;; esac\nexec "{sys.executable}" "$@"\n'
    )
    python.chmod(0o755)
    checkout = tmp_path / "a checkout"
    checkout.mkdir()
    for name in ("functions", "tools"):
        (checkout / name).symlink_to(ROOT / name)
    artifacts = tmp_path / "artifacts"
    artifacts.mkdir()

    built = subprocess.run(
        [
            "make",
            "--makefile",
            checkout / "functions" / "Makefile",
            "build-ProcessInputFunction",
            f"ARTIFACTS_DIR={artifacts}",
            f"PYTHON={python}",
        ],
        cwd=ROOT / "functions",
        capture_output=True,
        text=True,
        check=False,
    )

    assert built.returncode == 2
    assert "error: " in built.stderr
    assert "__init__.py has no bytecode" in built.stderr
