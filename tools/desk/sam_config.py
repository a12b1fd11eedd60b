"""What `samconfig.toml` says of a stack's place, so that nobody has to say it twice; for
`deployment.py`."""

import tomllib
from pathlib import Path

from tools.desk.errors import OperatorError


def region_of(stack: str, file: Path) -> str | None:
    """The region that `sam deploy` uses for the stack, if the file names one, as it does after
    `sam deploy --guided`."""
    try:
        stages = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise OperatorError(f"{file} cannot be read ({error})", "get it back from git") from error
    for stage in stages.values():
        if isinstance(stage, dict) and _parameters(stage, "global").get("stack_name") == stack:
            for command in ("deploy", "global"):
                if region := _parameters(stage, command).get("region"):
                    return region
    return None


def _parameters(stage: dict[str, dict[str, dict[str, str]]], command: str) -> dict[str, str]:
    return stage.get(command, {}).get("parameters", {})
