"""Counts and logs what became of inputs and outbox rows; called by the intake and the relay."""

from collections.abc import Sequence

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.domain.errors import told
from deskbell.usecases.outbox.send_outbox import Attempt

logger = Logger()
metrics = Metrics()


def time_to_begin(context: LambdaContext, longest_row: float) -> float:
    """For how many seconds from now another row may be begun, if one takes `longest_row` at most:
    one Slack call and writing down its answer."""
    return context.get_remaining_time_in_millis() / 1000 - longest_row


def report_failure(what: str, fault: Exception, **known: str | int) -> None:
    """Something that is not raised, or that Powertools would swallow, and where it happened."""
    metrics.add_metric(name=what, unit=MetricUnit.Count, value=1)
    logger.error(what, extra={**known, **told(fault)})


def report(attempts: Sequence[Attempt]) -> None:
    """One metric and one log line an attempt: ids and codes, never a text."""
    metrics.add_metric(name="OutboxAttempts", unit=MetricUnit.Count, value=len(attempts))
    for attempt in attempts:
        metrics.add_metric(name=attempt.fate, unit=MetricUnit.Count, value=1)
        known = {"row": attempt.row, "effect": attempt.effect, "code": attempt.code}
        logger.info(attempt.fate, extra=known)
