"""A server on this machine that stands for all of AWS, and clients of ours that talk to it."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from deskbell.adapters.aws_http import (
    AwsJsonService,
    HttpInputQueue,
    HttpSecrets,
    HttpTable,
)
from deskbell.adapters.sigv4 import Credentials
from tests.builders import NOW, a_message, an_envelope
from tests.http_stub import Asked, Reply, Stub, http_stub

CREDENTIALS = Credentials("fake-key", "fake-secret", "fake-token")
QUEUE_URL = "http://localhost:4802/000000000000/inbox.fifo"
ENVELOPE = an_envelope(a_message("1.000001", "노트북이 고장났어요"), key="msg:T1:C1:1.000001")


class Aws:
    """All of AWS, and the clients that a test made for it."""

    def __init__(self, stub: Stub) -> None:
        self.stub = stub
        self.waits = 1.2
        self.clients: list[AwsJsonService] = []

    def client(self, name: str, json_version: str = "1.0") -> AwsJsonService:
        timeouts = (self.waits, self.waits)
        made = AwsJsonService(
            name,
            region="eu-west-1",
            credentials=CREDENTIALS,
            endpoint=self.stub.url,
            json_version=json_version,
            timeouts=timeouts,
            clock=lambda: NOW.timestamp(),
        )
        self.clients.append(made)
        return made

    def queue(self) -> HttpInputQueue:
        return HttpInputQueue(self.client("sqs").call, QUEUE_URL)

    def table(self) -> HttpTable:
        return HttpTable(self.client("dynamodb").call, "Desk")

    def secrets(self) -> HttpSecrets:
        return HttpSecrets(self.client("secretsmanager", json_version="1.1").call)

    def answer(self, *replies: Reply) -> None:
        self.stub.replies = list(replies)

    @property
    def asked(self) -> list[Asked]:
        return self.stub.asked


@contextmanager
def aws_stub(certificate: Path | None = None) -> Iterator[Aws]:
    """Over HTTPS if it has a certificate."""
    tls = None
    if certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
    with http_stub(tls) as stub:
        found = Aws(stub)
        yield found
        for client in found.clients:
            client.close()


def answering(document: dict[str, Any], **how: Any) -> Reply:
    return Reply(body=json.dumps(document).encode(), **how)


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
