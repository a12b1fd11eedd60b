"""What `samconfig.toml` says of a stack's name and place, so that nobody has to say it twice; for
`deployment.py` and `make deploy`."""

import tomllib
from pathlib import Path

from tools.desk.errors import OperatorError

_Stage = dict[str, dict[str, dict[str, str]]]
"""Parameters by command, as `[staging.deploy.parameters]` has them."""


def region_of(stack: str, file: Path) -> str | None:
    """The region that `sam deploy` uses for the stack, if the file names one, as it does after
    `sam deploy --guided`."""
    for stage in _stages(file).values():
        if _parameters(stage, "global").get("stack_name") == stack:
            for command in ("deploy", "global"):
                if region := _parameters(stage, command).get("region"):
                    return region
    return None


def stack_of(stage: str, file: Path) -> str:
    """The stack of a stage; raises OperatorError if there is no such stage."""
    stages = _stages(file)
    if stage not in stages:
        named = ", ".join(name for name in stages if name != "default")
        raise OperatorError(f"{file.name} has no stage {stage}", f"STAGE is one of: {named}")
    return _parameters(stages[stage], "global").get("stack_name", "")


def _stages(file: Path) -> dict[str, _Stage]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise OperatorError(f"{file} cannot be read ({error})", "get it back from git") from error
    return {name: stage for name, stage in document.items() if isinstance(stage, dict)}


def _parameters(stage: _Stage, command: str) -> dict[str, str]:
    return stage.get(command, {}).get("parameters", {})
