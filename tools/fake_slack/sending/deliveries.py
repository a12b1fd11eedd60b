"""Sends events (with Slack's retries) and interactions (once), and keeps the log of both."""

import asyncio
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tools.fake_slack.sending.faults import Do, Facts, Fault, Faults, On
from tools.fake_slack.sending.outbound import FORM, JSON, Outcome, Sender
from tools.fake_slack.state.clock import Clock, Timetable
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.messages import JsonObject

RETRY_GAPS_S = (0.0, 60.0, 300.0)
"""Before retry 1, 2 and 3, each counted from the failed attempt."""


class DeliveryState(StrEnum):
    WAITING = "waiting"
    HELD = "held"
    DELIVERED = "delivered"
    FAILED = "failed"


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
    event_id: str | None = None
    state: DeliveryState = DeliveryState.WAITING
    drop_first: bool = False
    attempts: list[JsonObject] = field(default_factory=list)

    def shown(self) -> JsonObject:
        return {
            "id": self.id,
            "kind": self.kind,
            "type": self.type,
            "event_id": self.event_id,
            "channel": self.facts.get("channel"),
            "user": self.facts.get("user"),
            "url": self.url,
            "body": self.body.decode(),
            "at": self.at,
            "state": self.state,
            "attempts": self.attempts,
        }


class Deliveries:
    def __init__(
        self, sender: Sender, timetable: Timetable, clock: Clock, faults: Faults, ids: Ids
    ) -> None:
        self._sender = sender
        self._timetable = timetable
        self._clock = clock
        self._faults = faults
        self._ids = ids
        self._answering = 0
        self.log: list[Delivery] = []

    @property
    def idle(self) -> bool:
        """Nothing in flight and no retry due; retries of the future do not count."""
        return not (self._answering or self._timetable.in_flight or self._timetable.overdue)

    def send_event(self, url: str, envelope: JsonObject, facts: Facts) -> None:
        """Queue an event, as often and as late as the faults say."""
        faults = self._faults.take(On.DELIVERY, facts)
        delay = sum(fault.seconds for fault in faults if fault.do is Do.DELAY)
        for event_id, gap in self._copies(envelope["event_id"], faults):
            body = json.dumps({**envelope, "event_id": event_id}).encode()
            delivery = self._logged("event", url, JSON, body, facts)
            delivery.event_id = event_id
            delivery.drop_first = any(fault.do is Do.DROP_FIRST for fault in faults)
            if any(fault.do is Do.HOLD for fault in faults):
                delivery.state = DeliveryState.HELD
            else:
                self._attempt_after(delay + gap, delivery)

    def _copies(self, event_id: str, faults: list[Fault]) -> list[tuple[str, float]]:
        """The event itself and its duplicates, each with the seconds to wait."""
        copies = [(event_id, 0.0)]
        for fault in faults:
            if fault.do is Do.DUPLICATE:
                for number in range(1, fault.copies + 1):
                    again = self._ids.next("Ev0") if fault.new_event_ids else event_id
                    copies.append((again, fault.seconds * number))
        return copies

    async def exchange(self, kind: str, url: str, body: bytes, facts: Facts) -> Outcome:
        """Send an interaction once and wait for the answer; copies of it are sent and ignored."""
        faults = self._faults.take(On.DELIVERY, facts)
        delivery = self._logged(kind, url, FORM, body, facts)
        if any(fault.do is Do.DROP_FIRST for fault in faults):
            outcome = Outcome(None, "http_timeout", b"", 0)
            self._note(delivery, outcome, "dropped on request")
            return outcome
        for fault in faults:
            if fault.do is Do.DELAY:
                await asyncio.sleep(fault.seconds)
        for _, gap in self._copies("", faults)[1:]:
            self._send_copy_after(gap, delivery)
        self._answering += 1
        try:
            outcome = await self._sender.post(url, FORM, body)
        finally:
            self._answering -= 1
        self._note(delivery, outcome)
        return outcome

    def _send_copy_after(self, gap: float, original: Delivery) -> None:
        copy = self._logged(original.kind, original.url, FORM, original.body, original.facts)

        async def send() -> None:
            self._note(copy, await self._sender.post(copy.url, FORM, copy.body))

        self._timetable.after(gap, send)

    def redeliver(self, delivery_id: str) -> bool:
        """Send a logged request again, freshly signed and without retry headers."""
        found = next((one for one in self.log if one.id == delivery_id), None)
        if found is None:
            return False
        copy = self._logged(found.kind, found.url, found.content_type, found.body, found.facts)
        copy.event_id = found.event_id
        self._attempt_after(0, copy)
        return True

    async def release(self, order: str | list[str]) -> list[str]:
        """Send what was held, one after the other: `fifo`, `reverse`, or delivery ids."""
        held = [one for one in self.log if one.state is DeliveryState.HELD]
        if isinstance(order, list):
            held = sorted(
                (one for one in held if one.id in order), key=lambda one: order.index(one.id)
            )
        elif order == "reverse":
            held.reverse()
        for delivery in held:
            delivery.state = DeliveryState.WAITING
            await self._attempt(delivery)
        return [delivery.id for delivery in held]

    def _logged(
        self, kind: str, url: str, content_type: str, body: bytes, facts: Facts
    ) -> Delivery:
        number = f"d{len(self.log) + 1}"
        delivery = Delivery(
            number, kind, facts["type"] or "", url, content_type, body, facts, self._clock.now()
        )
        self.log.append(delivery)
        return delivery

    def _attempt_after(self, seconds: float, delivery: Delivery) -> None:
        async def attempt() -> None:
            await self._attempt(delivery)

        self._timetable.after(seconds, attempt)

    async def _attempt(self, delivery: Delivery) -> None:
        number = len(delivery.attempts)
        if number == 0 and delivery.drop_first:
            outcome = Outcome(None, "http_timeout", b"", 0)
        else:
            retry = _retry_headers(number, delivery) if number else {}
            outcome = await self._sender.post(
                delivery.url, delivery.content_type, delivery.body, retry
            )
        self._note(delivery, outcome)
        if outcome.ok or delivery.kind != "event" or _gives_up(outcome):
            return
        if number < len(RETRY_GAPS_S):
            delivery.state = DeliveryState.WAITING
            self._attempt_after(RETRY_GAPS_S[number], delivery)

    def _note(self, delivery: Delivery, outcome: Outcome, remark: str | None = None) -> None:
        delivery.state = DeliveryState.DELIVERED if outcome.ok else DeliveryState.FAILED
        delivery.attempts.append(
            {
                "at": self._clock.now(),
                "status": outcome.status,
                "reason": remark or outcome.reason,
                "ms": outcome.milliseconds,
                "headers": outcome.request_headers,
                "answer": outcome.body.decode(errors="replace")[:2000],
            }
        )


def _retry_headers(number: int, delivery: Delivery) -> dict[str, str]:
    last: dict[str, Any] = delivery.attempts[-1]
    return {
        "x-slack-retry-num": str(number),
        "x-slack-retry-reason": last["reason"] or "unknown_error",
    }


def _gives_up(outcome: Outcome) -> bool:
    """Slack obeys `x-slack-no-retry` on a refusal only."""
    return outcome.status is not None and outcome.headers.get("x-slack-no-retry") == "1"
