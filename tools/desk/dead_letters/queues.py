"""The dead-letter queues of a stack, and what each gives back to; found, not listed here.

A queue of another queue's RedrivePolicy has a home. One without takes what rules, schedules,
streams and asynchronous calls gave up.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.desk.deployment import Resource, Stack
from tools.desk.errors import OperatorError

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

DEAD_LETTERS = "DeadLetters"
"""In the name of every queue of the template that nobody reads."""


@dataclass(frozen=True, slots=True)
class Home:
    """The queue that gave up on a message."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class DeadLetterQueue:
    """`name` is the template's. `waiting` is SQS's own, approximate count, hidden ones included."""

    name: str
    url: str
    waiting: int
    home: Home | None


def dead_letter_queues(
    sqs: "SQSClient", stack: Stack, only: str | None = None
) -> list[DeadLetterQueue]:
    """Those of the stack, by name, or that one. Raises OperatorError if there is none."""
    queues = sorted(stack.of_kind("AWS::SQS::Queue"))
    attributes = {queue: _attributes(sqs, queue) for queue in queues}
    homes = {
        json.loads(found["RedrivePolicy"])["deadLetterTargetArn"]: Home(
            queue.logical_id, queue.physical_id
        )
        for queue, found in attributes.items()
        if "RedrivePolicy" in found
    }
    found = [
        DeadLetterQueue(
            queue.logical_id,
            queue.physical_id,
            int(attributes[queue]["ApproximateNumberOfMessages"])
            + int(attributes[queue]["ApproximateNumberOfMessagesNotVisible"]),
            homes.get(attributes[queue]["QueueArn"]),
        )
        for queue in queues
        if DEAD_LETTERS in queue.logical_id
    ]
    return _only(found, only)


def _attributes(sqs: "SQSClient", queue: Resource) -> dict[str, str]:
    answer = sqs.get_queue_attributes(QueueUrl=queue.physical_id, AttributeNames=["All"])
    return {str(name): value for name, value in answer["Attributes"].items()}


def _only(found: Sequence[DeadLetterQueue], name: str | None) -> list[DeadLetterQueue]:
    chosen = [queue for queue in found if name in (None, queue.name)]
    if not chosen:
        raise OperatorError(
            f"there is no dead-letter queue {name}" if name else "the stack has no such queues",
            f"name one of: {', '.join(queue.name for queue in found) or 'none'}",
        )
    return chosen
