"""The ingress's AWS calls: the protocol on the wire, connections that break, AWS's refusals."""

import hashlib
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import certifi
import pytest
from botocore.session import Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from deskbell.adapters import aws_http
from deskbell.adapters.aws_http import (
    AwsJsonService,
    HttpInputQueue,
    HttpSecrets,
    HttpTable,
)
from deskbell.adapters.sigv4 import Credentials, sign_post
from deskbell.adapters.sqs import SqsInputQueue
from deskbell.adapters.wire import decode
from deskbell.domain.errors import (
    QueueUnavailableError,
    SecretUnavailableError,
    StoreUnavailableError,
)
from deskbell.domain.inputs import Envelope
from tests.builders import NOW, a_message, an_envelope
from tests.http_stub import Asked, Reply, Stub, http_stub

CREDENTIALS = Credentials("fake-key", "fake-secret", "fake-token")
QUEUE_URL = "http://localhost:4802/000000000000/inbox.fifo"
ENVELOPE = an_envelope(a_message("1.000001", "노트북이 고장났어요"), key="msg:T1:C1:1.000001")


class Aws:
    """All of AWS, and the clients that a test made for it."""

    def __init__(self, stub: Stub) -> None:
        self.stub = stub
        self.clients: list[AwsJsonService] = []

    def client(self, name: str, json_version: str = "1.0") -> AwsJsonService:
        made = AwsJsonService(
            name,
            region="eu-west-1",
            credentials=CREDENTIALS,
            endpoint=self.stub.url,
            json_version=json_version,
            clock=lambda: NOW.timestamp(),
        )
        self.clients.append(made)
        return made

    def queue(self) -> HttpInputQueue:
        return HttpInputQueue(self.client("sqs"), QUEUE_URL)

    def table(self) -> HttpTable:
        return HttpTable(self.client("dynamodb"), "Desk")

    def secrets(self) -> HttpSecrets:
        return HttpSecrets(self.client("secretsmanager", json_version="1.1"))

    def answer(self, *replies: Reply) -> None:
        self.stub.replies = list(replies)

    @property
    def asked(self) -> list[Asked]:
        return self.stub.asked


@pytest.fixture
def aws() -> Iterator[Aws]:
    with http_stub() as stub:
        found = Aws(stub)
        yield found
        for client in found.clients:
            client.close()


def answering(document: dict[str, Any], **how: Any) -> Reply:
    return Reply(body=json.dumps(document).encode(), **how)


def model(name: str, operation: str) -> tuple[str, str]:
    """What botocore's own description of a service says of an operation's target and type."""
    description = Session().get_service_model(name)
    target = f"{description.metadata['targetPrefix']}.{operation}"
    return target, f"application/x-amz-json-{description.metadata['jsonVersion']}"


def test_an_input_goes_to_the_queue_in_its_group_under_its_key(aws: Aws) -> None:
    aws.queue().put(ENVELOPE)

    [asked] = aws.asked
    assert asked.path == "/"
    assert (asked.headers["x-amz-target"], asked.headers["content-type"]) == model(
        "sqs", "SendMessage"
    )
    assert asked.json["QueueUrl"] == QUEUE_URL
    assert decode(asked.json["MessageBody"], Envelope) == ENVELOPE


def test_both_ways_to_the_queue_send_the_same(aws: Aws) -> None:
    sent: dict[str, Any] = {}
    client: Any = SimpleNamespace(send_message=lambda **message: sent.update(message))

    SqsInputQueue(client, QUEUE_URL).put(ENVELOPE)
    aws.queue().put(ENVELOPE)

    assert aws.asked[0].json == sent


def test_what_is_sent_is_what_was_signed(aws: Aws) -> None:
    aws.queue().put(ENVELOPE)

    [asked] = aws.asked
    signed = sign_post(
        {
            "Host": asked.headers["host"],
            "Content-Type": asked.headers["content-type"],
            "X-Amz-Target": asked.headers["x-amz-target"],
        },
        asked.body,
        service="sqs",
        region="eu-west-1",
        credentials=CREDENTIALS,
        at=NOW,
    )
    assert asked.headers["authorization"] == signed["Authorization"]
    assert asked.headers["x-amz-security-token"] == "fake-token"


def test_a_row_is_its_texts(aws: Aws) -> None:
    aws.answer(answering({"Item": {"pk": {"S": "CFG"}, "hash": {"S": "abc"}, "n": {"N": "1"}}}))

    row = aws.table().row("CFG", "CURRENT")

    assert row == {"pk": "CFG", "hash": "abc"}
    [asked] = aws.asked
    assert (asked.headers["x-amz-target"], asked.headers["content-type"]) == model(
        "dynamodb", "GetItem"
    )
    assert asked.json == {
        "TableName": "Desk",
        "Key": {"pk": {"S": "CFG"}, "sk": {"S": "CURRENT"}},
    }


def test_a_row_that_is_not_there_is_none(aws: Aws) -> None:
    assert aws.table().row("CFG", "CURRENT") is None


def test_a_secret_is_its_text(aws: Aws) -> None:
    aws.answer(answering({"SecretString": "{}", "Name": "deskbell/slack"}))

    secrets = aws.secrets()

    assert secrets.text("deskbell/slack") == "{}"
    [asked] = aws.asked
    assert (asked.headers["x-amz-target"], asked.headers["content-type"]) == model(
        "secretsmanager", "GetSecretValue"
    )


def test_one_connection_serves_many_calls(aws: Aws) -> None:
    table = aws.table()

    for _ in range(3):
        table.row("CFG", "CURRENT")

    assert len({asked.connection for asked in aws.asked}) == 1


def test_a_connection_that_aws_closed_while_we_slept_is_opened_again(aws: Aws) -> None:
    queue = aws.queue()
    aws.answer(Reply(close_after=True))

    queue.put(ENVELOPE)
    queue.put(ENVELOPE)

    assert len({asked.connection for asked in aws.asked}) == 2


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=500, body=b"<html>"),
        Reply(status=503, body=b""),
        Reply(body=b"[]"),
        answering({"__type": "com.amazonaws.sqs#QueueDoesNotExist"}, status=400),
        Reply(before=True),
    ],
    ids=["html", "empty", "no-object", "refused", "silence"],
)
def test_anything_but_a_yes_is_the_same_fault_for_the_caller(
    reply: Reply, aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aws_http, "_TIMEOUT_SECONDS", 0.05)
    aws.answer(*[reply] * 3)

    with pytest.raises(QueueUnavailableError):
        aws.queue().put(ENVELOPE)
    with pytest.raises(StoreUnavailableError):
        aws.table().row("CFG", "CURRENT")
    with pytest.raises(SecretUnavailableError):
        aws.secrets().text("deskbell/slack")


def test_awss_error_code_is_told(aws: Aws) -> None:
    aws.answer(answering({"__type": "com.amazonaws.sqs#QueueDoesNotExist"}, status=400))

    with pytest.raises(QueueUnavailableError, match=r"^QueueDoesNotExist$"):
        aws.queue().put(ENVELOPE)


def test_a_call_works_again_after_one_that_did_not(aws: Aws) -> None:
    queue = aws.queue()
    aws.answer(Reply(status=500, body=b"<html>"))

    with pytest.raises(QueueUnavailableError):
        queue.put(ENVELOPE)
    queue.put(ENVELOPE)

    assert len(aws.asked) == 2


# From https://www.amazontrust.com/repository/
AMAZON_TRUST_SERVICES = {
    "8ecde6884f3d87b1125ba31ac3fcb13d7016de7f57cc904fe1cb97c6ae98196e",  # pragma: allowlist secret
    "1ba5b2aa8c65401a82960118f80bec4f62304d83cec4713a19c39c011ea46db4",  # pragma: allowlist secret
    "18ce6cfe7bf14e60b2e347b8dfe868cb31d02ebb3ada271569f50343b46db3a4",  # pragma: allowlist secret
    "e35d28419ed02025cfa69038cd623962458da5c695fbdea3c22b0bfb25897092",  # pragma: allowlist secret
    "568d6905a2c88708a4b3025190edcfedb1974a606a13c6e5290fcb2ae63edab5",  # pragma: allowlist secret
}


def fingerprints(bundle: Path) -> set[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(bundle)
    return {hashlib.sha256(one).hexdigest() for one in context.get_ca_certs(binary_form=True)}


def test_exactly_amazons_roots_are_trusted_and_everybody_else_trusts_them_too() -> None:
    ours = fingerprints(Path(aws_http.__file__).with_name("amazon_trust_services.pem"))

    assert ours == AMAZON_TRUST_SERVICES
    assert ours <= fingerprints(Path(certifi.where()))


def a_certificate(folder: Path, address: str) -> Path:
    """Key and self-signed certificate of a server at `address`, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "stub")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / f"{address}.pem"
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


@contextmanager
def https(certificate: Path) -> Iterator[Aws]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with http_stub(tls) as stub:
        found = Aws(stub)
        yield found
        for client in found.clients:
            client.close()


def test_a_server_that_amazon_has_not_certified_is_told_nothing(tmp_path: Path) -> None:
    with https(a_certificate(tmp_path, "127.0.0.1")) as aws:
        with pytest.raises(QueueUnavailableError, match="SSLCertVerificationError"):
            aws.queue().put(ENVELOPE)

        assert aws.asked == []


@pytest.mark.parametrize(("address", "asked"), [("127.0.0.1", 1), ("127.0.0.2", 0)])
def test_a_certified_server_is_trusted_for_its_own_name_only(
    address: str, asked: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = a_certificate(tmp_path, address)
    monkeypatch.setattr(aws_http, "_TRUST_ROOTS", certificate)

    with https(certificate) as aws:
        with suppress(QueueUnavailableError):
            aws.queue().put(ENVELOPE)

        assert len(aws.asked) == asked
