"""The table's stream: new audit rows go to the bus as domain events (architecture.md, idea 4)."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.domain.requests.events import RequestBegun
from deskbell.runtime import compose
from deskbell.runtime.reporting import logger, reported


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, list[dict[str, str]]]:
    """A stream batch in; the records whose rows the bus did not take come again."""
    publisher = compose.publisher()
    records = [record["dynamodb"] for record in event["Records"]]
    rows = [publisher.read(record["NewImage"]) for record in records]
    refused = {(row.ref, row.version) for row in publisher.publish(rows)}
    again: list[dict[str, str]] = []
    for record, row in zip(records, rows, strict=True):
        known = {"ref": str(row.ref), "key": row.cause, "event": row.event, "version": row.version}
        if row.event == RequestBegun.__name__:
            known["workflow"] = str(row.detail["workflow"])
        if (row.ref, row.version) in refused:
            logger.warning("EventRefused", extra=known)
            again.append({"itemIdentifier": record["SequenceNumber"]})
        else:
            logger.info("EventPublished", extra=known)
    return {"batchItemFailures": again}
