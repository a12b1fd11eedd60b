"""Each minute: outbox rows whose time has come, whoever has left them behind."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import compose
from deskbell.runtime.reporting import Metric, measure, report, reported, time_to_begin


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """In wall clock time: the scheduled event's own `time` does not matter here."""
    relay = compose.relay()
    # Measured each minute, none included: where it is missing, nobody sweeps, and that alarms too.
    measure(Metric.OLDEST, relay.longest_unsent())
    report(relay.sweep(time_to_begin(context, compose.LONGEST_ROW)))
