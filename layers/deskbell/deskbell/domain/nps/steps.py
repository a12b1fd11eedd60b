"""What happens to one case in one decision, step by step; each is a version of it with its own
event and reason.

Every branch ends in `Steps.changed`, so that no card and no timer can be forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from deskbell.domain.decision import (
    CancelTimer,
    Change,
    Decision,
    Event,
    Link,
    SetTimer,
    TimerChange,
)
from deskbell.domain.effects import Effect, Whisper
from deskbell.domain.ids import ChannelId, InstallId
from deskbell.domain.nps import events as e
from deskbell.domain.nps.case import Case, Stage
from deskbell.domain.nps.effects import ShowNpsCase
from deskbell.domain.nps.words import reason, whisper
from deskbell.domain.texts import Argument, Name, Text
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.workflows.watch import watch

REMIND, ESCALATE, CLOSE, RESURVEY = "remind", "escalate", "close", "resurvey"
"""Its timers."""


@dataclass(frozen=True, slots=True)
class Steps:
    """`case` is what has become of it so far; `before` is None of one that begins."""

    before: Case | None
    case: Case
    now: datetime
    changes: tuple[Change, ...] = ()

    def then(self, after: Case, event: Event, why: Text, *effects: Effect) -> "Steps":
        """It becomes `after`."""
        last = self.changes[-1].after if self.changes else self.before
        after = replace(after, version=last.version + 1 if last else 1)
        change = Change(last, after, event, why, effects=effects)
        return replace(self, case=after, changes=(*self.changes, change))

    def changed(self) -> tuple[Change, ...]:
        """All of it, with what follows from the last step itself."""
        if not self.changes:
            return ()
        *earlier, last = self.changes
        before, after = self.before, self.case
        named = Link(case_link(after.install, after.member), after.ref, newest=True)
        return (
            *earlier,
            replace(
                last,
                effects=(*last.effects, ShowNpsCase(after.channel)),
                timers=(*_timers(before, after, self.now), *watch(before, after, self.now)),
                rows=() if before else (named,),
            ),
        )


def about(case: Case, now: datetime) -> Steps:
    return Steps(case, case, now)


def decided(steps: Steps) -> Decision:
    return Decision(steps.changed())


def refuse(
    steps: Steps,
    by: Member,
    channel: ChannelId | None,
    action: str,
    why: str,
    /,
    **args: Argument,
) -> Decision:
    """Nothing changes; they are told why where they acted, and the history knows who wanted
    what."""
    told = [Whisper(by.person, channel, None, whisper(why, **args))] if channel else []
    event = e.NpsActionRefused(by.person, action, why)
    said = reason(f"refused_{why}", by=Name(by.person))
    return decided(steps.then(steps.case, event, said, *told))


def case_link(install: InstallId, member: str) -> str:
    """The link key of the newest case of a member."""
    return f"nps#{install}#{member}"


def _timers(before: Case | None, after: Case, now: datetime) -> Iterator[TimerChange]:
    """One whose time has come is set anew for the same moment, too: its row may be what has led
    here, and fires no second time."""
    had, has = due_times(before) if before else {}, due_times(after)
    yield from (CancelTimer(name) for name in had if name not in has)
    for name, due in has.items():
        if due != had.get(name) or due <= now:
            yield SetTimer(name, after.version, due)


def due_times(case: Case) -> dict[str, datetime]:
    """When time alone changes something, by the name of the timer for it."""
    second = case.second
    times = {
        REMIND: case.remind_at,
        ESCALATE: case.escalate_at,
        CLOSE: case.closes_at,
        RESURVEY: second.at if second and second.stage is Stage.PLANNED else None,
    }
    return {name: due for name, due in times.items() if due}
