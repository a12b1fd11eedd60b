"""Events that a waiting execution waits for; each answers what it can (architecture.md, idea 7)."""

from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.domain.ids import Ref
from deskbell.runtime import compose
from deskbell.runtime.reporting import log_failure, logger, reported

# Where all fail, Powertools would raise, with the texts of what it was told.
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Bus events in an SQS batch; a refused answer fails its message, so that it is not silent."""
    workflow = compose.workflow()

    def resume(record: SQSRecord) -> None:
        known: dict[str, str | int] = {"message_id": record.message_id}
        try:
            detail = record.json_body["detail"]
            known |= {"ref": detail["ref"], "key": detail["cause"]}
            answered = workflow.resume(Ref.parse(detail["ref"]))
        except Exception as fault:
            log_failure("ResumeFailed", fault, **known)
            raise
        logger.info("ExecutionsResumed", extra={**known, "count": answered})

    response = process_partial_response(
        event=event, record_handler=resume, processor=processor, context=context
    )
    return dict(response)
