"""What AWS End User Messaging tells of a page by text message or telephone: a receipt (C-17).

Which of its events are one is in adapters/receipts; what follows, usecases/paging decides.
"""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import receipts
from deskbell.runtime.reporting import logger, reported


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """An event of the account's bus. What is raised comes again, then to the dead letters."""
    if key := receipts.take(event):
        logger.info("ReceiptTaken", extra={"key": key})
    else:
        logger.info("ReceiptIgnored", extra={"reason": event["detail"]["eventType"]})
