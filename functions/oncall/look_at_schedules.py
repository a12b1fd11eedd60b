"""Each hour: every schedule of the settings is looked at, whatever became of its timer (C-16); so
are stand-ups, what a push has changed and the round-up of praise, and dogfooding once a workday."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import on_call
from deskbell.runtime.reporting import reported


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """The scheduled event's `time` says as of when."""
    return {"schedules": on_call.look(event["time"])}
