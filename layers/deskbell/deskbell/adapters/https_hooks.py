"""Calls the hooks of a desk over HTTPS (hook_ports.Hooks); `runtime/hooks.py` builds it.

A workflow's owner names the host, so it is trusted with nothing:

    a public address (public_https.py) ── TLS
        ── one POST, signed as https://www.standardwebhooks.com says ── its status, no more

Nobody is followed elsewhere.
"""

import base64
import binascii
import hashlib
import hmac
import ssl
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from deskbell.adapters.public_https import (
    NotPublicError,
    Resolve,
    connected,
    left,
    public_addresses,
    trusting,
)
from deskbell.domain.errors import SecretUnavailableError, SettingsError
from deskbell.domain.settings.hooks import Hook
from deskbell.usecases.slack_ports import Later, Never, Outcome, Sent, Undelivered, Unknown

SHORTEST_SECRET = 24
"""Bytes; the specification wants that many."""
_PASSING = frozenset({408, 425, 429})
_LONGEST_STATUS_LINE = 256
_KEY_PREFIX = "whsec_"


class HttpsHooks:
    """`secret` gives the text of a secret by its name, `seconds` bound a call after the name is
    resolved, `wall` is in epoch seconds."""

    def __init__(
        self,
        secret: Callable[[str], str],
        seconds: float,
        wall: Callable[[], float],
        addresses: Resolve = public_addresses,
        context: Callable[[], ssl.SSLContext] = trusting,
    ) -> None:
        self._secret = secret
        self._seconds = seconds
        self._wall = wall
        self._addresses = addresses
        self._context = context

    def call(self, hook: Hook, key: str, body: str) -> Outcome:
        try:
            headers = signed(self._secret(hook.secret), key, int(self._wall()), body)
        except SettingsError:
            return Later(None, "secret_missing")
        except SecretUnavailableError:
            return Later(None, "secret_unavailable")
        try:
            status = self._post(hook.url, headers, body.encode())
        except NotPublicError:
            return Never(Undelivered.REJECTED, "address_not_public")
        except ssl.SSLCertVerificationError:
            return Later(None, "certificate_refused")
        except (OSError, ValueError) as fault:
            return Unknown(type(fault).__name__)
        return _outcome(status)

    def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 443
        until = time.monotonic() + self._seconds
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        lines = {
            "Host": parts.netloc,
            **headers,
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "Connection": "close",
            "User-Agent": "Deskbell",
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        with (
            connected(host, port, until, self._addresses) as opened,
            self._context().wrap_socket(opened, server_hostname=host) as connection,
        ):
            connection.settimeout(left(until))
            connection.sendall(f"POST {target} HTTP/1.1\r\n{head}\r\n".encode("ascii") + body)
            return _status(connection, until)


def signed(secret: str, key: str, at: int, body: str) -> dict[str, str]:
    """The headers by which a receiver knows who calls, when, and whether it has heard that before.
    Raises SettingsError for a secret that is none."""
    said = f"{key}.{at}.{body}".encode()
    mac = hmac.new(signing_key(secret), said, hashlib.sha256).digest()
    return {
        "Webhook-Id": key,
        "Webhook-Timestamp": str(at),
        "Webhook-Signature": f"v1,{base64.b64encode(mac).decode()}",
        "Idempotency-Key": key,
    }


def signing_key(secret: str) -> bytes:
    """Of a secret as it is stored. Raises SettingsError for one that is none."""
    text, key = secret.strip(), b""
    if text.startswith(_KEY_PREFIX):
        try:
            key = base64.b64decode(text.removeprefix(_KEY_PREFIX), validate=True)
        except binascii.Error:
            key = b""
    else:
        key = text.encode()
    if len(key) < SHORTEST_SECRET:
        raise SettingsError(
            f"a hook's secret has at least {SHORTEST_SECRET} bytes, or whsec_ and those in Base64"
        )
    return key


def _status(connection: ssl.SSLSocket, until: float) -> int:
    """Of the answer only its first line is read, however slowly it comes. Raises OSError, or
    ValueError if it is none of HTTP."""
    line = b""
    while b"\n" not in line and len(line) < _LONGEST_STATUS_LINE:
        connection.settimeout(left(until))
        received = connection.recv(_LONGEST_STATUS_LINE)
        if not received:
            raise ConnectionResetError
        line += received
    version, code, *_ = line.decode("latin-1").split(maxsplit=2)
    if not version.startswith("HTTP/"):
        raise ValueError("no HTTP")
    return int(code)


def _outcome(status: int) -> Outcome:
    code = f"http_{status}"
    if 200 <= status < 300:
        return Sent()
    if status in _PASSING:
        return Later(None, code)
    if status >= 500:
        return Unknown(code)
    return Never(Undelivered.REJECTED, code)
