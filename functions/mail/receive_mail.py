"""Mail: what SES has put into the bucket, each as an input on the inbox (A4-03).

What a mail is, is read in adapters/mail; what becomes of it, usecases/tickets/receive_mail.py
decides.
"""

from typing import Any
from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import mail
from deskbell.runtime.reporting import logger, reported


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """An event of the bucket's. What is raised comes again, and after that to the dead letters."""
    desk, records = mail.desk(), event["Records"]
    for record in records:
        kept = record["s3"]
        key = unquote_plus(kept["object"]["key"])
        taken = desk.take(kept["bucket"]["name"], key, record["awsRegion"])
        logger.info("MailTaken", extra={"key": taken.key, "sort": taken.sort, "kept_as": key})
    return {"taken": len(records)}
