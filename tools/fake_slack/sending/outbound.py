"""One signed request to Deskbell and what came of it, used for everything the fake sends."""

import asyncio
import time
from dataclasses import dataclass, field

import httpx

from tools.fake_slack.sending.signing import signed_headers

ACK_LIMIT_S = 3.0
REDIRECTS = 2
USER_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the other side did; `reason` is Slack's word for a failure."""

    status: int | None
    reason: str | None
    body: bytes
    milliseconds: int
    request_headers: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.reason is None


class Sender:
    """Signs with the wall clock, because the receiver compares with its own."""

    def __init__(self, signing_secret: str) -> None:
        self._secret = signing_secret
        self._client = httpx.AsyncClient(
            trust_env=False, follow_redirects=True, max_redirects=REDIRECTS, timeout=ACK_LIMIT_S
        )

    async def close(self) -> None:
        await self._client.aclose()

    def sign(self, body: bytes, skew: int = 0) -> dict[str, str]:
        return signed_headers(self._secret, int(time.time()) + skew, body)

    async def post(
        self, url: str, content_type: str, body: bytes, extra: dict[str, str] | None = None
    ) -> Outcome:
        headers = {
            "Content-Type": content_type,
            "User-Agent": USER_AGENT,
            **self.sign(body),
            **(extra or {}),
        }
        return await self.post_raw(url, headers, body)

    async def post_raw(self, url: str, headers: dict[str, str], body: bytes) -> Outcome:
        started = time.monotonic()
        status: int | None = None
        answer, answered, reason = b"", dict[str, str](), None
        try:
            async with asyncio.timeout(ACK_LIMIT_S):
                response = await self._client.post(url, content=body, headers=headers)
            status, answer, answered = response.status_code, response.content, _plain(response)
            if not response.is_success:
                reason = "http_error"
        except (TimeoutError, httpx.TimeoutException):
            reason = "http_timeout"
        except httpx.TooManyRedirects:
            reason = "too_many_redirects"
        except httpx.TransportError:
            reason = "connection_failed"
        except (httpx.HTTPError, ValueError):
            reason = "unknown_error"
        took = int((time.monotonic() - started) * 1000)
        return Outcome(status, reason, answer, took, headers, answered)


def _plain(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}
