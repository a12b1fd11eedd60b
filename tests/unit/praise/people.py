"""People who praise each other, and what has become of it, for the tests of `domain/praise`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from deskbell.domain.decision import Change, Decision
from deskbell.domain.effects import Effect
from deskbell.domain.ids import ChannelId, PersonId, Ref, Thread, praise_ref, praise_round_ref
from deskbell.domain.people import Person
from deskbell.domain.praise import commands as c
from deskbell.domain.praise.decide import Known, decide
from deskbell.domain.praise.policy import PraiseSettings
from deskbell.domain.praise.praise import Praise
from deskbell.domain.praise.round_up import Around, PraiseRound, tell
from deskbell.domain.tickets.permissions import Member
from tests.builders import BEN, EVERYBODY, INSTALL, IT_HAPPENS, LENA, NOW

KUDOS = ChannelId("C0KUDOS001")
SETTINGS = PraiseSettings(KUDOS)
WINDOW = timedelta(minutes=2)
FOR = "for the <quick> fix"


def person(id_: PersonId) -> Person:
    return next(one for one in EVERYBODY if one.id == id_)


@dataclass
class Praising:
    """What has become of all that was given so far."""

    settings: PraiseSettings = SETTINGS
    now: datetime = NOW
    states: dict[Ref, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def praises(
        self,
        *people: PersonId | Person,
        by: PersonId | Member = LENA,
        text: str = FOR,
        about: Thread | None = None,
        view: str = "view",
    ) -> Decision:
        who = by if isinstance(by, Member) else Member(by)
        named = tuple(one if isinstance(one, Person) else person(one) for one in people or (BEN,))
        return self.does(c.Give(who, IT_HAPPENS, named, text, about), view)

    def takes_back(self, by: PersonId = LENA, channel: ChannelId | None = IT_HAPPENS) -> Decision:
        return self.does(c.TakeBack(by, channel))

    def settles(self, *gone: PersonId, view: str = "view") -> Decision:
        """Once nobody can take it back any more."""
        self.now += WINDOW
        return self.does(c.Settle(frozenset(gone)), view)

    def does(self, command: c.PraiseCommand, view: str = "view") -> Decision:
        ref = praise_ref(INSTALL, view)
        known = Known(self.states.get(ref), self.round)
        return self._keep(decide(ref, known, command, self.around, WINDOW))

    def waits(self, time: timedelta) -> Decision:
        self.now += time
        waiting = self.round.waiting if self.round else ()
        return self._keep(tell(self.round, [self.states[ref] for ref in waiting], self.around))

    def _keep(self, decision: Decision) -> Decision:
        for change in decision.changes:
            before = self.states.get(change.after.ref)
            assert change.before == before, "as the committer would refuse it"
            assert change.after.version == (before.version if before else 0) + 1
            self.states[change.after.ref] = change.after
            self.changes.append(change)
        return decision

    @property
    def around(self) -> Around:
        return Around(INSTALL, self.settings, "Europe/Warsaw", self.now)

    @property
    def one(self) -> Praise:
        found = self.states[praise_ref(INSTALL, "view")]
        assert isinstance(found, Praise)
        return found

    @property
    def round(self) -> PraiseRound | None:
        found: PraiseRound | None = self.states.get(praise_round_ref(INSTALL))
        return found

    def events(self) -> list[str]:
        return [type(change.event).__name__ for change in self.changes]

    def effects(self, kind: type[Effect]) -> Sequence[Any]:
        return [one for change in self.changes for one in change.effects if isinstance(one, kind)]

    def said(self, kind: type[Effect]) -> list[str]:
        return [one.text.key for one in self.effects(kind)]
