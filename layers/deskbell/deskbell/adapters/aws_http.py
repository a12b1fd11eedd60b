"""AWS calls without an SDK: put a message, read a row, a secret; `runtime/` builds these.

botocore costs an ingress 5 empty cold starts and 1 ms a call (performance.md). The other
functions have it for the table, the bus and the executions, and use `patient_aws.py` for the rest.
"""

import json
import os
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache

from deskbell.adapters.kept_connection import AnswerError, KeptConnection
from deskbell.adapters.sigv4 import Credentials, sign_post
from deskbell.adapters.wire import encode, fifo_id
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import (
    QueueUnavailableError,
    SecretUnavailableError,
    SettingsError,
    StoreUnavailableError,
)

INGRESS_TIMEOUTS = (1.2, 1.2)
"""Seconds to connect, and of each wait: Slack waits 3 s in all, and a refusal is better than its
time-out."""
# pathlib takes 2 ms to import.
TRUST_ROOTS = os.path.join(os.path.dirname(__file__), "amazon_trust_services.pem")  # noqa: PTH118, PTH120


BATCH, BATCH_BYTES = 10, 200_000
"""Of a SendMessageBatch: SQS takes ten, of 262,144 bytes with all that is around them."""
AwsCall = Callable[[str, Mapping[str, object]], dict[str, object]]
"""`AwsJsonService.call`, or what does the same."""


class AwsCallError(Exception):
    """A call that did not succeed: AWS's error code, or what became of the connection."""

    def __init__(self, code: str, *, may_pass: bool) -> None:
        super().__init__(code)
        self.code = code
        self.may_pass = may_pass


class AwsJsonService:
    """One service's JSON protocol, a kept-alive connection for each thread that calls at a time.

    `endpoint` replaces AWS's own address (the local cloud).
    """

    def __init__(
        self,
        service: str,
        *,
        region: str,
        credentials: Credentials,
        endpoint: str | None = None,
        json_version: str = "1.0",
        timeouts: tuple[float, float] = INGRESS_TIMEOUTS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        url = endpoint or f"https://{service}.{region}.amazonaws.com"
        self._scheme, _, host = url.rstrip("/").partition("://")
        self._host = host
        self._service = service
        self._region = region
        self._credentials = credentials
        self._content_type = f"application/x-amz-json-{json_version}"
        self._timeouts = timeouts
        self._clock = clock
        self._idle: list[KeptConnection] = []

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
        except (OSError, AnswerError) as fault:
            raise AwsCallError(type(fault).__name__, may_pass=True) from fault
        document = _document(answer)
        if status != 200 or document is None:
            raise _refused(status, document or {})
        return document

    def _exchange(self, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        while kept := self._kept():
            try:
                return self._post(kept, headers, body)
            except ConnectionError:
                # AWS closed it while Lambda had frozen us, which nobody could have noticed.
                continue
        return self._post(self._connect(), headers, body)

    def _kept(self) -> KeptConnection | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _post(
        self, connection: KeptConnection, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, bytes]:
        try:
            answer = connection.post(headers, body)
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)
        return answer

    def _connect(self) -> KeptConnection:
        name, _, port = self._host.partition(":")
        if self._scheme == "http":
            return KeptConnection(name, int(port or 80), timeouts=self._timeouts)
        tls = _trusting(TRUST_ROOTS)
        return KeptConnection(name, int(port or 443), timeouts=self._timeouts, tls=tls)

    def close(self) -> None:
        """Drops the connections; the next call opens another."""
        while kept := self._kept():
            kept.close()


@cache
def _trusting(roots: str) -> ssl.SSLContext:
    """The default bundle takes 20 ms to load, the roots of AWS's own certificates 2 ms."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(roots)
    return context


def _document(answer: bytes) -> dict[str, object] | None:
    try:
        document = json.loads(answer or b"{}")
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _refused(status: int, document: Mapping[str, object]) -> AwsCallError:
    kind = document.get("__type")
    code = str(kind).rpartition("#")[2] if kind else f"HTTP {status}"
    return AwsCallError(code, may_pass=status >= 500 or status == 429 or "Throttl" in code)


def _message(body: str, group: str, deduplication: str) -> dict[str, str]:
    """One for a FIFO queue."""
    return {
        "MessageBody": body,
        "MessageGroupId": group,
        "MessageDeduplicationId": deduplication,
    }


def _send(
    sqs: AwsCall, url: str, message: Mapping[str, object], operation: str = "SendMessage"
) -> dict[str, object]:
    """Raises QueueUnavailableError."""
    try:
        return sqs(f"AmazonSQS.{operation}", {"QueueUrl": url, **message})
    except AwsCallError as fault:
        raise QueueUnavailableError(fault.code) from fault


class HttpInputQueue:
    """ports.InputQueue: ordered within an envelope's group; SQS drops a repeated key for 5 minutes.

    An input that waited for its ticket comes again, with one hop more, within those 5 minutes:
    it must not be taken for the repetition of itself.
    """

    def __init__(self, sqs: AwsCall, url: str) -> None:
        self._sqs = sqs
        self._url = url

    def put(self, envelope: Envelope) -> None:
        _send(self._sqs, self._url, _of(envelope))

    def put_all(self, envelopes: Iterable[Envelope]) -> None:
        """With a tenth of the calls."""
        for messages in _batches(map(_of, envelopes)):
            entries = [{"Id": str(number), **one} for number, one in enumerate(messages)]
            answer = _send(self._sqs, self._url, {"Entries": entries}, "SendMessageBatch")
            if failed := answer.get("Failed"):
                raise QueueUnavailableError(_codes(failed))


def _of(envelope: Envelope) -> dict[str, str]:
    group, key = fifo_id(envelope.group), fifo_id(f"{envelope.key}#{envelope.hops}")
    return _message(encode(envelope), group, key)


def _batches(messages: Iterable[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    """In order, of each group one a batch: of a batch, SQS may take some and not others."""
    batch: list[dict[str, str]] = []
    groups: set[str] = set()
    room, known = BATCH_BYTES, set[str]()
    for message in messages:
        group, size = message["MessageGroupId"], len(message["MessageBody"])
        if message["MessageDeduplicationId"] in known:
            continue
        known.add(message["MessageDeduplicationId"])
        if len(batch) == BATCH or group in groups or size > room:
            yield batch
            batch, groups, room = [], set(), BATCH_BYTES
        batch.append(message)
        groups.add(group)
        room -= size
    if batch:
        yield batch


def _codes(failed: object) -> str:
    entries = failed if isinstance(failed, list) else []
    return ", ".join(sorted({str(one.get("Code")) for one in entries if isinstance(one, dict)}))


class HttpDeadLetters:
    """Where the operator finds what cannot be handled, as it is, to be redriven when it can."""

    def __init__(self, sqs: AwsCall, url: str) -> None:
        self._sqs = sqs
        self._url = url

    def put(self, body: str, group: str, message: str, why: Mapping[str, str]) -> None:
        """`message` is SQS's id of it, `why` what a log may say. Raises QueueUnavailableError."""
        attributes = {
            name: {"DataType": "String", "StringValue": value}
            for name, value in why.items()
            if value
        }
        letter = {**_message(body, group, message), "MessageAttributes": attributes}
        _send(self._sqs, self._url, letter)


class HttpTable:
    """One row of the table by its key; only the attributes that are text."""

    def __init__(self, dynamodb: AwsCall, name: str) -> None:
        self._dynamodb = dynamodb
        self._name = name

    def row(self, pk: str, sk: str) -> Mapping[str, str] | None:
        """Raises StoreUnavailableError."""
        request = {"TableName": self._name, "Key": {"pk": {"S": pk}, "sk": {"S": sk}}}
        try:
            item = self._dynamodb("DynamoDB_20120810.GetItem", request).get("Item")
        except AwsCallError as fault:
            raise StoreUnavailableError(fault.code) from fault
        if not isinstance(item, dict):
            return None
        return {name: value["S"] for name, value in item.items() if "S" in value}


class HttpSecrets:
    """The text of one secret."""

    def __init__(self, secretsmanager: AwsCall) -> None:
        self._secretsmanager = secretsmanager

    def text(self, name: str) -> str:
        """Raises SettingsError (it says what to do) or SecretUnavailableError (try again)."""
        try:
            answer = self._secretsmanager("secretsmanager.GetSecretValue", {"SecretId": name})
        except AwsCallError as fault:
            if fault.code == "ResourceNotFoundException":
                raise SettingsError(
                    f"there is no secret {name}, or it has no value yet; "
                    "store it with `./deskbell secret`"
                ) from fault
            raise SecretUnavailableError(fault.code) from fault
        return str(answer.get("SecretString", ""))
