"""An API Gateway event as the request it is: method, headers, the bytes of its body; for every way
in over HTTP, before anything is known of who sent it (bad_inputs.md 1-20).
"""

import base64
import binascii
from collections.abc import Mapping

from deskbell.domain.errors import InputError


class Refused(InputError):
    """Answered with an HTTP error; `reason` is a metric's dimension and never tells the body."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def method(event: Mapping[str, object]) -> object:
    context = event.get("requestContext")
    http = context.get("http") if isinstance(context, Mapping) else None
    return http.get("method") if isinstance(http, Mapping) else None


def request_id(event: Mapping[str, object]) -> str:
    """API Gateway's, as in its own log of requests."""
    context = event.get("requestContext")
    return str(context.get("requestId", "")) if isinstance(context, Mapping) else ""


def headers(event: Mapping[str, object]) -> dict[str, str]:
    """By lower-case name; a header that came twice is comma-joined, as API Gateway does it."""
    found: dict[str, str] = {}
    given = event.get("headers")
    for name, value in given.items() if isinstance(given, Mapping) else ():
        key = str(name).lower()
        found[key] = f"{found[key]},{value}" if key in found else str(value)
    return found


def body(event: Mapping[str, object], longest: int) -> bytes:
    """At most so many bytes. Raises Refused."""
    text = event.get("body") or ""
    if not isinstance(text, str):
        raise Refused(400, "no_text_body")
    if event.get("isBase64Encoded") is True:
        if len(text) > (longest + 2) // 3 * 4:
            raise Refused(413, "too_large")
        try:
            raw = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise Refused(400, "base64") from None
    else:
        if len(text) > longest:
            raise Refused(413, "too_large")
        # A lone surrogate cannot come over HTTP; let the signature refuse it, not an exception.
        raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > longest:
        raise Refused(413, "too_large")
    return raw
