"""Packs the functions and the layer as the local cloud deploys them, and plays the corpus to that.

Called by `make corpus` and by the contract test of the corpus.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tools.corpus.outcomes import Outcome
from tools.corpus.payloads import ROOT, Manner
from tools.local_cloud.packaging import LAYER_ROOT, Packager


def play_all() -> list[Outcome]:
    """The whole corpus in every manner. Raises CalledProcessError if the package does not start."""
    with tempfile.TemporaryDirectory() as folder:
        path = _package(Path(folder))
        with ThreadPoolExecutor(len(Manner)) as pool:
            played = pool.map(partial(_play, path), Manner)
            return [outcome for outcomes in played for outcome in outcomes]


def _package(folder: Path) -> str:
    """Unpacked as Lambda does it; the value is the Python path. Libraries are the environment's."""
    packager = Packager(Path("uv"), Path(sys.executable), folder, folder)
    task, opt = folder / "task", folder / "opt"
    for archive, target in (
        (packager.code(ROOT / "functions"), task),
        (packager.layer(ROOT / "layers/deskbell"), opt),
    ):
        zipfile.ZipFile(io.BytesIO(archive)).extractall(target)
    return os.pathsep.join(map(str, (task, opt / LAYER_ROOT, ROOT)))


def _play(path: str, manner: Manner) -> list[Outcome]:
    done = subprocess.run(
        [sys.executable, "-m", "tools.corpus.play", manner],
        cwd=ROOT,
        env={"PYTHONPATH": path, "PATH": os.environ.get("PATH", "")},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return [_outcome(line) for line in done.stdout.splitlines()]


def _outcome(line: str) -> Outcome:
    told = json.loads(line)
    intake = tuple(told.pop("intake"))
    return Outcome(**{**told, "manner": Manner(told["manner"]), "intake": intake})
