"""Each minute: outbox rows whose time has come, whoever has left them behind."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import compose
from deskbell.runtime.reporting import metrics, report, time_to_begin


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """In wall clock time: the scheduled event's own `time` does not matter here."""
    report(compose.relay().sweep(time_to_begin(context, compose.LONGEST_ROW)))
