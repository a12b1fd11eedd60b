"""What people say of what we do, and what has become of it, for the tests of `domain/feedback`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from deskbell.domain.decision import Change, Decision
from deskbell.domain.effects import Effect
from deskbell.domain.feedback import commands as c
from deskbell.domain.feedback.decide import Known, decide
from deskbell.domain.feedback.digest import Around, FeedbackDigest, tell
from deskbell.domain.feedback.inputs import FeedbackGiven, Sentiment
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.feedback.policy import FeedbackSettings, FeedbackSource
from deskbell.domain.ids import ChannelId, Ref, feedback_digest_ref, feedback_ref
from deskbell.domain.people import Standing
from deskbell.domain.tickets.permissions import Member
from tests.builders import GUS, INSTALL, MINJUN, NOW

FEEDBACK, EVERYBODY = ChannelId("C0MEMBERFB"), ChannelId("C0XTEAMANN")
SETTINGS = FeedbackSettings(FEEDBACK, EVERYBODY, sources={"reviews": FeedbackSource("Reviews")})
OURS, GUEST = Member(MINJUN), Member(GUS, standing=Standing.GUEST)
NEGATIVE = Sentiment.NEGATIVE
WEEK = timedelta(days=7)


def a_review(text: str = "Too late again", event: str = "1", **changes: Any) -> FeedbackGiven:
    return replace(FeedbackGiven("reviews", event, text, NEGATIVE), **changes)


@dataclass
class Listening:
    """What has become of all that was said so far."""

    settings: FeedbackSettings = SETTINGS
    now: datetime = NOW
    states: dict[Ref, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    @property
    def around(self) -> Around:
        return Around(INSTALL, self.settings, "Europe/Warsaw", frozenset(), self.now)

    def hears(self, given: FeedbackGiven) -> FeedbackItem:
        ref = feedback_ref(INSTALL, "2026-11", given.text)
        self.does(c.Receive(given, f"{given.source} {given.event}"), ref)
        found = self.states[ref]
        assert isinstance(found, FeedbackItem)
        return found

    def does(self, command: c.FeedbackCommand, ref: Ref | None = None) -> Decision:
        ref = ref or self.items[0].ref
        return self._keep(
            decide(ref, Known(self.states.get(ref), self.digest), command, self.around)
        )

    def waits(self, time: timedelta = WEEK) -> Decision:
        self.now += time
        waiting = self.digest.waiting if self.digest else ()
        items = [self.states[ref] for ref in waiting]
        return self._keep(tell(self.digest, items, self.around))

    @property
    def digest(self) -> FeedbackDigest | None:
        found: FeedbackDigest | None = self.states.get(feedback_digest_ref(INSTALL))
        return found

    @property
    def items(self) -> list[FeedbackItem]:
        return [one for one in self.states.values() if isinstance(one, FeedbackItem)]

    def events(self) -> list[str]:
        return [type(change.event).__name__ for change in self.changes]

    def effects(self, kind: type[Effect]) -> Sequence[Any]:
        return [one for change in self.changes for one in change.effects if isinstance(one, kind)]

    def _keep(self, decision: Decision) -> Decision:
        for change in decision.changes:
            before = self.states.get(change.after.ref)
            assert change.before == before, "as the committer would refuse it"
            assert change.after.version == (before.version if before else 0) + 1
            self.states[change.after.ref] = change.after
            self.changes.append(change)
        return decision
