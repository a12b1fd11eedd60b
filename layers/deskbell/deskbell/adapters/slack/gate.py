"""From an API Gateway event to bytes that Slack signed, or a refusal; the ingress's first step.

Nothing is parsed, logged or read from the table before the signature holds, and the cheap
checks come before the costly ones (reliability.md 2.1, bad_inputs.md 1-20).
"""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from deskbell.adapters.slack.readings import Refused
from deskbell.adapters.slack.signature import is_signed

MAX_BODY_BYTES = 200 * 1024
_MAX_BASE64 = (MAX_BODY_BYTES + 2) // 3 * 4

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class SignedRequest(NamedTuple):
    """A body that Slack signed; `media_type` is JSON or FORM."""

    media_type: str
    text: str


def admit(
    event: Mapping[str, object], secrets: Callable[[], Sequence[str]], now: float
) -> SignedRequest:
    """Raises Refused. `now` is epoch seconds of the wall clock; `secrets` is asked late."""
    if _method(event) != "POST":
        raise Refused(405, "method")
    body = _body(event)
    headers = _headers(event)
    timestamp = headers.get("x-slack-request-timestamp", "")
    signature = headers.get("x-slack-signature", "")
    if not is_signed(body, timestamp, signature, secrets(), now):
        raise Refused(401, "signature")
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in (JSON, FORM) or "content-encoding" in headers:
        raise Refused(415, "media_type")
    if not body:
        raise Refused(400, "empty")
    try:
        return SignedRequest(media_type, body.decode())
    except UnicodeDecodeError:
        raise Refused(400, "not_utf8") from None


def _method(event: Mapping[str, object]) -> object:
    context = event.get("requestContext")
    http = context.get("http") if isinstance(context, Mapping) else None
    return http.get("method") if isinstance(http, Mapping) else None


def _headers(event: Mapping[str, object]) -> dict[str, str]:
    """By lower-case name; a header that came twice is comma-joined, as API Gateway does it."""
    found: dict[str, str] = {}
    given = event.get("headers")
    for name, value in given.items() if isinstance(given, Mapping) else ():
        key = str(name).lower()
        found[key] = f"{found[key]},{value}" if key in found else str(value)
    return found


def _body(event: Mapping[str, object]) -> bytes:
    body = event.get("body") or ""
    if not isinstance(body, str):
        raise Refused(400, "no_text_body")
    if event.get("isBase64Encoded") is True:
        if len(body) > _MAX_BASE64:
            raise Refused(413, "too_large")
        try:
            raw = base64.b64decode(body, validate=True)
        except (binascii.Error, ValueError):
            raise Refused(400, "base64") from None
    else:
        if len(body) > MAX_BODY_BYTES:
            raise Refused(413, "too_large")
        # A lone surrogate cannot come over HTTP; let the signature refuse it, not an exception.
        raw = body.encode("utf-8", "surrogatepass")
    if len(raw) > MAX_BODY_BYTES:
        raise Refused(413, "too_large")
    return raw
