"""Tries one delivery once, with whatever faults lie in wait; deliveries.py decides when."""

from dataclasses import replace

from tools.fake_slack.sending.delivery import Attempt, Delivery
from tools.fake_slack.sending.fault_kinds import EVENTS_ONLY, ON_ATTEMPTS, Do, Fault, On
from tools.fake_slack.sending.faults import Faults
from tools.fake_slack.sending.outbound import Outcome, Sender, never_arrived
from tools.fake_slack.sending.tampering import seconds_off, spoil, tamper
from tools.fake_slack.state.clock import Clock

ON_ATTEMPTS_AT_INTERACTIONS = ON_ATTEMPTS - EVENTS_ONLY


class Courier:
    """Signs every attempt afresh."""

    def __init__(self, sender: Sender, clock: Clock, faults: Faults) -> None:
        self._sender = sender
        self._clock = clock
        self._faults = faults

    async def carry(self, delivery: Delivery) -> Outcome:
        """Send it, or lose it where that is asked for; the attempt is noted."""
        at, wall = self._clock.now(), self._clock.wall
        body, outcome = await self._tried(delivery)
        delivery.note(Attempt(at, wall, body, outcome))
        return outcome

    async def carry_undisturbed(self, delivery: Delivery) -> Outcome:
        """Send it as it is: what Slack asks for itself is stopped by an outage only."""
        if self._faults.outage(delivery.facts):
            outcome = never_arrived("connection_failed")
            delivery.note(Attempt(self._clock.now(), self._clock.wall, delivery.body, outcome))
            return outcome
        signed_at = self._clock.signing_time()
        headers = self._sender.headers(delivery.content_type, delivery.body, signed_at)
        return await self.carry_under(headers, delivery)

    async def carry_under(self, headers: dict[str, str], delivery: Delivery) -> Outcome:
        """Send it under somebody's own headers, such as an old signature."""
        at, wall = self._clock.now(), self._clock.wall
        outcome = await self._sender.post(delivery.url, headers, delivery.body)
        delivery.note(Attempt(at, wall, delivery.body, outcome))
        return outcome

    async def _tried(self, delivery: Delivery) -> tuple[bytes, Outcome]:
        if delivery.drop_first and not delivery.attempts:
            return delivery.body, never_arrived()
        if self._faults.outage(delivery.facts):
            return delivery.body, never_arrived("connection_failed")
        faults = self._at_this_attempt(delivery)
        does = {fault.do for fault in faults}
        if Do.DROP in does:
            return delivery.body, never_arrived()
        body = spoil(delivery.body, delivery.content_type, faults)
        signed_at = self._clock.signing_time() + seconds_off(faults)
        signed = self._sender.headers(delivery.content_type, body, signed_at)
        headers = tamper({**signed, **_retry_headers(delivery)}, faults)
        post = self._sender.post_and_cut if Do.CUT_ANSWER in does else self._sender.post
        outcome = await post(delivery.url, headers, body)
        if outcome.ok and Do.RETRY_ANYWAY in does:
            outcome = replace(outcome, reason="http_timeout")
        return body, outcome

    def _at_this_attempt(self, delivery: Delivery) -> list[Fault]:
        among = ON_ATTEMPTS if delivery.is_event else ON_ATTEMPTS_AT_INTERACTIONS
        return self._faults.take(On.DELIVERY, delivery.facts, among)


def _retry_headers(delivery: Delivery) -> dict[str, str]:
    if not delivery.attempts:
        return {}
    return {
        "x-slack-retry-num": str(len(delivery.attempts)),
        "x-slack-retry-reason": delivery.attempts[-1].outcome.reason or "unknown_error",
    }
