"""What is read from SNS's own addresses: over TLS, once, from nowhere else."""

import http.client
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deskbell.adapters.alerts.fetching import LONGEST, Connect, fetch
from deskbell.adapters.http_events import Refused
from tests.contracts.aws_stub import a_certificate
from tests.http_stub import Reply, Stub, http_stub

ADDRESS = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem?x=1"


@pytest.fixture
def stub() -> Iterator[Stub]:
    with http_stub() as stub:
        yield stub


def here(stub: Stub) -> Connect:
    """Whatever host is asked, the stub answers."""
    port = urlsplit(stub.url).port
    return lambda *_: http.client.HTTPConnection("127.0.0.1", port, timeout=5)


def test_what_stands_there_is_read_by_one_request(stub: Stub) -> None:
    stub.replies = [Reply(body=b"-----BEGIN")]
    assert fetch(ADDRESS, here(stub)) == "-----BEGIN"
    assert [one.path for one in stub.asked] == ["/SimpleNotificationService-0a.pem?x=1"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(301),
        Reply(302),
        Reply(404),
        Reply(500),
        Reply(body=b"x" * (LONGEST + 1)),
        Reply(body=b"\xff"),
        Reply(cut=True, body=b"half"),
        Reply(close_after=True, status=503),
    ],
    ids=lambda reply: f"{reply.status}-{len(reply.body)}",
)
def test_nobody_is_followed_elsewhere_and_sns_is_told_to_send_again(
    stub: Stub, reply: Reply
) -> None:
    stub.replies = [reply]
    with pytest.raises(Refused) as refused:
        fetch(ADDRESS, here(stub))
    assert (refused.value.status, refused.value.reason) == (502, "sns_unreachable")
    assert len(stub.asked) == 1


def test_who_cannot_be_reached_is_asked_again_with_the_next_message() -> None:
    with pytest.raises(Refused) as refused:
        fetch("https://127.0.0.1:9/x")
    assert refused.value.status == 502


def test_a_server_that_cannot_prove_its_name_is_not_asked(tmp_path: Path) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(a_certificate(tmp_path, "127.0.0.1"))
    with http_stub(tls) as stub, pytest.raises(Refused):
        fetch(stub.url)
    assert stub.asked == []
