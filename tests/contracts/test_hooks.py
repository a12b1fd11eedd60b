"""A desk's hooks over real TLS: whom is called, how the call is signed, what each answer means."""

import base64
import hashlib
import hmac
import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deskbell.adapters.https_hooks import HttpsHooks, signed
from deskbell.adapters.memory.hooks import MemoryHooks
from deskbell.adapters.public_https import NotPublicError, public_addresses
from deskbell.domain.errors import SecretUnavailableError, SettingsError
from deskbell.domain.settings.hooks import Hook
from deskbell.usecases.slack_ports import Later, Never, Outcome, Sent, Undelivered, Unknown
from tests.contracts.aws_stub import a_certificate
from tests.http_stub import Reply, Stub, http_stub

KEY, BODY = "msg_1", json.dumps({"data": "ą"})
RAW = b"a secret of 24 bytes, ok"
SECRET = f"whsec_{base64.b64encode(RAW).decode()}"
AT = 1_795_424_400


@contextmanager
def receiver(tmp_path: Path) -> Iterator[tuple[Stub, Path]]:
    certificate = a_certificate(tmp_path, "127.0.0.1")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    with http_stub(server) as stub:
        yield stub, certificate


def hooks(
    certificate: Path | None = None, secret: str = SECRET, seconds: float = 5.0
) -> HttpsHooks:
    """Those of a desk whose hook is on this machine, which is only let through for the test."""
    trusted = ssl.create_default_context(cafile=certificate)
    return HttpsHooks(
        lambda _: secret, seconds, lambda: AT + 0.7, lambda host, _: [host], lambda: trusted
    )


def call(stub: Stub, calls: HttpsHooks) -> Outcome:
    return calls.call(Hook("hr", f"{stub.url}/desk?team=it", "deskbell/slack/hooks/hr"), KEY, BODY)


def test_a_call_is_signed_as_standard_webhooks_says_so_that_libraries_can_check_it(
    tmp_path: Path,
) -> None:
    with receiver(tmp_path) as (stub, certificate):
        assert call(stub, hooks(certificate)) == Sent()
    [asked] = stub.asked
    mac = hmac.new(RAW, f"{KEY}.{AT}.".encode() + asked.body, hashlib.sha256).digest()
    assert asked.headers["webhook-signature"] == f"v1,{base64.b64encode(mac).decode()}"
    assert asked.headers["webhook-id"] == asked.headers["idempotency-key"] == KEY
    assert asked.headers["webhook-timestamp"] == str(AT)
    assert (asked.path, asked.json) == ("/desk?team=it", {"data": "ą"})


def test_the_specifications_own_example_is_signed_as_it_says() -> None:
    """https://github.com/standard-webhooks/standard-webhooks, its test of the libraries."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # pragma: allowlist secret
    made = signed(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}')
    assert made["Webhook-Signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (204, Sent()),
        (429, Later(None, "http_429")),
        (503, Unknown("http_503")),
        (404, Never(Undelivered.REJECTED, "http_404")),
        (302, Never(Undelivered.REJECTED, "http_302")),
    ],
)
def test_what_each_answer_means(status: int, outcome: Outcome, tmp_path: Path) -> None:
    """Nobody is followed elsewhere: whoever redirects has not taken it."""
    with receiver(tmp_path) as (stub, certificate):
        stub.replies.append(Reply(status))
        assert call(stub, hooks(certificate)) == outcome


def test_whoever_does_not_answer_holds_nobody_up(tmp_path: Path) -> None:
    with receiver(tmp_path) as (stub, certificate):
        stub.replies.append(Reply(before=True))
        assert call(stub, hooks(certificate, seconds=0.2)) == Unknown("TimeoutError")


def test_a_server_that_is_not_who_it_says_is_told_nothing(tmp_path: Path) -> None:
    with receiver(tmp_path) as (stub, _):
        assert call(stub, hooks()) == Later(None, "certificate_refused")
    assert stub.asked == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.7", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "ff02::1"),
    ],
)
def test_a_name_that_leads_inside_is_never_called(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where one of its addresses is public: the next connection may take the other."""
    both = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(NotPublicError):
        public_addresses("hr.example.com", 443)
    calls = HttpsHooks(lambda _: SECRET, 1.0, lambda: AT)
    outcome = calls.call(Hook("hr", "https://hr.example.com/", "s"), KEY, BODY)
    assert outcome == Never(Undelivered.REJECTED, "address_not_public")


def test_a_public_name_is_called_at_the_address_that_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A second look could lead elsewhere."""
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("93.184.216.34", 443))]
    )
    tried = []

    def connect(address: tuple[str, int], _: float) -> None:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    calls = HttpsHooks(lambda _: SECRET, 1.0, lambda: AT)
    outcome = calls.call(Hook("hr", "https://hr.example.com/", "s"), KEY, BODY)
    assert (outcome, tried) == (Unknown("ConnectionRefusedError"), [("93.184.216.34", 443)])


@pytest.mark.parametrize("secret", ["", "short", "whsec_!!!", "whsec_c2hvcnQ="])
def test_a_secret_that_is_none_signs_nothing(secret: str) -> None:
    outcome = hooks(secret=secret).call(Hook("hr", "https://127.0.0.1:1/", "s"), KEY, BODY)
    assert outcome == Later(None, "secret_missing")


def test_a_secret_that_cannot_be_read_now_is_asked_for_again() -> None:
    def failing(fault: Exception) -> Outcome:
        def secret(_: str) -> str:
            raise fault

        return HttpsHooks(secret, 1.0, lambda: AT).call(Hook("hr", "https://x.org", "s"), KEY, BODY)

    assert failing(SettingsError("there is none")) == Later(None, "secret_missing")
    unavailable = SecretUnavailableError("AccessDeniedException")
    assert failing(unavailable) == Later(None, "secret_unavailable")


def test_the_twin_takes_calls_and_says_what_it_is_told_to_say() -> None:
    twin, hook = MemoryHooks(), Hook("hr", "https://hr.example.com/", "s")
    twin.faults.append(Unknown("TimeoutError"))
    assert twin.call(hook, KEY, BODY) == Unknown("TimeoutError")
    assert twin.call(hook, KEY, BODY) == Sent()
    assert twin.called == [("hr", KEY, BODY)]
