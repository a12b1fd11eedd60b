"""Reads what stands at an address of SNS's: a certificate, or the answer to a confirmation."""

import http.client
import ssl
from collections.abc import Callable
from urllib.parse import urlsplit

from deskbell.adapters.http_events import Refused

SECONDS = 5.0
LONGEST = 64 * 1024

Connect = Callable[[str, int], http.client.HTTPConnection]


def _securely(host: str, port: int) -> http.client.HTTPConnection:
    tls = ssl.create_default_context()
    return http.client.HTTPSConnection(host, port, timeout=SECONDS, context=tls)


def fetch(url: str, connect: Connect = _securely) -> str:
    """One GET that follows nobody elsewhere, of an address that was looked at. Raises Refused: SNS
    sends its message again after a 5xx."""
    parts = urlsplit(url)
    connection, target = connect(parts.hostname or "", parts.port or 443), parts.path or "/"
    try:
        connection.request("GET", f"{target}?{parts.query}" if parts.query else target)
        answer = connection.getresponse()
        content = answer.read(LONGEST + 1)
        # What is left to come: of one that breaks off, http.client says nothing.
        if answer.status != 200 or len(content) > LONGEST or answer.length:
            raise Refused(502, "sns_unreachable")
        return content.decode()
    except (OSError, ValueError, http.client.HTTPException):
        raise Refused(502, "sns_unreachable") from None
    finally:
        connection.close()
