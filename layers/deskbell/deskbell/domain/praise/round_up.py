"""The week's round-up: each praise that stands is told again once, an empty week has none (A1-21).
Pure; one row, with what waits for the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from deskbell.domain.calendars.office_hours import next_time
from deskbell.domain.decision import CancelTimer, Change, Decision, SetTimer, nothing
from deskbell.domain.ids import InstallId, Ref, praise_round_ref
from deskbell.domain.praise import events as e
from deskbell.domain.praise import telling
from deskbell.domain.praise.policy import PraiseSettings
from deskbell.domain.praise.praise import Praise
from deskbell.domain.unlisted import Unlisted

TIMER = "round_up"
MOST_WAITING = 100


@dataclass(frozen=True, slots=True)
class PraiseRound(Unlisted):
    """`more` counts those that found no place among so many; `due` is when it comes, as long as
    anything waits; `told` is the week of the last one."""

    waiting: tuple[Ref, ...] = ()
    more: int = 0
    due: datetime | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """`zone` is the desk's."""

    install: InstallId
    settings: PraiseSettings
    zone: str
    now: datetime

    def week_of(self, at: datetime) -> str:
        """Such as 2026-W48."""
        return f"{at.astimezone(ZoneInfo(self.zone)):%G-W%V}"


def queue(state: PraiseRound | None, praise: Ref, around: Around) -> Change:
    """`praise` waits for the next one."""
    before = state or PraiseRound(praise_round_ref(around.install), around.install, 0)
    due = before.due or _next(before, around)
    is_full = len(before.waiting) >= MOST_WAITING
    after = replace(
        before,
        version=before.version + 1,
        waiting=before.waiting if is_full else (*before.waiting, praise),
        more=before.more + is_full,
        due=due,
    )
    timers = () if before.due else (SetTimer(TIMER, after.version, due),)
    event = e.PraiseQueued(praise, around.week_of(due))
    return Change(state, after, event, telling.reason("queued"), timers=timers)


def _next(before: PraiseRound, around: Around) -> datetime:
    """Not twice in one week, though the settings name another day of it by now."""
    due = next_time(around.settings.round_up, around.now, around.zone)
    if around.week_of(due) == before.told:
        return next_time(around.settings.round_up, due, around.zone)
    return due


def tell(state: PraiseRound | None, praises: Sequence[Praise], around: Around) -> Decision:
    """The timer is only a hint. `praises` are all that wait, in their order."""
    if state is None or state.due is None or around.now < state.due:
        return nothing("timer_stale")
    week = around.week_of(state.due)
    after = replace(state, version=state.version + 1, waiting=(), more=0, due=None, told=week)
    event = e.PraiseRoundedUp(week, tuple(one.ref for one in praises), state.more)
    told = telling.round_up(praises, state.more, around.settings.channel)
    why = telling.reason("rounded_up", week=week)
    change = Change(state, after, event, why, effects=told, timers=(CancelTimer(TIMER),))
    return Decision((change,))
