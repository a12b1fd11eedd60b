"""The inbox queue on SQS FIFO (ports.InputQueue), for every function but the ingress, and what
the intake gives up.

The ingress sends the same message without boto3 (aws_http.py).
"""

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from deskbell.adapters import wire
from deskbell.domain.errors import QueueUnavailableError
from deskbell.domain.inputs import Envelope

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient


class SqsDeadLetters:
    """Where the operator finds what cannot be handled, as it is, to be redriven when it can."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def put(self, body: str, group: str, message: str) -> None:
        """`message` is SQS's id of it. Raises QueueUnavailableError."""
        try:
            self._client.send_message(
                QueueUrl=self._url,
                MessageBody=body,
                MessageGroupId=group,
                MessageDeduplicationId=message,
            )
        except (BotoCoreError, ClientError) as error:
            raise QueueUnavailableError(f"the dead letters did not take {message}") from error


class SqsInputQueue:
    """Ordered within an envelope's group; a repeated key within 5 minutes is dropped by SQS.

    An input that waited for its ticket comes again, with one hop more, within those 5 minutes:
    it must not be taken for the repetition of itself.
    """

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def put(self, envelope: Envelope) -> None:
        try:
            self._client.send_message(
                QueueUrl=self._url,
                MessageBody=wire.encode(envelope),
                MessageGroupId=wire.fifo_id(envelope.group),
                MessageDeduplicationId=wire.fifo_id(f"{envelope.key}#{envelope.hops}"),
            )
        except (BotoCoreError, ClientError) as error:
            raise QueueUnavailableError(f"the inbox did not take {envelope.key}") from error
