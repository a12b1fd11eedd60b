"""The table's stream: outbox rows go to Slack at once if the fast path did not send them."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.adapters.dynamo import stream
from deskbell.runtime import compose
from relay.reporting import metrics, report, time_to_begin


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """A batch of new outbox rows. What Slack refuses is not raised: the row remembers it."""
    relay = compose.relay()
    rows = [stream.outbox_id(record["dynamodb"]["NewImage"]) for record in event["Records"]]
    report(relay.send(rows, time_to_begin(context)))
