"""AWS Signature Version 4 for the one kind of request `aws_http.py` makes: `POST /` with a body.

botocore's signer costs six times an empty handler's cold start (performance.md); this one is
tested byte for byte against it and against AWS's published vectors.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Credentials:
    """The function's role, as Lambda hands it over; never shown."""

    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    session_token: str | None = field(repr=False, default=None)


def sign_post(
    headers: Mapping[str, str],
    body: bytes,
    *,
    service: str,
    region: str,
    credentials: Credentials,
    at: datetime,
) -> dict[str, str]:
    """`headers` (they need Host) with X-Amz-Date, the session token and Authorization; all signed.

    `at` is aware and in UTC.
    """
    moment = at.strftime("%Y%m%dT%H%M%SZ")
    signed = {**headers, "X-Amz-Date": moment}
    if credentials.session_token:
        signed["X-Amz-Security-Token"] = credentials.session_token
    lines = sorted((name.lower(), " ".join(value.split())) for name, value in signed.items())
    names = ";".join(name for name, _ in lines)
    canonical = "\n".join(
        ("POST", "/", "", *(f"{name}:{value}" for name, value in lines), "", names, _sha256(body))
    )
    scope = f"{moment[:8]}/{region}/{service}/aws4_request"
    key = _signing_key(credentials.secret_key, scope)
    to_sign = f"{_ALGORITHM}\n{moment}\n{scope}\n{_sha256(canonical.encode())}"
    signed["Authorization"] = (
        f"{_ALGORITHM} Credential={credentials.access_key}/{scope}, "
        f"SignedHeaders={names}, Signature={_hmac(key, to_sign).hex()}"
    )
    return signed


@lru_cache(maxsize=8)
def _signing_key(secret_key: str, scope: str) -> bytes:
    """The same for a day."""
    key = f"AWS4{secret_key}".encode()
    for part in scope.split("/"):
        key = _hmac(key, part)
    return key


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")
