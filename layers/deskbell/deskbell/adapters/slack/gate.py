"""From an API Gateway event to bytes that Slack signed, or a refusal; the ingress's first step.

Nothing is parsed, logged or read from the table before the signature holds, and the cheap
checks come before the costly ones (reliability.md 2.1, bad_inputs.md 1-20).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from deskbell.adapters import http_events
from deskbell.adapters.http_events import Refused
from deskbell.adapters.slack.signature import is_signed

MAX_BODY_BYTES = 200 * 1024

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
    if http_events.method(event) != "POST":
        raise Refused(405, "method")
    body = http_events.body(event, MAX_BODY_BYTES)
    headers = http_events.headers(event)
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
