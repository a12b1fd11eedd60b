"""Whom our AWS calls talk to: the right address, signed for it, and certified by Amazon alone."""

import hashlib
import re
import ssl
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import certifi
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.session import Session

from deskbell.adapters import aws_http
from deskbell.adapters.dynamo.people_rows import DynamoPersonRows
from deskbell.adapters.dynamo.table import bind, connection
from deskbell.domain.errors import QueueUnavailableError, StoreUnavailableError
from tests.builders import ANA, INSTALL
from tests.contracts.aws_stub import ENVELOPE, a_certificate, aws_stub

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


def test_a_server_that_amazon_has_not_certified_is_told_nothing(tmp_path: Path) -> None:
    with aws_stub(a_certificate(tmp_path, "127.0.0.1")) as aws:
        with pytest.raises(QueueUnavailableError, match="SSLCertVerificationError"):
            aws.queue().put(ENVELOPE)

        assert aws.asked == []


@pytest.mark.parametrize(("address", "asked"), [("127.0.0.1", 1), ("127.0.0.2", 0)])
def test_a_certified_server_is_trusted_for_its_own_name_only(
    address: str, asked: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = a_certificate(tmp_path, address)
    monkeypatch.setattr(aws_http, "TRUST_ROOTS", str(certificate))

    with aws_stub(certificate) as aws:
        with suppress(QueueUnavailableError):
            aws.queue().put(ENVELOPE)

        assert len(aws.asked) == asked


@pytest.fixture
def role(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Lambda gives it to a function."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake-secret")  # pragma: allowlist secret


@pytest.mark.usefixtures("role")
def test_the_table_is_asked_of_nobody_that_amazon_has_not_certified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = a_certificate(tmp_path, "127.0.0.1")
    with aws_stub(certificate) as aws:
        bind("desk", "eu-west-1", aws.stub.url)
        with pytest.raises(StoreUnavailableError):
            DynamoPersonRows().get(INSTALL, ANA)
        assert aws.asked == []

        monkeypatch.setattr(aws_http, "TRUST_ROOTS", str(certificate))
        bind("desk", "eu-west-1", aws.stub.url)
        assert DynamoPersonRows().get(INSTALL, ANA) is None
        assert len(aws.asked) == 1


def asked_by(session: Session, service: str, operation: str, region: str) -> tuple[str, str]:
    """The address of a call, and for which region and service it is signed."""
    client: Any = session.create_client(service, region)
    seen: list[AWSPreparedRequest] = []

    def answered(request: AWSPreparedRequest, **_: object) -> AWSResponse:
        seen.append(request)
        body: Any = SimpleNamespace(stream=lambda: iter((b"{}",)))
        return AWSResponse(request.url, 200, HTTPHeaders(), body)

    client.meta.events.register("before-send", answered)
    getattr(client, operation)()
    [request] = seen
    signature = str(request.headers["Authorization"])
    return request.url, re.findall(r"Credential=fake-key/\d+/([^,]+)", signature)[0]


@pytest.mark.usefixtures("role")
@pytest.mark.parametrize("region", ["eu-central-1", "us-gov-west-1", "cn-north-1", "xx-new-1"])
@pytest.mark.parametrize(
    ("service", "operation"),
    [
        ("dynamodb", "list_tables"),
        ("events", "list_event_buses"),
        ("stepfunctions", "list_state_machines"),
    ],
)
def test_without_the_list_of_all_endpoints_the_same_ones_are_asked(
    service: str, operation: str, region: str
) -> None:
    bind("desk", region)

    ours = asked_by(connection().session, service, operation, region)
    assert ours == asked_by(Session(), service, operation, region)
    assert region in ours[0]
