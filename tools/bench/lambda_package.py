"""The functions as `sam build` makes them, bytecode and all, laid out as on Lambda's disk.

The benches run them with the interpreter of .venv-bench, which has what Lambda's runtime has.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "build" / "bench"
INTERPRETER = ROOT / ".venv-bench" / "bin" / "python"
HANDLERS = Path(__file__).with_name("handlers")


class BuildError(Exception):
    """A part of the package could not be built; says what the build said."""


@dataclass(frozen=True, slots=True)
class Package:
    """`ingress` and `worker` are import paths (/var/task, then /opt): a worker has both layers."""

    ingress: str
    worker: str
    compared: str


def build() -> Package:
    """Builds what has changed; the dependencies only when their lock has."""
    functions = _made(ROOT / "functions", "build-Bench")
    deskbell = _made(ROOT / "layers" / "deskbell", "build-DeskbellLayer") / "python"
    dependencies = _dependencies()
    handlers = BUILT / "handlers"
    _emptied(handlers)
    for source in HANDLERS.glob("*.py"):
        shutil.copy(source, handlers)
    for bare in (handlers, _site_packages()):
        _run(str(INTERPRETER), "-m", "compileall", "-q", str(bare), here=ROOT)
    return Package(
        ingress=_joined(functions, deskbell),
        worker=_joined(functions, dependencies, deskbell),
        compared=_joined(handlers),
    )


def python_version() -> str:
    """Of the interpreter that runs the functions."""
    return _run(str(INTERPRETER), "-c", "import platform; print(platform.python_version())",
                here=ROOT).strip()  # fmt: skip


def _dependencies() -> Path:
    source = ROOT / "layers" / "dependencies"
    wanted = python_version() + (source / "requirements.txt").read_text(encoding="utf-8")
    built, stamp = BUILT / "dependencies" / "python", BUILT / "dependencies.txt"
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        _made(source, "build-DependenciesLayer")
        stamp.write_text(wanted, encoding="utf-8")
    return built


def _made(source: Path, target: str) -> Path:
    artifacts = BUILT / source.name
    _emptied(artifacts)
    _run("make", target, f"ARTIFACTS_DIR={artifacts}", f"PYTHON={INTERPRETER}", here=source)
    return artifacts


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _site_packages() -> Path:
    (found,) = INTERPRETER.parents[1].glob("lib/python3.*/site-packages")
    return found


def _joined(*folders: Path) -> str:
    return os.pathsep.join(map(str, folders))


def _run(*command: str, here: Path) -> str:
    path = os.pathsep.join((str(ROOT / ".venv" / "bin"), os.environ["PATH"]))
    done = subprocess.run(
        command, cwd=here, env={**os.environ, "PATH": path}, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise BuildError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout
