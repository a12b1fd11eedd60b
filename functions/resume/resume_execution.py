"""Events that a waiting execution waits for; each answers what it can (architecture.md, idea 7)."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.domain.ids import Ref
from deskbell.runtime import compose

logger = Logger()
metrics = Metrics()
processor = BatchProcessor(event_type=EventType.SQS)


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Bus events in an SQS batch; a refused answer fails its message, so that it is not silent."""
    workflow = compose.workflow()

    def resume(record: SQSRecord) -> None:
        ref = Ref.parse(record.json_body["detail"]["ref"])
        answered = workflow.resume(ref)
        metrics.add_metric(name="ExecutionsResumed", unit=MetricUnit.Count, value=answered)
        logger.info("ExecutionsResumed", extra={"ref": str(ref), "count": answered})

    response = process_partial_response(
        event=event, record_handler=resume, processor=processor, context=context
    )
    return dict(response)
