"""Intake: the inbox's messages, each decided and committed, then their outbox rows sent at once.

One bad message holds up its own group only; what is left unsent is the stream's and the sweep's.
What an input means is decided from usecases/process_input.py on.
"""

from typing import Any

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
from deskbell.runtime.reporting import logger, metrics, report, time_to_begin

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
    report(intake.relay.send(to_send, time_to_begin(context, compose.LONGEST_FAST_ROW)))
    return dict(response)
