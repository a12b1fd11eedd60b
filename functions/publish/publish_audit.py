"""The table's stream: new audit rows go to the bus as domain events (architecture.md, idea 4)."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import compose

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, list[dict[str, str]]]:
    """A stream batch in; the records whose rows the bus did not take come again."""
    publisher = compose.publisher()
    records = [record["dynamodb"] for record in event["Records"]]
    rows = [publisher.read(record["NewImage"]) for record in records]
    refused = {(row.ref, row.version) for row in publisher.publish(rows)}
    metrics.add_metric(
        name="EventsPublished", unit=MetricUnit.Count, value=len(rows) - len(refused)
    )
    for ref, version in sorted(refused):
        logger.warning("EventRefused", extra={"ref": str(ref), "version": version})
    again = [
        {"itemIdentifier": record["SequenceNumber"]}
        for record, row in zip(records, rows, strict=True)
        if (row.ref, row.version) in refused
    ]
    return {"batchItemFailures": again}
