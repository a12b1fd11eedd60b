"""The table's stream: outbox rows that no intake holds, which are the workflows', go out now.

What becomes of a row is in usecases/outbox: `send_outbox` takes them in order, `carry_out` asks
Slack for each.
"""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.adapters.dynamo import stream
from deskbell.runtime import compose
from deskbell.runtime.reporting import report, reported, time_to_begin


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """A batch of new outbox rows. What Slack refuses is not raised: the row remembers it."""
    rows = [stream.outbox_id(record["dynamodb"]["NewImage"]) for record in event["Records"]]
    report(compose.relay().send(rows, time_to_begin(context, compose.LONGEST_ROW)))
