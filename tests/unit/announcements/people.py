"""An audience with its author and lead, and what becomes of an announcement, for the tests of
`domain/announcements`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from deskbell.domain.announcements import commands as c
from deskbell.domain.announcements.announcement import Announcement, Body
from deskbell.domain.announcements.decide import Around, decide
from deskbell.domain.announcements.policy import AnnouncementSettings, Audience, AudienceId
from deskbell.domain.decision import Change, Decision
from deskbell.domain.effects import Effect
from deskbell.domain.ids import ChannelId, PersonId, announcement_ref
from tests.builders import BEN, INSTALL, LENA, NOW

TEAM = AudienceId("x_team")
EVERYBODY_IN = ChannelId("C0XTEAMANN")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
EN: Body = ("en", "The office is <closed> on Friday")
PL: Body = ("pl", "W piątek biuro jest zamknięte")
KO: Body = ("ko", "금요일에는 사무실을 닫아요")


def settings(**changes: Any) -> AnnouncementSettings:
    """Lena announces; Ben sees who has read it."""
    audience: dict[str, Any] = {
        "id": TEAM,
        "name": "X-Team",
        "channel": EVERYBODY_IN,
        "authors": frozenset({LENA}),
        "lead": BEN,
    }
    return AnnouncementSettings({TEAM: Audience(**{**audience, **changes})})


@dataclass
class Announcing:
    """One announcement, and all that has happened to it so far."""

    settings: AnnouncementSettings | None = field(default_factory=settings)
    now: datetime = NOW
    state: Announcement | None = None
    changes: list[Change] = field(default_factory=list)
    ref = announcement_ref(INSTALL, "view")

    @property
    def one(self) -> Announcement:
        assert self.state
        return self.state

    def announces(
        self,
        by: PersonId = LENA,
        bodies: tuple[Body, ...] = (EN, PL),
        due: datetime | None = None,
        audience: AudienceId = TEAM,
    ) -> Decision:
        return self.does(c.Announce(by, audience, bodies, due))

    def look(self, *present: PersonId, absent: Sequence[PersonId] = (), more: bool = False) -> None:
        people = [c.Looked(one, True) for one in present] + [c.Looked(one, False) for one in absent]
        self.does(c.Look(tuple(people), more))

    def reads(self, *people: PersonId, channel: ChannelId | None = EVERYBODY_IN) -> None:
        for person in people:
            self.does(c.Read(person, channel))

    def rewrites(self, *bodies: Body, by: PersonId = LENA, again: bool = False) -> Decision:
        return self.does(c.Rewrite(by, EVERYBODY_IN, bodies, again))

    def withdraws(self, by: PersonId = LENA) -> Decision:
        return self.does(c.Withdraw(by, EVERYBODY_IN))

    def does(self, command: c.AnnouncementCommand) -> Decision:
        decision = decide(self.ref, self.state, command, Around(INSTALL, self.settings, self.now))
        for change in decision.changes:
            assert change.before == self.state, "as the committer would refuse it"
            assert change.after.version == (self.state.version if self.state else 0) + 1
            assert isinstance(change.after, Announcement)
            self.state = change.after
            self.changes.append(change)
        return decision

    def events(self) -> list[str]:
        return [type(change.event).__name__ for change in self.changes]

    def effects(self, kind: type[Effect]) -> Sequence[Any]:
        return [one for change in self.changes for one in change.effects if isinstance(one, kind)]
