"""The commands an admin types, run in a release's folder against the emulator; for the story."""

from __future__ import annotations

import os
import subprocess
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.local_cloud import aws
from tools.sam_rehearsal.errors import RehearsalError

STAGE = "staging"
SHOWN_LINES = 40


class CommandFailedError(RehearsalError):
    """A command that ended with another exit code than 0; the message has its last lines."""


@dataclass(frozen=True, slots=True)
class Sam:
    """`sam` with samconfig.toml's stage; `parameters` are added to the stage's own."""

    executable: Path
    environment: Mapping[str, str]
    parameters: tuple[str, ...]

    def build(self, release: Path) -> None:
        self._run(release, "build")

    def deploy(self, release: Path) -> None:
        # On the command line they replace samconfig.toml's, so those are repeated.
        configured = settings(release)["deploy"]["parameters"]["parameter_overrides"]
        self._run(release, "deploy", "--parameter-overrides", *configured, *self.parameters)

    def delete(self, release: Path) -> None:
        self._run(release, "delete", "--no-prompts")

    def _run(self, release: Path, command: str, *arguments: str) -> None:
        sam = [str(self.executable), command, "--config-env", STAGE, *arguments]
        run(sam, release, self.environment)


def settings(release: Path) -> dict[str, Any]:
    """What samconfig.toml says about the stage."""
    stage: dict[str, Any] = tomllib.loads((release / "samconfig.toml").read_text())[STAGE]
    return stage


def run(command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
    """Run it with nobody at the keyboard, so that a question is an end and not a wait."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stdout.splitlines()[-SHOWN_LINES:]
        raise CommandFailedError("\n".join([f"{' '.join(command)} failed:", *lines]))


def environment(root: Path, endpoint: str) -> dict[str, str]:
    """The shell of an admin whose AWS is the emulator, with pybabel for the build."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    path = [str(root / ".venv" / "bin"), own.get("PATH", "")]
    return {
        **own,
        **aws.ENVIRONMENT,
        "AWS_ENDPOINT_URL": endpoint,
        "PATH": os.pathsep.join(path),
        "SAM_CLI_TELEMETRY": "0",
    }
