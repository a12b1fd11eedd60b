"""One team that calls members back, and what its members answer, for the tests of `domain/nps`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from deskbell.domain.decision import Change, Decision
from deskbell.domain.effects import Effect
from deskbell.domain.ids import ChannelId, InboxId, PersonId, Ref, Ts, nps_response_ref
from deskbell.domain.nps import commands as c
from deskbell.domain.nps.case import Case, Mark
from deskbell.domain.nps.decide import decide
from deskbell.domain.nps.inputs import ScoreReceived
from deskbell.domain.nps.policy import NpsSettings, ScoreSource
from deskbell.domain.nps.receive import Around, Known, receive
from deskbell.domain.nps.response import Response
from deskbell.domain.nps.turn import Turn
from deskbell.domain.tickets.permissions import Member
from tests.builders import BEN, INSTALL, JIWOO, LENA, MINJUN, NOW

IT = InboxId("it")
CLOSELOOP = ChannelId("C0NPSCLOSE")
SETTINGS = NpsSettings(IT, CLOSELOOP, sources={"nps": ScoreSource("Survey")})
WHITE = "white_check_mark"
TODAY = date(2026, 11, 23)
AGENT, OTHER = Member(BEN, agent_of=frozenset({IT})), Member(JIWOO, agent_of=frozenset({IT}))
NOBODY = Member(MINJUN)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def a_score(score: int = 3, event: str = "1", **changes: Any) -> ScoreReceived:
    """Member 11672 answers about yesterday."""
    given = ScoreReceived("nps", event, "11672", score, "2026-11-22")
    return replace(given, **changes)


@dataclass
class Team:
    """What has become of all that was said so far; `now` is the time of the next."""

    settings: NpsSettings = SETTINGS
    present: frozenset[PersonId] = frozenset({BEN, JIWOO})
    now: datetime = NOW
    states: dict[Ref, Any] = field(default_factory=dict)
    newest: dict[str, Ref] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    @property
    def duty(self) -> c.OnDuty:
        return c.OnDuty(LENA, self.present)

    def hears(self, given: ScoreReceived) -> Decision:
        known = Known(
            self.states.get(nps_response_ref(INSTALL, given.source, given.event)),
            self.case(given.member),
            next((one for one in self.states.values() if isinstance(one, Turn)), None),
        )
        today = TODAY + (self.now - NOW)
        return self._keep(
            receive(known, given, Around(INSTALL, self.settings, self.duty, today, self.now))
        )

    def does(self, command: c.CaseCommand, member: str = "11672") -> Decision:
        return self._keep(decide(self.case(member), command, self.duty, self.now))

    def marks(self, by: Member = AGENT, at: str = "1.000001") -> Decision:
        return self.does(c.MarkHandled(by, CLOSELOOP, mark=Mark(WHITE, Ts(at))))

    def unmarks(self, by: Member = AGENT, at: str = "2.000001") -> Decision:
        return self.does(c.Unmark(by, CLOSELOOP, Mark(WHITE, Ts(at))))

    def waits(self, time: timedelta) -> None:
        self.now += time
        for _ in range(9):
            cases = [one for one in self.states.values() if isinstance(one, Case)]
            for case in cases:
                self._keep(decide(case, c.Expire(), self.duty, self.now))

    def case(self, member: str = "11672") -> Case | None:
        ref = self.newest.get(member)
        found = self.states.get(ref) if ref else None
        assert found is None or isinstance(found, Case)
        return found

    def the_case(self) -> Case:
        case = self.case()
        assert case is not None
        return case

    @property
    def cases(self) -> list[Case]:
        return [one for one in self.states.values() if isinstance(one, Case)]

    @property
    def responses(self) -> list[Response]:
        return [one for one in self.states.values() if isinstance(one, Response)]

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
            if isinstance(change.after, Case):
                self.newest[change.after.member] = change.after.ref
        return decision


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
