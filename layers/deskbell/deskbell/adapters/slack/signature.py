"""Whether Slack sent a request: the signature over its raw bytes (slack.md 2.2).

Our own, because slack_sdk's verifier raises on a hostile timestamp, signature or body, which
would turn a forged request into a 500 (reliability.md 6.1).
"""

import hmac
import re
from collections.abc import Iterable

TOLERANCE_SECONDS = 300
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


def is_signed(
    body: bytes, timestamp: str, signature: str, secrets: Iterable[str], now: float
) -> bool:
    """True if one of `secrets` (two while one is being replaced) signed `body` near `now`.

    `now` is epoch seconds. Every kind of failure looks and takes the same.
    """
    if not _TIMESTAMP.fullmatch(timestamp) or not _SIGNATURE.fullmatch(signature):
        return False
    if abs(now - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    base = b"v0:%b:%b" % (timestamp.encode(), body)
    expected = [f"v0={hmac.digest(secret.encode(), base, 'sha256').hex()}" for secret in secrets]
    # A list, not a generator: both comparisons always run.
    return any([hmac.compare_digest(one, signature) for one in expected])
