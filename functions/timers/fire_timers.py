"""Each minute: the timers that are due become inputs (architecture.md, idea 6)."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import compose
from deskbell.runtime.reporting import Metric, logger, measure, reported


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """The scheduled event's `time` says what is due; a tick or a replay sends another one."""
    fired = compose.timekeeper().fire(event["time"])
    # Measured each minute, none included: where it is missing, nobody fires, and that alarms too.
    measure(Metric.LATE, fired.late.total_seconds())
    for timer in fired.inputs:
        logger.info("TimerFired", extra={"ref": timer.group, "key": timer.key})
    return {"fired": len(fired.inputs)}
