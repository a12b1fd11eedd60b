"""How many messages wait in a queue; `runtime/audit.py` builds it for the auditor."""

from collections.abc import Mapping, Sequence

from deskbell.adapters.aws_http import AwsCall, AwsCallError
from deskbell.domain.errors import QueueUnavailableError

COUNT = "ApproximateNumberOfMessages"


def queue_depths(sqs: AwsCall, urls: Sequence[str]) -> Mapping[str, int]:
    """By the queue's name. Raises QueueUnavailableError."""
    return {url.rpartition("/")[2]: _depth(sqs, url) for url in urls}


def _depth(sqs: AwsCall, url: str) -> int:
    try:
        answer = sqs("AmazonSQS.GetQueueAttributes", {"QueueUrl": url, "AttributeNames": [COUNT]})
    except AwsCallError as fault:
        raise QueueUnavailableError(fault.code) from fault
    attributes = answer.get("Attributes")
    return int(attributes[COUNT]) if isinstance(attributes, dict) else 0
