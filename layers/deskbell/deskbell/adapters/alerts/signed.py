"""Whether an alert source sent a request: by a signature over its bytes and the time, or, where the
source cannot sign, by the key itself. The reception asks before it reads anything.

Every kind of failure looks and takes the same; two keys count while one is being replaced.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Iterable, Mapping

from deskbell.adapters.slack.signature import TOLERANCE_SECONDS, is_signed

_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_HEX = re.compile(r"[0-9a-f]{64}")


def is_signed_generic(
    body: bytes, headers: Mapping[str, str], keys: Iterable[str], now: float
) -> bool:
    """As Slack signs: `v0=` and the HMAC of `v0:<seconds>:<body>`."""
    timestamp = headers.get("x-deskbell-timestamp", "")
    return is_signed(body, timestamp, headers.get("x-deskbell-signature", ""), keys, now)


def is_signed_by_grafana(
    body: bytes, headers: Mapping[str, str], keys: Iterable[str], now: float
) -> bool:
    """The HMAC of `<seconds>:<body>`, which Grafana makes where it is given the name of a header
    for the time. Of the body alone it would count for ever, so it does not count."""
    timestamp = headers.get("x-grafana-alerting-timestamp", "")
    signature = headers.get("x-grafana-alerting-signature", "")
    if not _TIMESTAMP.fullmatch(timestamp) or not _HEX.fullmatch(signature):
        return False
    if abs(now - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    base = b"%b:%b" % (timestamp.encode(), body)
    expected = [hmac.digest(key.encode(), base, "sha256").hex() for key in keys]
    # A list, not a generator: both comparisons always run.
    return any([hmac.compare_digest(one, signature) for one in expected])


def is_authorized(source: str, headers: Mapping[str, str], keys: Iterable[str]) -> bool:
    """`Authorization: Bearer <key>`, or Basic with the source's id as the user."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    given = given.strip()
    if scheme.lower() == "basic":
        user, _, given = _decoded(given).partition(":")
        if user != source:
            return False
    elif scheme.lower() != "bearer":
        return False
    shown = given.encode("utf-8", "surrogatepass")
    return any([hmac.compare_digest(key.encode(), shown) for key in keys])


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, ValueError):
        return ""


def heartbeat_token(system: str, key: str) -> str:
    """What stands at the end of the address that this system calls; it does not tell the key."""
    proof = hmac.digest(key.encode(), f"heartbeat:{system}".encode(), "sha256").hex()
    return f"{system}.{proof[:32]}"


def heartbeat_of(token: str, keys: Iterable[str]) -> str | None:
    """Whose token it is."""
    system = token.partition(".")[0]
    shown = token.encode("utf-8", "surrogatepass")
    fits = [hmac.compare_digest(heartbeat_token(system, key).encode(), shown) for key in keys]
    return system if any(fits) else None
