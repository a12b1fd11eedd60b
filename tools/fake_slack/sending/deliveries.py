"""Sends events (with Slack's retries) and interactions (once), as often and late as faults say."""

import asyncio
import json
from collections.abc import Sequence

from tools.fake_slack.sending.courier import Courier
from tools.fake_slack.sending.delivery import (
    EVENT,
    RAW,
    VERIFICATION,
    Delivery,
    DeliveryLog,
    DeliveryState,
)
from tools.fake_slack.sending.delivery_limits import SWITCHED_OFF, TOO_MANY, DeliveryLimits
from tools.fake_slack.sending.duplicates import with_copies
from tools.fake_slack.sending.fault_kinds import EVENTS_ONLY, ON_DELIVERIES, Do, Facts, Fault, On
from tools.fake_slack.sending.faults import Faults
from tools.fake_slack.sending.holding import Holding
from tools.fake_slack.sending.outbound import FORM, JSON, Outcome, Sender
from tools.fake_slack.sending.verification import Verification
from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.timetable import Timetable

RETRY_GAPS_S = (1.0, 60.0, 300.0)
"""Before retry 1, 2 and 3, each counted from the failed attempt."""

_AT_EVENTS = ON_DELIVERIES - {Do.SPLIT}
_AT_INTERACTIONS = ON_DELIVERIES - EVENTS_ONLY


class Deliveries:
    def __init__(
        self, sender: Sender, timetable: Timetable, clock: Clock, faults: Faults, ids: Ids
    ) -> None:
        self._courier = Courier(sender, clock, faults)
        self._timetable = timetable
        self._clock = clock
        self._faults = faults
        self._ids = ids
        self.log = DeliveryLog()
        self._holding = Holding(timetable, self._attempt_now)
        self._answering = 0
        self._in_line = asyncio.Lock()
        self._verification = Verification(timetable, ids, self._verify)
        self.limits = DeliveryLimits()

    @property
    def idle(self) -> bool:
        """Nothing in flight and no retry due; retries of the future do not count."""
        return not (self._answering or self._timetable.in_flight or self._timetable.overdue)

    def matching(
        self,
        kind: str | None = None,
        type_: str | None = None,
        state: str | None = None,
        since: float | None = None,
    ) -> list[Delivery]:
        """Of the log; `since` is the fake's time of the last that happened to a delivery."""
        return [*self.log.matching(kind, type_, state, since)]

    def send_event(self, url: str, envelope: JsonObject, facts: Facts) -> None:
        """Queue an event, as often and as late as the faults say."""
        faults = self._faults.take(On.DELIVERY, _with_url(facts, url), _AT_EVENTS)
        delay = sum(fault.seconds for fault in faults if fault.do is Do.DELAY)
        for copy, gap in with_copies(envelope, faults, self._ids):
            delivery = self._event(url, copy, facts)
            delivery.drop_first = any(fault.do is Do.DROP_FIRST for fault in faults)
            delivery.replay_after = _replay_after(faults)
            if self._refused(delivery, envelope):
                continue
            if not self._holding.keeps(delivery, faults):
                self._attempt_at(self._clock.now() + delay + gap, delivery)

    async def exchange(self, kind: str, url: str, body: bytes, facts: Facts) -> Outcome:
        """Send an interaction once and wait for the answer; copies of it are sent and ignored."""
        faults = self._faults.take(On.DELIVERY, _with_url(facts, url), _AT_INTERACTIONS)
        delivery = self._logged(kind, url, FORM, body, facts)
        delivery.drop_first = any(fault.do is Do.DROP_FIRST for fault in faults)
        delivery.replay_after = _replay_after(faults)
        self._answering += 1
        try:
            for fault in faults:
                if fault.do is Do.DELAY:
                    await asyncio.sleep(fault.seconds)
            for gap in _gaps(faults):
                copy = self._logged(kind, url, FORM, body, facts)
                self._attempt_at(self._clock.now() + gap, copy)
            return await self._carry(delivery)
        finally:
            self._answering -= 1

    def redeliver(self, delivery_id: str) -> Delivery | None:
        """Send a logged request again, freshly signed and without retry headers."""
        found = self.log.find(delivery_id)
        if found is None:
            return None
        copy = self._logged(found.kind, found.url, found.content_type, found.body, found.facts)
        copy.event_id = found.event_id
        self._attempt_at(self._clock.now(), copy)
        return copy

    async def send_raw(self, url: str, headers: dict[str, str], body: bytes) -> Outcome:
        """Whatever a test makes up, once and undisturbed."""
        content_type = headers.get("Content-Type", "")
        delivery = self._logged(RAW, url, content_type, body, {"kind": RAW, "type": RAW})
        return await self._courier.carry_under(headers, delivery)

    async def release(self, order: str | list[str]) -> list[str]:
        """Send what was held, one after the other: `fifo`, `reverse`, or delivery ids."""
        return await self._holding.release(order)

    def _event(self, url: str, envelope: JsonObject, facts: Facts) -> Delivery:
        delivery = self._logged(EVENT, url, JSON, json.dumps(envelope).encode(), facts)
        delivery.event_id = envelope.get("event_id")
        return delivery

    def _refused(self, delivery: Delivery, envelope: JsonObject) -> bool:
        """Whether the app gets no more events now; beyond its rate it is told each minute."""
        now, workspace = self._clock.now(), envelope.get("team_id") or envelope.get("enterprise_id")
        why = self.limits.refusal(workspace, now)
        if why is None:
            return False
        delivery.lose(why)
        minute = self.limits.minute_to_tell(workspace, now) if why == TOO_MANY else None
        if minute is not None:
            names = ("token", "team_id", "api_app_id")
            told = {name: envelope[name] for name in names if name in envelope}
            told |= {"type": TOO_MANY, "minute_rate_limited": minute}
            news = self._event(delivery.url, told, {"kind": EVENT, "type": TOO_MANY})
            self._attempt_at(now, news)
        return True

    def _logged(
        self, kind: str, url: str, content_type: str, body: bytes, facts: Facts
    ) -> Delivery:
        delivery = Delivery(
            id=self.log.next_id(),
            kind=kind,
            type=facts["type"] or "",
            url=url,
            content_type=content_type,
            body=body,
            facts=_with_url(facts, url),
            at=self._clock.now(),
            wall=self._clock.wall,
        )
        self.log.add(delivery)
        return delivery

    def _attempt_at(self, due: float, delivery: Delivery) -> None:
        self._timetable.at(due, lambda due: self._attempt(delivery, due))

    async def _attempt(self, delivery: Delivery, due: float) -> None:
        if not delivery.is_event:
            await self._carry(delivery)
            return
        if self.limits.switched_off_at is not None:
            delivery.lose(SWITCHED_OFF)
            return
        if self._verification.has_passed(delivery.url) and not self._in_line.locked():
            await self._try(delivery, due)
            return
        async with self._in_line:  # what came before the answer goes out in order
            if await self._verification.passed(delivery.url):
                await self._try(delivery, due)
            else:
                self._verification.once_passed(delivery.url, lambda: self._attempt_now(delivery))

    async def _try(self, delivery: Delivery, due: float) -> None:
        outcome = await self._carry(delivery)
        self.limits.note(self._clock.now(), ok=outcome.ok)
        number = len(delivery.attempts)
        if outcome.ok or _gives_up(outcome) or number > len(RETRY_GAPS_S):
            return
        delivery.state = DeliveryState.WAITING
        failed_at = due + self._clock.pace * outcome.milliseconds / 1000
        self._attempt_at(failed_at + RETRY_GAPS_S[number - 1], delivery)

    async def _attempt_now(self, delivery: Delivery) -> None:
        await self._attempt(delivery, self._clock.now())

    async def _carry(self, delivery: Delivery) -> Outcome:
        outcome = await self._courier.carry(delivery)
        if delivery.replay_after is not None and outcome.request_headers:
            self._replay(delivery, delivery.replay_after, outcome.request_headers)
            delivery.replay_after = None
        return outcome

    def _replay(self, original: Delivery, gap: float, headers: dict[str, str]) -> None:
        body = original.attempts[-1].body
        copy = self._logged(
            original.kind, original.url, original.content_type, body, original.facts
        )
        copy.event_id, copy.remark = original.event_id, f"replay of {original.id}"

        async def repeat(_due: float) -> None:
            await self._courier.carry_under(headers, copy)

        self._timetable.after(gap, repeat)

    async def _verify(self, url: str, body: bytes) -> Outcome:
        facts = {"kind": VERIFICATION, "type": "url_verification"}
        return await self._courier.carry_undisturbed(
            self._logged(VERIFICATION, url, JSON, body, facts)
        )


def _with_url(facts: Facts, url: str) -> Facts:
    return {**facts, "url": url}


def _replay_after(faults: Sequence[Fault]) -> float | None:
    return next((fault.seconds for fault in faults if fault.do is Do.REPLAY), None)


def _gaps(faults: Sequence[Fault]) -> list[float]:
    """Seconds until each duplicate of an interaction."""
    return [
        fault.seconds * number
        for fault in faults
        if fault.do is Do.DUPLICATE
        for number in range(1, fault.copies + 1)
    ]


def _gives_up(outcome: Outcome) -> bool:
    """Slack obeys `x-slack-no-retry` on a refusal only."""
    refused = outcome.status is not None and not 200 <= outcome.status < 300
    return refused and outcome.headers.get("x-slack-no-retry") == "1"
