"""Intake: the inbox's messages, each decided and committed, then their outbox rows sent at once.

One bad message holds up its own group only, and not for long; what is left unsent is the sweep's.
What an input means is decided from usecases/process_input.py on.
"""

from typing import Any

from aws_lambda_powertools.utilities.batch import SqsFifoPartialProcessor, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.adapters.wire import decode
from deskbell.domain.errors import MAY_PASS
from deskbell.domain.inputs import Envelope
from deskbell.runtime import compose
from deskbell.runtime.reporting import report, report_failure, report_input, reported, time_to_begin
from deskbell.usecases.ports import OutboxRow

GIVEN_UP_AFTER = 3
"""Deliveries; the queue gives up after five, and those behind it as well (reliability.md 2.9)."""

processor = SqsFifoPartialProcessor(skip_group_on_error=True)
processor.raise_on_entire_batch_failure = False  # the failures are told below, without texts


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """An SQS batch in, the ids of the messages to bring again out (ReportBatchItemFailures)."""
    intake = compose.intake()
    to_send: list[OutboxRow] = []

    def process(record: SQSRecord) -> None:
        times = int(record.attributes.approximate_receive_count)
        known: dict[str, str | int] = {"message_id": record.message_id, "times": times}
        try:
            envelope = decode(record.body, Envelope)
            known["key"] = envelope.key
            handled = intake.process(envelope, lambda: time_to_begin(context, 0))
        except Exception as fault:
            report_failure("InputFailed", fault, **known)
            if isinstance(fault, MAY_PASS) or times < GIVEN_UP_AFTER:
                raise
            intake.give_up(record.body, str(record.attributes.message_group_id), record.message_id)
        else:
            report_input(envelope.key, handled)
            to_send.extend(handled.outbox)

    response = process_partial_response(
        event=event, record_handler=process, processor=processor, context=context
    )
    report(intake.relay.send_held(to_send, time_to_begin(context, compose.LONGEST_FAST_ROW)))
    return dict(response)
