"""What becomes of what people say, for the tests of `domain/themes`: as `unit/feedback/people.py`,
with the themes that it is put into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from deskbell.domain.decision import Decision
from deskbell.domain.effects import FollowUp, SendDirect
from deskbell.domain.feedback.commands import FeedbackCommand, Learn, Receive
from deskbell.domain.feedback.decide import Known
from deskbell.domain.feedback.decide import decide as decide_item
from deskbell.domain.feedback.inputs import SLACK
from deskbell.domain.feedback.item import FeedbackItem, Status
from deskbell.domain.ids import PersonId, Ref, feedback_ref
from deskbell.domain.inputs import ThemeStood
from deskbell.domain.themes import commands as c
from deskbell.domain.themes.decide import decide
from deskbell.domain.themes.sorting import Found, put_in, take_out
from deskbell.domain.themes.theme import Theme
from deskbell.domain.tickets.permissions import Member
from tests.builders import ANA, BEN, INSTALL, JIWOO, MINJUN
from tests.unit.feedback.people import FEEDBACK, Listening, a_review

MINA, ANNA = Member(MINJUN), Member(ANA)
BENS, JIWOOS = Member(BEN), Member(JIWOO)
DAY = timedelta(days=1)


@dataclass
class Sorting(Listening):
    """`said` is what one of our people gives; `about` puts that into a theme."""

    def said(self, text: str, *people: PersonId) -> FeedbackItem:
        """By these, one after the other; by nobody of ours, it comes from outside."""
        for number, person in enumerate(people):
            event = f"{text} {number} {len(self.changes)}"
            given = a_review(text, event, source=SLACK, person=person)
            item = self.states.get(feedback_ref(INSTALL, "2026-11", text))
            self._give(Receive(given, event), text, item)
        if not people:
            return self.hears(a_review(text, f"{text} {len(self.changes)}"))
        return self.item(text)

    def _give(self, command: FeedbackCommand, text: str, item: FeedbackItem | None) -> None:
        ref = feedback_ref(INSTALL, "2026-11", text)
        theme = self.going_on(item.about) if item else None
        self._keep(decide_item(ref, Known(item, self.digest, theme), command, self.around))

    def item(self, text: str) -> FeedbackItem:
        found = self.states[feedback_ref(INSTALL, "2026-11", text)]
        assert isinstance(found, FeedbackItem)
        return found

    def about(
        self, text: str, name: str, *, by: Member = MINA, issue: str = ""
    ) -> tuple[Theme, Decision]:
        item = self.item(text)
        command = c.PutIn(by, FEEDBACK, name, issue)
        decision = self._keep(put_in(item, self._found(item, name), command, self.around))
        return self.theme(name), decision

    def not_about(self, text: str, by: Member = MINA) -> Decision:
        item = self.item(text)
        found = Found(self.going_on(item.about))
        return self._keep(take_out(item, found, c.TakeOut(by, FEEDBACK), self.around))

    def decides(self, name: str, command: c.ThemeCommand) -> Decision:
        """What it makes learn, learns it."""
        return self._decides(self.theme(name), command)

    def expires(self, theme: Theme) -> Decision:
        return self._decides(theme, c.Expire())

    def _decides(self, theme: Theme, command: c.ThemeCommand) -> Decision:
        decision = self._keep(decide(theme, command, self.around))
        for change in decision.changes:
            for effect in change.effects:
                given = effect.envelope.input if isinstance(effect, FollowUp) else None
                if isinstance(given, ThemeStood):
                    item = self.states[given.item]
                    known = Known(item, self.digest, self.going_on(item.about))
                    self._keep(decide_item(item.ref, known, Learn(), self.around))
        return decision

    def passes(self, name: str, time: timedelta) -> Decision:
        self.now += time
        return self.decides(name, c.Expire())

    def settles(self, name: str, status: Status = Status.SHIPPED, why: str = "") -> None:
        owner = Member(self.theme(name).owner)
        self.decides(name, c.Settle(owner, FEEDBACK, status, why))

    def theme(self, name: str) -> Theme:
        """The newest of this name."""
        return max(self._named(name), key=lambda one: one.ordinal)

    def going_on(self, ref: Ref | None) -> Theme | None:
        theme: Theme | None = self.states.get(ref) if ref else None
        return self.going_on(theme.merged_into) if theme and theme.merged_into else theme

    def told(self, what: str) -> list[PersonId]:
        sent = self.effects(SendDirect)
        return [one.person for one in sent if one.text.key.startswith(f"dm.theme_{what}")]

    @property
    def themes(self) -> list[Theme]:
        return [one for one in self.states.values() if isinstance(one, Theme)]

    def _named(self, name: str) -> list[Theme]:
        return [one for one in self.themes if one.name == name]

    def _found(self, item: FeedbackItem, name: str) -> Found:
        had = self._named(name)
        newest = self.theme(name) if had else None
        going_on = self.going_on(newest.ref) if newest else None
        named = going_on if going_on and not going_on.is_over else None
        return Found(self.going_on(item.about), named, newest.ordinal if newest else 0)
