"""A dead letter as SQS keeps it, and looking at them: received, and given back in the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

from tools.desk.dead_letters.queues import DeadLetterQueue

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

AT_ONCE = 10
"""Messages that SQS hands out, or takes back, in one call."""
HIDDEN_FOR = 120
"""Seconds for which a letter is ours; should we be killed, it is there again after that."""
PATIENCE = 1
"""Seconds that SQS looks for messages: without them it asks only some of its servers."""


@dataclass(frozen=True, slots=True)
class Letter:
    """`sent_at` is when it came to the queue, or if SQS moved it, to the queue before.

    `told` are its message attributes: what the intake or EventBridge say of the failure.
    `moved_by_sqs`: nobody answered for it, time after time, until its queue moved it.
    """

    id: str
    receipt: str
    body: str
    group: str | None
    sent_at: datetime
    told: Mapping[str, str]
    moved_by_sqs: bool


class Look:
    """A look at up to `most` letters; those that were not deleted are there again afterwards.

    Of one group of a FIFO queue SQS shows the first ten, and more only when those are deleted.
    """

    def __init__(self, sqs: "SQSClient", queue: DeadLetterQueue, most: int) -> None:
        self._sqs = sqs
        self._queue = queue
        self._most = min(most, queue.waiting)
        self._held: dict[str, Letter] = {}

    def __enter__(self) -> "Look":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        held = list(self._held.values())
        for first in range(0, len(held), AT_ONCE):
            self._give_back(held[first : first + AT_ONCE])

    def __iter__(self) -> Iterator[Letter]:
        seen = 0
        while seen < self._most:
            received = self._receive(min(AT_ONCE, self._most - seen))
            if not received:
                return
            new = [letter for letter in received if letter.id not in self._held]
            self._held |= {letter.id: letter for letter in received}
            seen += len(new)
            yield from new

    def delete(self, letter: Letter) -> None:
        """For good."""
        self._sqs.delete_message(QueueUrl=self._queue.url, ReceiptHandle=letter.receipt)
        del self._held[letter.id]

    def _receive(self, most: int) -> list[Letter]:
        answer = self._sqs.receive_message(
            QueueUrl=self._queue.url,
            MaxNumberOfMessages=most,
            VisibilityTimeout=HIDDEN_FOR,
            WaitTimeSeconds=PATIENCE,
            AttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        return [_letter(message) for message in answer.get("Messages", ())]

    def _give_back(self, letters: list[Letter]) -> None:
        self._sqs.change_message_visibility_batch(
            QueueUrl=self._queue.url,
            Entries=[
                {"Id": str(number), "ReceiptHandle": letter.receipt, "VisibilityTimeout": 0}
                for number, letter in enumerate(letters)
            ],
        )


def _letter(message: Mapping[str, Any]) -> Letter:
    attributes = message["Attributes"]
    return Letter(
        id=message["MessageId"],
        receipt=message["ReceiptHandle"],
        body=message["Body"],
        group=attributes.get("MessageGroupId"),
        sent_at=datetime.fromtimestamp(int(attributes["SentTimestamp"]) / 1000, UTC),
        told={
            name: value["StringValue"]
            for name, value in message.get("MessageAttributes", {}).items()
            if "StringValue" in value
        },
        moved_by_sqs="DeadLetterQueueSourceArn" in attributes,
    )
