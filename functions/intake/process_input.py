"""Intake: the inbox's messages, each decided and committed, then their outbox rows sent at once.

One bad message holds up its own group only, and not for long; what is left unsent is the stream's
and the sweep's. What an input means is decided from usecases/process_input.py on.
"""

from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import SqsFifoPartialProcessor, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.adapters.wire import decode
from deskbell.domain.errors import MAY_PASS, StoreError
from deskbell.domain.inputs import Envelope
from deskbell.runtime import compose
from deskbell.runtime.reporting import logger, metrics, report, report_failure, time_to_begin

GIVEN_UP_AFTER = 3
"""Deliveries; the queue gives up after five, and those behind it as well (reliability.md 2.9)."""

processor = SqsFifoPartialProcessor(skip_group_on_error=True)
processor.raise_on_entire_batch_failure = False  # the failures are told below, without texts


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """An SQS batch in, the ids of the messages to bring again out (ReportBatchItemFailures)."""
    intake = compose.intake()
    to_send: list[str] = []

    def process(record: SQSRecord) -> None:
        envelope = decode(record.body, Envelope)
        handled = intake.process(envelope, lambda: time_to_begin(context, 0))
        to_send.extend(handled.outbox)
        outcome = f"Ignored.{handled.ignored}" if handled.ignored else "Committed"
        metrics.add_metric(name=outcome, unit=MetricUnit.Count, value=1)
        logger.info(outcome, extra={"key": envelope.key, "rows": list(handled.outbox)})

    def process_or_give_up(record: SQSRecord) -> None:
        try:
            process(record)
        except Exception as fault:
            times = int(record.attributes.approximate_receive_count)
            report_failure("InputFailed", fault, message_id=record.message_id, times=times)
            if isinstance(fault, MAY_PASS) or times < GIVEN_UP_AFTER:
                raise
            intake.give_up(record.body, str(record.attributes.message_group_id), record.message_id)

    response = process_partial_response(
        event=event, record_handler=process_or_give_up, processor=processor, context=context
    )
    try:
        report(intake.relay.send(to_send, time_to_begin(context, compose.LONGEST_FAST_ROW)))
    except StoreError as fault:
        report_failure("FastPathFailed", fault)  # what is committed must not be brought again
    return dict(response)
