"""A stand-up of two departments in three zones, and what has become of it, for the tests of
`domain/standups`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from deskbell.domain.decision import Change, Decision
from deskbell.domain.effects import Effect
from deskbell.domain.ids import ChannelId, InboxId, PersonId, Ref, standup_ref, ticket_ref
from deskbell.domain.settings.hours import Appointment, Weekday
from deskbell.domain.standups import commands as c
from deskbell.domain.standups.decide import Around, decide
from deskbell.domain.standups.plan import Department, StandUpId, StandUpPlan
from deskbell.domain.standups.stand_up import Said, StandUp
from deskbell.domain.tickets.commands import OpenFromStandUp
from tests.builders import BEN, INSTALL, JIWOO, LENA, OLA, X_TEAM, an_inbox

ROUND = StandUpId("round")
WARSAW, SEOUL, NEW_YORK = "Europe/Warsaw", "Asia/Seoul", "America/New_York"
ZONES: dict[PersonId, str] = {OLA: WARSAW, JIWOO: SEOUL, BEN: NEW_YORK}
DAY = date(2026, 11, 24)
"""A Tuesday. At 09:30 it is 00:30 in UTC for Jiwoo, 08:30 for Ola and Lena, 14:30 for Ben."""
MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)
SAID = Said("Tidied up", "The printers")


def appointments(*at: str) -> tuple[Appointment, ...]:
    """Such as `tue 09:30`."""
    words = [one.split() for one in at]
    return tuple(Appointment(Weekday(day), Weekday(day), time) for day, time in words)


def a_plan(**changes: Any) -> StandUpPlan:
    plan = StandUpPlan(
        id=ROUND,
        name="Round",
        why="We wait for each other less",
        owner=LENA,
        channel=X_TEAM,
        inbox=InboxId("it"),
        departments=(Department("IT", (BEN, JIWOO)), Department("X-Team", (OLA, LENA))),
        when=appointments("tue 09:30", "thu 09:30"),
    )
    return replace(plan, **changes)


def at(hour: int, minute: int = 0, day: int = DAY.day) -> datetime:
    """Of this November, in UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@dataclass
class Meeting:
    """Tuesday's stand-up, and all that has happened to it so far."""

    plan: StandUpPlan = field(default_factory=a_plan)
    now: datetime = MIDNIGHT
    absent: frozenset[PersonId] = frozenset()
    day: date = DAY
    states: dict[Ref, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    @property
    def ref(self) -> Ref:
        return standup_ref(INSTALL, self.plan.id, self.day.isoformat())

    @property
    def standup(self) -> StandUp:
        found = self.states[self.ref]
        assert isinstance(found, StandUp)
        return found

    def look(self, now: datetime | None = None) -> Decision:
        self.now = now or self.now
        return self._does(c.Look(ZONES, self.absent))

    def passes(self, *times: datetime) -> None:
        for now in times:
            self.look(now)

    def answers(
        self, person: PersonId, said: Said = SAID, channel: ChannelId | None = X_TEAM
    ) -> Decision:
        opening = None
        if said.blocker:
            opening = OpenFromStandUp(
                ref=ticket_ref(INSTALL, str(self.ref), person),
                install=INSTALL,
                number=len(self.changes),
                inbox=an_inbox(),
                by=person,
                text=said.blocker,
                standup=f"{self.plan.name}, {self.day}",
            )
        return self._does(c.Answer(person, channel, said, opening))

    def events(self) -> list[str]:
        return [type(change.event).__name__ for change in self.changes]

    def effects(self, kind: type[Effect]) -> Sequence[Any]:
        return [one for change in self.changes for one in change.effects if isinstance(one, kind)]

    def _does(self, command: c.StandUpCommand) -> Decision:
        around = Around(INSTALL, self.plan, self.day, WARSAW, self.now)
        decision = decide(self.ref, self.states.get(self.ref), command, around)
        for change in decision.changes:
            before = self.states.get(change.after.ref)
            assert change.before == before, "as the committer would refuse it"
            assert change.after.version == (before.version if before else 0) + 1
            self.states[change.after.ref] = change.after
            self.changes.append(change)
        return decision
