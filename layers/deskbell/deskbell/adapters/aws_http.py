"""The three AWS calls the ingress makes, over plain HTTP: put an input, read a row, a secret.

botocore costs an ingress 5 empty cold starts and 1 ms a call (performance.md). Everything else
in Deskbell uses it; nothing but `runtime/ingress.py` builds these.
"""

import json
import os
import ssl
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from deskbell.adapters.kept_connection import KeptConnection
from deskbell.adapters.sigv4 import Credentials, sign_post
from deskbell.adapters.wire import encode, fifo_id
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import (
    QueueUnavailableError,
    SecretUnavailableError,
    StoreUnavailableError,
)

_TIMEOUT_SECONDS = 1.2  # Slack waits 3 s in all, and a refusal is better than its time-out
# pathlib takes 2 ms to import.
_TRUST_ROOTS = os.path.join(os.path.dirname(__file__), "amazon_trust_services.pem")  # noqa: PTH118, PTH120


class AwsCallError(Exception):
    """A call that did not succeed: AWS's error code, or what became of the connection."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class AwsJsonService:
    """One service's JSON protocol over one kept-alive connection.

    `endpoint` replaces AWS's own address (the local cloud). Not for use by two threads.
    """

    def __init__(
        self,
        service: str,
        *,
        region: str,
        credentials: Credentials,
        endpoint: str | None = None,
        json_version: str = "1.0",
        clock: Callable[[], float] = time.time,
    ) -> None:
        url = endpoint or f"https://{service}.{region}.amazonaws.com"
        self._scheme, _, host = url.rstrip("/").partition("://")
        self._host = host
        self._service = service
        self._region = region
        self._credentials = credentials
        self._content_type = f"application/x-amz-json-{json_version}"
        self._clock = clock
        self._connection: KeptConnection | None = None

    def call(self, target: str, payload: Mapping[str, object]) -> dict[str, object]:
        """Raises AwsCallError. Every call made here may safely arrive twice."""
        body = json.dumps(payload).encode()
        headers = sign_post(
            {
                "Host": self._host,
                "Content-Type": self._content_type,
                "X-Amz-Target": target,
            },
            body,
            service=self._service,
            region=self._region,
            credentials=self._credentials,
            at=datetime.fromtimestamp(self._clock(), UTC),
        )
        try:
            status, answer = self._exchange(headers, body)
            document = json.loads(answer or b"{}")
        except (OSError, ValueError) as fault:
            self.close()
            raise AwsCallError(type(fault).__name__) from fault
        if status != 200 or not isinstance(document, dict):
            raise AwsCallError(_code(status, document))
        return document

    def _exchange(self, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        if self._connection:
            try:
                return self._connection.post(headers, body)
            except ConnectionError:
                # AWS closed it while Lambda had frozen us, which nobody could have noticed.
                self.close()
        self._connection = self._connect()
        return self._connection.post(headers, body)

    def _connect(self) -> KeptConnection:
        name, _, port = self._host.partition(":")
        if self._scheme == "http":
            return KeptConnection(name, int(port or 80), seconds=_TIMEOUT_SECONDS)
        return KeptConnection(name, int(port or 443), seconds=_TIMEOUT_SECONDS, tls=_tls())

    def close(self) -> None:
        """Drops the connection; the next call opens another."""
        if self._connection:
            self._connection.close()
        self._connection = None


def _tls() -> ssl.SSLContext:
    """The default bundle takes 20 ms to load, the roots of AWS's own certificates 2 ms."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(_TRUST_ROOTS)
    return context


def _code(status: int, document: object) -> str:
    kind = document.get("__type") if isinstance(document, dict) else None
    return str(kind).rpartition("#")[2] if kind else f"HTTP {status}"


class HttpInputQueue:
    """ports.InputQueue over SQS FIFO; it sends what `SqsInputQueue` sends."""

    def __init__(self, sqs: AwsJsonService, queue_url: str) -> None:
        self._sqs = sqs
        self._queue_url = queue_url

    def put(self, envelope: Envelope) -> None:
        message = {
            "QueueUrl": self._queue_url,
            "MessageBody": encode(envelope),
            "MessageGroupId": fifo_id(envelope.group),
            "MessageDeduplicationId": fifo_id(f"{envelope.key}#{envelope.hops}"),
        }
        try:
            self._sqs.call("AmazonSQS.SendMessage", message)
        except AwsCallError as fault:
            raise QueueUnavailableError(fault.code) from fault


class HttpTable:
    """One row of the table by its key; only the attributes that are text."""

    def __init__(self, dynamodb: AwsJsonService, name: str) -> None:
        self._dynamodb = dynamodb
        self._name = name

    def row(self, pk: str, sk: str) -> Mapping[str, str] | None:
        """Raises StoreUnavailableError."""
        request = {"TableName": self._name, "Key": {"pk": {"S": pk}, "sk": {"S": sk}}}
        try:
            item = self._dynamodb.call("DynamoDB_20120810.GetItem", request).get("Item")
        except AwsCallError as fault:
            raise StoreUnavailableError(fault.code) from fault
        if not isinstance(item, dict):
            return None
        return {name: value["S"] for name, value in item.items() if "S" in value}


class HttpSecrets:
    """The text of one secret."""

    def __init__(self, secretsmanager: AwsJsonService) -> None:
        self._secretsmanager = secretsmanager

    def text(self, name: str) -> str:
        """Raises SecretUnavailableError."""
        try:
            answer = self._secretsmanager.call("secretsmanager.GetSecretValue", {"SecretId": name})
        except AwsCallError as fault:
            raise SecretUnavailableError(fault.code) from fault
        return str(answer.get("SecretString", ""))
