"""Source folders of the releases that the rehearsal deploys, each a copy of its own.

`sam` gets what is in them as it is; nothing is changed for the emulator's sake.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

from tools.sam_rehearsal.errors import RehearsalError

RESOURCES = "\nResources:\n"
IMPOSSIBLE = """
  # Refused by CloudFormation, but only after the functions were replaced.
  ImpossibleQueue:
    Type: AWS::SQS::Queue
    DependsOn: [ProcessInputFunction, ReceiveRequestFunction]
    Properties:
      QueueName: not-named-so
      FifoQueue: true
"""
HANDLER = Path("functions/intake/process_input.py")
BROKEN_HANDLER = 'raise RuntimeError("this release should have been rolled back")\n'
NEXT = Path("layers/deskbell/deskbell/released.py")


def committed(root: Path, commit: str, folder: Path) -> Path:
    """The release of a commit."""
    archive = _git(root, "archive", "--format=tar", commit)
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
    return folder


def knows(root: Path, commit: str) -> bool:
    """False for a commit that a shallow clone left out."""
    try:
        _git(root, "cat-file", "-e", f"{commit}^{{commit}}")
    except RehearsalError:
        return False
    return True


def working_tree(root: Path, folder: Path) -> Path:
    """The release this checkout would make, with one module that no earlier one has."""
    names = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in names.decode().split("\0"):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, folder / name)
    (folder / NEXT).write_text('"""Only there so that this release differs from the last."""\n')
    return folder


def broken(release: Path, folder: Path) -> Path:
    """A release that fails halfway, and would answer nobody if it were not rolled back."""
    shutil.copytree(release, folder, ignore=shutil.ignore_patterns(".aws-sam"))
    template = folder / "template.yaml"
    before, found, after = template.read_text().partition(RESOURCES)
    if not found:
        raise RehearsalError("template.yaml has no section Resources")
    template.write_text(before + found + IMPOSSIBLE + after)
    (folder / HANDLER).write_text(BROKEN_HANDLER)
    return folder


def _git(root: Path, *arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise RehearsalError(f"git {' '.join(arguments)}: {done.stderr.decode().strip()}")
    return done.stdout
