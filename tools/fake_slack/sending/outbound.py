"""One request to Deskbell and what came of it, used for everything the fake sends."""

import asyncio
import ssl
import time
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx

from tools.fake_slack.sending.signing import signed_headers

ACK_LIMIT_S = 3.0
REDIRECTS = 2
FOLLOWED = (301, 302)
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


def never_arrived(reason: str = "http_timeout") -> Outcome:
    """What the fake sees of a request that is lost on purpose."""
    return Outcome(None, reason, b"", 0)


class _TooManyRedirects(Exception):
    """A third one."""


class Sender:
    """Waits three seconds of wall time, because the program under test lives in wall time."""

    def __init__(self, signing_secret: str) -> None:
        self._secret = signing_secret
        self._client = _client()

    async def close(self) -> None:
        await self._client.aclose()

    def headers(self, content_type: str, body: bytes, timestamp: int) -> dict[str, str]:
        """As Slack sends them, signed for that time."""
        signed = self.sign(body, timestamp)
        return {"Content-Type": content_type, "User-Agent": USER_AGENT, **signed}

    def sign(self, body: bytes, timestamp: int) -> dict[str, str]:
        return signed_headers(self._secret, timestamp, body)

    async def post(self, url: str, headers: dict[str, str], body: bytes) -> Outcome:
        started = time.monotonic()
        try:
            async with asyncio.timeout(ACK_LIMIT_S):
                response = await self._following(url, headers, body)
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, _TooManyRedirects) as error:
            return Outcome(None, _reason(error), b"", _since(started), headers)
        reason = None if response.is_success else "http_error"
        answered = {name.lower(): value for name, value in response.headers.items()}
        took = _since(started)
        return Outcome(response.status_code, reason, response.content, took, headers, answered)

    async def post_and_cut(self, url: str, headers: dict[str, str], body: bytes) -> Outcome:
        """Hang up while the other side answers: the work was done, the answer is lost."""
        started = time.monotonic()
        reason = "connection_failed"
        async with _client() as client:
            try:
                async with (
                    asyncio.timeout(ACK_LIMIT_S),
                    client.stream("POST", url, content=body, headers=headers),
                ):
                    pass  # the answer has begun; leaving closes the connection
            except (TimeoutError, httpx.HTTPError) as error:
                reason = _reason(error)
        return Outcome(None, reason, b"", _since(started), headers)

    async def _following(self, url: str, headers: dict[str, str], body: bytes) -> httpx.Response:
        """Redirects are followed with the whole request, and never to another host."""
        for _ in range(REDIRECTS + 1):
            response = await self._client.post(url, content=body, headers=headers)
            onward = urljoin(url, response.headers.get("location", ""))
            if response.status_code not in FOLLOWED or not _same_host(url, onward):
                return response
            url = onward
        raise _TooManyRedirects


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=ACK_LIMIT_S)


def _same_host(one: str, other: str) -> bool:
    return urlsplit(one).hostname == urlsplit(other).hostname


def _since(started: float) -> int:
    return int((time.monotonic() - started) * 1000)


def _reason(error: BaseException) -> str:
    """Slack's word for it."""
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return "http_timeout"
    if isinstance(error, _TooManyRedirects):
        return "too_many_redirects"
    if isinstance(error, httpx.TransportError):
        return "ssl_error" if _is_about_tls(error) else "connection_failed"
    return "unknown_error"


def _is_about_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
