"""A sign of life to a service outside AWS, which tells somebody when it stays away.

`functions/audit/audit_desk.py` sends it. The URL is a secret: whoever has it can pretend.
"""

import http.client
import ssl
from collections.abc import Callable
from urllib.parse import urlsplit

from deskbell.domain.errors import HeartbeatError

SECONDS = 5.0

Connect = Callable[[str, int], http.client.HTTPConnection]


def _securely(host: str, port: int) -> http.client.HTTPConnection:
    tls = ssl.create_default_context()
    return http.client.HTTPSConnection(host, port, timeout=SECONDS, context=tls)


def send_heartbeat(url: str, connect: Connect = _securely) -> None:
    """One GET over HTTPS that follows nobody elsewhere. Raises HeartbeatError, which does not name
    the URL."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 443
    except ValueError:
        raise HeartbeatError("the heartbeat's URL is none") from None
    if parts.scheme != "https" or not host:
        raise HeartbeatError("the heartbeat's URL must begin with https://")
    connection = connect(host, port)
    try:
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request("GET", target)
        status = connection.getresponse().status
    except (OSError, ValueError, http.client.HTTPException) as fault:
        raise HeartbeatError(f"the heartbeat was not taken: {type(fault).__name__}") from None
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise HeartbeatError(f"the heartbeat was not taken: HTTP {status}")
