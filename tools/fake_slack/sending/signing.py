"""Slack's request signature (v0), made for every request the fake sends."""

import hashlib
import hmac

VERIFICATION_TOKEN = "deprecated-ignore-me"  # noqa: S105  # pragma: allowlist secret
"""The older proof, which every body still carries."""


def signed_headers(secret: str, timestamp: int, body: bytes) -> dict[str, str]:
    signed = b"v0:" + str(timestamp).encode() + b":" + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}
