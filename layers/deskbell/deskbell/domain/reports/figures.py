"""The figures of a report (A5-10, A4-07, A4-10, A4-11); docs/reports.md defines each of them.

Each ticket counts for the inbox, the category and the assignee that it has when the period ends, so
that in every row: open before + opened + reopened - ended = open after.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from deskbell.domain.calendars.office_hours import open_between
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.reports.life import Life, Turn
from deskbell.domain.reports.period import Period
from deskbell.domain.settings.desk import Desk


class By(StrEnum):
    """What figures are split by."""

    ALL = "all"
    INBOX = "inbox"
    CATEGORY = "category"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Group:
    """`name` is an id, `of` the inbox of a category; both are empty where there is none."""

    by: By
    name: str = ""
    of: str = ""

    @property
    def place(self) -> tuple[int, str, str]:
        """In the order of a report."""
        return list(By).index(self.by), self.of, self.name


class Measure(StrEnum):
    FIRST_REPLY = "first reply"
    FIRST_RESOLUTION = "first resolution"
    FULL_RESOLUTION = "full resolution"


class Clock(StrEnum):
    CALENDAR = "calendar"
    OFFICE = "office hours"


@dataclass(slots=True)
class Volume:
    """`turns` are what happened in the period."""

    open_before: int = 0
    open_after: int = 0
    turns: Counter[Turn] = field(default_factory=Counter)

    @property
    def is_empty(self) -> bool:
        return not (self.open_before or self.open_after or self.turns.total())


@dataclass(frozen=True, slots=True)
class Times:
    count: int
    mean: timedelta
    median: timedelta
    p90: timedelta


@dataclass(frozen=True, slots=True)
class Report:
    """Of the tickets in `inbox`, or all of them. `opened` counts by weekday, Monday being 0, and
    hour. `left_out`: tickets whose beginning an earlier release wrote down."""

    period: Period
    inbox: InboxId | None
    volumes: Mapping[Group, Volume]
    times: Mapping[tuple[Group, Measure, Clock], Times]
    opened: Mapping[tuple[int, int], int]
    left_out: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.volumes


def figures(
    lives: Sequence[Life],
    period: Period,
    desk: Desk,
    inbox: InboxId | None = None,
    left_out: int = 0,
) -> Report:
    """`lives` are until the end of the period; `desk` says when whose office is open."""
    lives = [life for life in lives if inbox in (None, life.inbox)]
    volumes: dict[Group, Volume] = defaultdict(Volume)
    taken: dict[tuple[Group, Measure, Clock], list[timedelta]] = defaultdict(list)
    opened = Counter[tuple[int, int]]()
    for life in lives:
        groups = _groups(life, life.position.assignee)
        for group in groups:
            _count(volumes[group], life, period)
        if period.has(life.opened_at):
            opened[period.clock(life.opened_at)] += 1
        for measure, at, by in _measured(life, period):
            for clock, taking in _durations(life, at, desk):
                for group in _groups(life, by):
                    taken[group, measure, clock].append(taking)
    kept = {
        group: volumes[group]
        for group in sorted(volumes, key=lambda one: one.place)
        if not volumes[group].is_empty
    }
    return Report(
        period,
        inbox,
        kept,
        {key: times_of(taken[key]) for key in sorted(taken, key=_order)},
        dict(sorted(opened.items())),
        left_out,
    )


def _order(key: tuple[Group, Measure, Clock]) -> tuple[object, ...]:
    group, measure, clock = key
    return list(Measure).index(measure), list(Clock).index(clock), group.place


def _groups(life: Life, agent: PersonId | None) -> tuple[Group, ...]:
    inbox = life.inbox or ""
    return (
        Group(By.ALL),
        Group(By.INBOX, inbox),
        Group(By.CATEGORY, life.position.category or "", inbox),
        Group(By.AGENT, agent or ""),
    )


def _count(volume: Volume, life: Life, period: Period) -> None:
    volume.open_before += life.is_open_at(period.begins)
    volume.open_after += life.is_open_at(period.ends)
    volume.turns.update(one.turn for one in life.turns if period.has(one.at))


def _measured(life: Life, period: Period) -> Iterator[tuple[Measure, datetime, PersonId | None]]:
    """What came about in the period, and whose it is: a reply is its author's, a solution the
    assignee's of then. A reopening begins no second first reply (C-10)."""
    if not life.is_measured:
        return
    answer, solutions = life.first_answer, life.solutions
    if answer and period.has(answer.at):
        yield Measure.FIRST_REPLY, answer.at, answer.by
    if solutions and period.has(solutions[0].at):
        yield Measure.FIRST_RESOLUTION, solutions[0].at, solutions[0].by
    last = life.turns[-1]
    if last.turn is Turn.SOLVED and period.has(last.at):
        yield Measure.FULL_RESOLUTION, last.at, last.by


def _durations(life: Life, at: datetime, desk: Desk) -> Iterator[tuple[Clock, timedelta]]:
    """The office's, where the inbox has office hours today."""
    yield Clock.CALENDAR, at - life.began
    inbox = desk.inboxes.get(life.inbox) if life.inbox else None
    if inbox and inbox.office_hours:
        hours = inbox.office_hours
        yield Clock.OFFICE, open_between(hours, life.began, at, desk.zone, desk.holidays)


def times_of(taken: Iterable[timedelta]) -> Times:
    """The median of an even number is the mean of the middle two; of ten, nine took at most the
    p90 (nearest rank)."""
    ordered = sorted(taken)
    count = len(ordered)
    middle = ordered[(count - 1) // 2] + ordered[count // 2]
    rank = -(-count * 9 // 10)
    return Times(count, sum(ordered, timedelta()) / count, middle / 2, ordered[rank - 1])
