"""Webhooks of other systems, such as an NPS survey's, sent to the desk; the control API asks.

They are no part of Slack: signed with a secret of their own, over the raw body, and never retried.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tools.fake_slack.sending.delivery import Attempt, DeliveryState
from tools.fake_slack.sending.outbound import JSON, Sender
from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.messages import JsonObject

SIGNATURE = "X-Hub-Signature-256"
"""`sha256=` and the hex HMAC-SHA256 of the raw body, as WebSub and many senders have it."""
PATH = "/hooks/nps"
KIND = "webhook"
USER_AGENT = "nps-survey-stand-in"


@dataclass(slots=True)
class Webhook:
    """One that was sent, and each attempt with its answer."""

    id: str
    type: str
    url: str
    body: bytes
    headers: dict[str, str]
    at: float
    wall: float
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def state(self) -> DeliveryState:
        if not self.attempts:
            return DeliveryState.WAITING
        taken = self.attempts[-1].outcome.ok
        return DeliveryState.DELIVERED if taken else DeliveryState.FAILED

    def shown(self) -> JsonObject:
        """With the keys of a delivery."""
        return {
            "id": self.id,
            "kind": KIND,
            "type": self.type,
            "url": self.url,
            "body": self.body.decode(errors="replace"),
            "at": self.at,
            "wall": self.wall,
            "state": self.state,
            "attempts": [attempt.shown() for attempt in self.attempts],
        }


class Webhooks:
    def __init__(self, sender: Sender, clock: Clock, url: str, secret: str) -> None:
        self._sender = sender
        self._clock = clock
        self._secret = secret
        self.url = url
        self.log: list[Webhook] = []

    async def send(self, type_: str, body: bytes, *, sign: str = "good") -> Webhook:
        """`sign` is good, wrong or none, as with `send_raw`."""
        headers = {"Content-Type": JSON, "User-Agent": USER_AGENT}
        if sign != "none":
            headers[SIGNATURE] = signature(self._secret, body) if sign == "good" else _WRONG
        number = f"w{len(self.log) + 1}"
        now, wall = self._clock.now(), self._clock.wall
        webhook = Webhook(number, type_, self.url, body, headers, now, wall)
        self.log.append(webhook)
        await self._attempt(webhook)
        return webhook

    async def send_again(self, webhook_id: str) -> Webhook | None:
        """The same bytes once more, as a sender does that saw no answer; None for an unknown id."""
        webhook = next((one for one in self.log if one.id == webhook_id), None)
        if webhook:
            await self._attempt(webhook)
        return webhook

    async def _attempt(self, webhook: Webhook) -> None:
        now, wall = self._clock.now(), self._clock.wall
        outcome = await self._sender.post(webhook.url, webhook.headers, webhook.body)
        webhook.attempts.append(Attempt(now, wall, webhook.body, outcome))


_WRONG = f"sha256={'0' * 64}"


def signature(secret: str, body: bytes) -> str:
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"


def beside(events_url: str) -> str:
    """The desk's address for webhooks where none was given: on the host that takes the events."""
    parts = urlsplit(events_url)
    return f"{parts.scheme}://{parts.netloc}{PATH}" if parts.netloc else ""
