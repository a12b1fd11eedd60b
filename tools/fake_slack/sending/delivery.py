"""One thing the fake sends, and every attempt to send it; deliveries.py sends, control/ shows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from tools.fake_slack.sending.fault_kinds import Facts
from tools.fake_slack.sending.outbound import Outcome
from tools.fake_slack.state.messages import JsonObject

KEPT = 5_000
"""So that a run of days does not fill the memory; what still waits is sent all the same."""
SHOWN_OF_A_BODY = 20_000
SHOWN_OF_AN_ANSWER = 2_000

EVENT = "event"
VERIFICATION = "verification"
RAW = "raw"


class DeliveryState(StrEnum):
    WAITING = "waiting"
    HELD = "held"
    DELIVERED = "delivered"
    FAILED = "failed"
    LOST = "lost"
    """Never sent: too many this hour, or deliveries are switched off."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """`at` by the fake's clock, `wall` by everybody else's; `body` as it was sent."""

    at: float
    wall: float
    body: bytes
    outcome: Outcome

    def shown(self) -> JsonObject:
        return {
            "at": self.at,
            "wall": self.wall,
            "status": self.outcome.status,
            "reason": self.outcome.reason,
            "ms": self.outcome.milliseconds,
            "headers": self.outcome.request_headers,
            "body": self.body.decode(errors="replace")[:SHOWN_OF_A_BODY],
            "answer": self.outcome.body.decode(errors="replace")[:SHOWN_OF_AN_ANSWER],
            "answer_headers": self.outcome.headers,
        }


@dataclass(slots=True)
class Delivery:
    id: str
    kind: str
    type: str
    url: str
    content_type: str
    body: bytes
    facts: Facts
    at: float
    wall: float
    event_id: str | None = None
    state: DeliveryState = DeliveryState.WAITING
    drop_first: bool = False
    replay_after: float | None = None
    remark: str | None = None
    """What is out of the ordinary about it."""
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def is_event(self) -> bool:
        """Slack tries these again; everything else is sent once."""
        return self.kind == EVENT

    @property
    def last_change(self) -> float:
        return self.attempts[-1].at if self.attempts else self.at

    def note(self, attempt: Attempt) -> None:
        self.attempts.append(attempt)
        self.state = DeliveryState.DELIVERED if attempt.outcome.ok else DeliveryState.FAILED

    def lose(self, why: str) -> None:
        self.state, self.remark = DeliveryState.LOST, why

    def shown(self) -> JsonObject:
        return {
            "id": self.id,
            "kind": self.kind,
            "type": self.type,
            "event_id": self.event_id,
            "channel": self.facts.get("channel"),
            "user": self.facts.get("user"),
            "url": self.url,
            "body": self.body.decode(errors="replace"),
            "at": self.at,
            "wall": self.wall,
            "state": self.state,
            "remark": self.remark,
            "attempts": [attempt.shown() for attempt in self.attempts],
        }


class DeliveryLog:
    """The last deliveries, oldest first; `kinds` counts them."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._count = 0
        self.entries: list[Delivery] = []
        self.kinds = Counter[str]()

    def next_id(self) -> str:
        self._count += 1
        return f"d{self._count}"

    def add(self, delivery: Delivery) -> None:
        self.entries.append(delivery)
        self.kinds[delivery.kind] += 1
        self.kinds.subtract(old.kind for old in self.entries[: -self._kept])
        del self.entries[: -self._kept]

    def find(self, delivery_id: str) -> Delivery | None:
        return next((one for one in self.entries if one.id == delivery_id), None)

    def matching(
        self,
        kind: str | None = None,
        type_: str | None = None,
        state: str | None = None,
        since: float | None = None,
    ) -> Iterator[Delivery]:
        """What was sent or tried again at or after `since`, by the fake's clock."""
        return (
            one
            for one in self.entries
            if kind in (None, one.kind)
            and type_ in (None, one.type)
            and state in (None, one.state)
            and (since is None or one.last_change >= since)
        )
