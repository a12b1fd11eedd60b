"""A signed url_verification to the desk's own address: proof that the whole way in works."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from concurrent.futures import ThreadPoolExecutor

import httpx

from tools.local_cloud.errors import LocalCloudError

# Each parallel request makes the emulator start one worker; so many serve a first burst.
WORKERS = 3
ANSWER_SECONDS = 30.0


def sign(secret: str, timestamp: int, body: str) -> dict[str, str]:
    """Slack's v0 signature headers (docs.slack.dev, verifying requests from Slack)."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256)
    return {
        "X-Slack-Request-Timestamp": str(timestamp),
        "X-Slack-Signature": f"v0={digest.hexdigest()}",
    }


def warm_up(events_url: str, signing_secret: str) -> None:
    """Ask a few times at once, so that the first real request meets a warm worker."""
    with ThreadPoolExecutor(WORKERS) as pool:
        for asked in [pool.submit(_ask, events_url, signing_secret) for _ in range(WORKERS)]:
            asked.result()


def _ask(events_url: str, signing_secret: str) -> None:
    challenge = secrets.token_hex(8)
    body = json.dumps({"type": "url_verification", "challenge": challenge})
    headers = {"Content-Type": "application/json", **sign(signing_secret, int(time.time()), body)}
    try:
        answer = httpx.post(
            events_url, content=body, headers=headers, timeout=ANSWER_SECONDS, trust_env=False
        )
    except httpx.TransportError as error:
        raise LocalCloudError(f"{events_url} does not answer: {error!r}") from error
    if answer.status_code != httpx.codes.OK or challenge not in answer.text:
        raise LocalCloudError(
            f"{events_url} answered {answer.status_code} {answer.text[:200]!r} to a signed "
            "url_verification; the reason is in ministack.log in the state folder"
        )
