"""The figures of surveys (A1-25); docs/reports.md defines each of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from deskbell.domain.ids import Ref
from deskbell.domain.nps.net_score import Scores, kind_of
from deskbell.domain.reports.figures import Times, times_of
from deskbell.domain.reports.nps_facts import Act, Answered, CaseStep, Corrected, NpsFact
from deskbell.domain.reports.period import Period

IN_TIME = (timedelta(hours=24), timedelta(hours=48))


@dataclass(frozen=True, slots=True)
class Split:
    """Of all, or of a segment; `segment` is empty where an answer names none."""

    segment: str | None = None


@dataclass(slots=True)
class Loops:
    """Cases that were opened in the period. `in_time` has of each of IN_TIME how many were opened
    so long ago, and how many of these were handled within it."""

    opened: int = 0
    touched: list[timedelta] = field(default_factory=list)
    in_time: dict[timedelta, tuple[int, int]] = field(
        default_factory=lambda: dict.fromkeys(IN_TIME, (0, 0))
    )

    @property
    def first_touch(self) -> Times | None:
        return times_of(self.touched) if self.touched else None


@dataclass(frozen=True, slots=True)
class Seconds:
    """Second answers of the period: the first one of a member after their case was handled.
    `delta` is the sum of how much better they are than what the case was about."""

    count: int = 0
    recovered: int = 0
    delta: int = 0

    def then(self, before: Answered, later: Answered) -> "Seconds":
        return Seconds(
            self.count + 1,
            self.recovered + (later.score >= later.threshold),
            self.delta + later.score - before.score,
        )


Week = tuple[int, int]
"""ISO 8601: its year and its number."""


@dataclass(frozen=True, slots=True)
class NpsReport:
    """`scores` are by week, and None for all of the period."""

    scores: Mapping[tuple[Week | None, Split], Scores]
    loops: Mapping[Split, Loops]
    seconds: Mapping[Split, Seconds]


@dataclass(slots=True)
class _Case:
    """As it stands so far. `opened_by` is the answer that opened it, `last` its latest; `handled`
    is when it was, without what was undone. `about` is what it was about when it was handled, as
    long as another answer is to say how well that was done."""

    opened_by: Ref
    last: Ref
    opened_at: datetime
    touched_at: datetime | None = None
    handled: list[datetime] = field(default_factory=list)
    about: Ref | None = None

    def handled_within(self, time: timedelta) -> bool:
        return bool(self.handled) and self.handled[0] - self.opened_at <= time


def nps_figures(facts: Iterable[NpsFact], period: Period, now: datetime) -> NpsReport:
    """`facts` in any order and as often as anybody likes. An answer counts on the day that it
    rates, as it was corrected last; what was done about it counts until the period's end, or
    `now`."""
    known = set(facts)
    answers = _answers(known)
    until = min(period.ends, now)
    told: list[Answered | CaseStep] = [one for one in known if isinstance(one, Answered)]
    told += _steps(known)
    before = sorted((one for one in told if one.at < until), key=_place)
    cases, seconds = _followed(before, answers, period)
    return NpsReport(
        _scores(answers.values(), period), _loops(cases, answers, period, until), seconds
    )


def still_open(facts: Iterable[NpsFact]) -> int:
    """Cases that nobody has handled yet, as far as `facts` go."""
    ends = {Act.OPENED: False, Act.REOPENED: False, Act.HANDLED: True}
    is_done = {step.case: ends[step.act] for step in _steps(set(facts)) if step.act in ends}
    return sum(not done for done in is_done.values())


def _answers(facts: Iterable[NpsFact]) -> dict[Ref, Answered]:
    """With the scores that count."""
    answers = {one.response: one for one in facts if isinstance(one, Answered)}
    corrected = (one for one in facts if isinstance(one, Corrected))
    for one in sorted(corrected, key=lambda one: one.version):
        if one.response in answers:
            answers[one.response] = replace(answers[one.response], score=one.score)
    return answers


def _steps(facts: Iterable[NpsFact]) -> Iterator[CaseStep]:
    """None before the one that it follows, though Slack's clock and ours may differ."""
    latest = dict[Ref, datetime]()
    steps = (one for one in facts if isinstance(one, CaseStep))
    for step in sorted(steps, key=lambda one: one.version):
        at = latest[step.case] = max(step.at, latest.get(step.case, step.at))
        yield replace(step, at=at)


def _splits(answer: Answered) -> tuple[Split, Split]:
    return Split(), Split(answer.segment)


def _scores(answers: Iterable[Answered], period: Period) -> dict[tuple[Week | None, Split], Scores]:
    found: dict[tuple[Week | None, Split], Scores] = defaultdict(Scores)
    for answer in answers:
        if period.first <= answer.experience <= period.last:
            year, number, _ = answer.experience.isocalendar()
            for split in _splits(answer):
                found[(year, number), split] += kind_of(answer.score)
                found[None, split] += kind_of(answer.score)
    return dict(found)


def _place(fact: Answered | CaseStep) -> tuple[object, ...]:
    """What an answer does to a case comes behind it; both are of one moment."""
    if isinstance(fact, Answered):
        return fact.at, 0, str(fact.response), fact.version
    return fact.at, 1, str(fact.case), fact.version


def _followed(
    told: Sequence[Answered | CaseStep], answers: Mapping[Ref, Answered], period: Period
) -> tuple[list[_Case], dict[Split, Seconds]]:
    cases, newest = dict[Ref, _Case](), dict[str, _Case]()
    seconds: dict[Split, Seconds] = defaultdict(Seconds)
    for fact in told:
        if isinstance(fact, CaseStep):
            _step(cases, newest, fact, answers)
            continue
        case = newest.get(fact.member)
        if case and case.about:
            before, later = answers[case.about], answers[fact.response]
            case.about = None
            for split in _splits(later) if period.has(fact.at) else ():
                seconds[split] = seconds[split].then(before, later)
    return list(cases.values()), dict(seconds)


def _step(
    cases: dict[Ref, _Case],
    newest: dict[str, _Case],
    step: CaseStep,
    answers: Mapping[Ref, Answered],
) -> None:
    case = cases.get(step.case)
    answer = answers.get(step.response) if step.response else None
    if step.act is Act.OPENED and answer:
        case = cases[step.case] = _Case(answer.response, answer.response, step.at)
        newest[answer.member] = case
    if case is None:
        return
    if step.act in (Act.TAKEN, Act.HANDLED):
        case.touched_at = case.touched_at or step.at
    match step.act:
        case Act.ADDED if answer:
            case.last = answer.response
        case Act.HANDLED:
            case.handled.append(step.at)
            case.about = case.last
        case Act.REOPENED:
            case.about = None
            if step.response is None:  # it was not handled after all
                case.handled.pop()


def _loops(
    cases: Iterable[_Case], answers: Mapping[Ref, Answered], period: Period, until: datetime
) -> dict[Split, Loops]:
    found: dict[Split, Loops] = defaultdict(Loops)
    for case in cases:
        if period.has(case.opened_at):
            for split in _splits(answers[case.opened_by]):
                _count(found[split], case, until)
    return dict(found)


def _count(loops: Loops, case: _Case, until: datetime) -> None:
    loops.opened += 1
    if case.touched_at:
        loops.touched.append(case.touched_at - case.opened_at)
    for time in IN_TIME:
        if case.opened_at + time <= until:
            due, done = loops.in_time[time]
            loops.in_time[time] = (due + 1, done + case.handled_within(time))
