"""One request to Jira over HTTPS and its answer; `rest.py` asks. Nobody is followed elsewhere."""

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Protocol
from urllib.parse import urlsplit

from deskbell.adapters.public_https import Resolve, connected, public_addresses, trusting

LONGEST = 4 * 1024 * 1024
"""Bytes of an answer: the comments of an issue at most."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`retry_after` in seconds, None where Jira names none."""

    status: int
    body: bytes = b""
    retry_after: float | None = None


class Exchange(Protocol):
    """Raises OSError, or NotPublicError."""

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, seconds: float
    ) -> Answer: ...


def over_https(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    seconds: float,
    *,
    addresses: Resolve = public_addresses,
    context: Callable[[], ssl.SSLContext] = trusting,
) -> Answer:
    """As `Exchange` says; the connection is for this one request."""
    parts, until = urlsplit(url), time.monotonic() + seconds
    host, port = parts.hostname or "", parts.port or 443
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    with (
        connected(host, port, until, addresses) as opened,
        context().wrap_socket(opened, server_hostname=host) as secured,
    ):
        connection = HTTPConnection(parts.netloc)
        connection.sock = secured
        try:
            connection.request(method, target, body or None, dict(headers))
            with connection.getresponse() as answer:
                read = answer.read(LONGEST + 1)
            if answer.length or len(read) > LONGEST:
                raise OSError("answer cut off")
        except HTTPException as fault:
            raise OSError(type(fault).__name__) from fault
        wait = answer.getheader("Retry-After") or ""
        return Answer(answer.status, read, float(wait) if wait.isdigit() else None)
