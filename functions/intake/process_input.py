"""Intake: the inbox's messages, each decided and committed, then their outbox rows sent at once.

One bad message holds up its own group only, and not for long; what is left unsent is the sweep's.
What an input means is decided from usecases/process_input.py on.
"""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.adapters.wire import decode
from deskbell.domain.errors import MAY_PASS
from deskbell.domain.inputs import Envelope
from deskbell.runtime import compose
from deskbell.runtime.reporting import report, report_failure, report_input, reported, time_to_begin
from deskbell.usecases.ports import OutboxRow

GIVEN_UP_AFTER = 3
"""Deliveries; the queue gives up after five, and those behind it as well (reliability.md 2.9)."""


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """An SQS batch in, the ids of the messages to bring again out (ReportBatchItemFailures)."""
    intake = compose.intake()
    to_send: list[OutboxRow] = []

    def take(body: str, group: str, message_id: str, times: int) -> bool:
        """False: bring it again."""
        known: dict[str, str | int] = {"message_id": message_id, "times": times}
        try:
            envelope = decode(body, Envelope)
            known["key"] = envelope.key
            handled = intake.process(envelope, lambda: time_to_begin(context, 0))
        except Exception as fault:
            hopeless = times >= GIVEN_UP_AFTER and not isinstance(fault, MAY_PASS)
            given_up = hopeless and intake.give_up(body, group, message_id, fault)
            report_failure("InputFailed", fault, given_up=given_up, **known)
            return given_up
        report_input(envelope.key, handled)
        to_send.extend(handled.outbox)
        return True

    # Powertools has a class for this, and takes one and a half empty cold starts to import it.
    again: list[str] = []
    held_up: set[str] = set()
    for record in event["Records"]:
        attributes, message_id = record["attributes"], record["messageId"]
        group, times = attributes["MessageGroupId"], int(attributes["ApproximateReceiveCount"])
        if group in held_up or not take(record["body"], group, message_id, times):
            held_up.add(group)
            again.append(message_id)
    report(intake.relay.send_held(to_send, time_to_begin(context, compose.LONGEST_FAST_ROW)))
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in again]}
