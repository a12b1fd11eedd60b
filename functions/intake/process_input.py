"""Intake: the inbox's messages, each decided and committed, then their outbox rows sent at once.

One bad message holds up its own group only; what is left unsent is the stream's and the sweep's.
"""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import (
    SqsFifoPartialProcessor,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.adapters.wire import decode
from deskbell.domain.inputs import Envelope
from deskbell.runtime import compose

SPARE_SECONDS = 2.5
"""Kept of the function's time limit for writing down what the last Slack call said."""

logger = Logger()
metrics = Metrics()
processor = SqsFifoPartialProcessor(skip_group_on_error=True)


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """An SQS batch in, the ids of the messages to bring again out (ReportBatchItemFailures)."""
    intake = compose.intake()
    to_send: list[str] = []

    def process(record: SQSRecord) -> None:
        envelope = decode(record.body, Envelope)
        handled = intake.process(envelope)
        to_send.extend(handled.outbox)
        outcome = f"Ignored.{handled.ignored}" if handled.ignored else "Committed"
        metrics.add_metric(name=outcome, unit=MetricUnit.Count, value=1)
        logger.info(outcome, extra={"key": envelope.key, "rows": list(handled.outbox)})

    response = process_partial_response(
        event=event, record_handler=process, processor=processor, context=context
    )
    seconds = context.get_remaining_time_in_millis() / 1000 - SPARE_SECONDS
    for attempt in intake.relay.send(to_send, seconds):
        metrics.add_metric(name=attempt.fate, unit=MetricUnit.Count, value=1)
        logger.info(attempt.fate, extra={"row": attempt.row, "code": attempt.code})
    return dict(response)
