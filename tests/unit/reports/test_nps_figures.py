"""The figures of surveys, against a calculation of their own that reads no history."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.domain.decision import Change, Decision
from deskbell.domain.nps import commands as c
from deskbell.domain.nps.case import Case, Status
from deskbell.domain.nps.events import NpsCaseReopened, NpsScoreReceived
from deskbell.domain.nps.net_score import Scores
from deskbell.domain.nps.response import Response
from deskbell.domain.nps.words import How
from deskbell.domain.reports.nps_facts import NpsFact, nps_facts_of
from deskbell.domain.reports.nps_figures import Loops, NpsReport, Split, nps_figures
from deskbell.domain.reports.nps_tables import nps_tables
from deskbell.domain.reports.period import Period
from tests.unit.nps.members import AGENT, CLOSELOOP, OTHER, TODAY, Team, a_score

MEMBERS, SEGMENTS = ("m1", "m2"), ("", "shoppers")
HOUR = timedelta(hours=1)
ALWAYS = Period(date(2026, 1, 1), date(2027, 12, 31), "UTC")
ALL = Split()
QUICK = settings(max_examples=40, deadline=None)


@dataclass
class Recorded(Team):
    """`told` is the history with its times."""

    told: list[tuple[datetime, Change]] = field(default_factory=list)
    days: dict[str, str] = field(default_factory=dict)

    def _keep(self, decision: Decision) -> Decision:
        self.told += [(self.now, change) for change in decision.changes]
        return super()._keep(decision)

    def facts(self) -> list[NpsFact]:
        return [
            fact
            for at, change in self.told
            for fact in nps_facts_of(
                change.after.ref,
                change.after.version,
                at,
                type(change.event).__name__,
                {one.name: getattr(change.event, one.name) for one in fields(change.event)},  # type: ignore[arg-type]
            )
        ]

    def figures(self, period: Period = ALWAYS) -> NpsReport:
        return nps_figures(self.facts(), period, self.now)

    def answers(self, event: str, score: int, member: str = "m1", **more: Any) -> None:
        """About the day before it first came."""
        yesterday = (self.now - 24 * HOUR).date().isoformat()
        day = self.days.setdefault(event, yesterday)
        self.hears(a_score(score, event, member=member, experience=day, **more))

    def handles(self, member: str = "m1", how: How | None = None) -> None:
        self.does(c.MarkHandled(AGENT, CLOSELOOP, how), member)

    def reopens(self, member: str = "m1") -> None:
        self.does(c.Reopen(AGENT, CLOSELOOP), member)


ACTS = st.one_of(
    st.tuples(
        st.just("answers"),
        st.sampled_from([f"e{n}" for n in range(6)]),
        st.integers(0, 10),
        st.sampled_from(SEGMENTS),
    ),
    st.tuples(st.sampled_from(["takes", "handles", "handles", "reopens"])),
)
STORIES = st.lists(
    st.tuples(st.sampled_from(MEMBERS), ACTS, st.integers(1, 60)), min_size=1, max_size=25
)


def lived(story: Iterable[tuple[str, tuple[Any, ...], int]]) -> Recorded:
    team = Recorded()
    for member, (act, *more), hours in story:
        match act:
            case "answers":
                event, score, segment = more
                team.answers(f"{member}-{event}", score, member, segment=segment)
            case "takes":
                team.does(c.Take(OTHER, CLOSELOOP), member)
            case "handles":
                team.handles(member)
            case "reopens":
                team.reopens(member)
        team.waits(hours * HOUR)
    return team


def naive_scores(responses: list[Response]) -> tuple[Fraction, float, float]:
    """The NPS is a mean of -1, 0 and 1; the interval that of as many quarters of answers."""
    values = [(one.score > 8) - (one.score < 7) for one in responses]
    quarters = [Fraction(one) for one in values for _ in range(4)]
    quarters += [Fraction(one) for one in (1, 1, 1, -1, -1, -1, 0, 0, 0, 0, 0, 0)]
    middle, size = statistics.mean(quarters), len(quarters) / 4
    margin = statistics.NormalDist().inv_cdf(0.975) * sqrt(statistics.pvariance(quarters) / size)
    return (
        100 * statistics.mean(map(Fraction, values)),
        max(-100.0, 100 * (middle - margin)),
        min(100.0, 100 * (middle + margin)),
    )


@QUICK
@given(story=STORIES)
def test_scores_are_the_mean_of_what_members_say_in_the_end(story: Any) -> None:
    team = lived(story)
    found = team.figures().scores
    for segment in (None, *SEGMENTS):
        responses = [one for one in team.responses if segment in (None, one.segment)]
        weeks = {date.fromisoformat(one.experience).strftime("%G-%V") for one in responses}
        assert len(weeks) == len([w for w, split in found if w and split == Split(segment)])
        for week in (None, *weeks):
            those = [
                one
                for one in responses
                if week in (None, date.fromisoformat(one.experience).strftime("%G-%V"))
            ]
            if not those:
                continue
            key = (int(week[:4]), int(week[5:])) if week else None
            scores = found[key, Split(segment)]
            nps, at_least, at_most = naive_scores(those)
            assert (scores.count, scores.nps) == (len(those), nps)
            assert scores.interval == pytest.approx((at_least, at_most), abs=1e-3)


@QUICK
@given(story=STORIES, last=st.integers(-2, 40))
def test_what_became_of_low_scores_is_as_the_cases_stood(story: Any, last: int) -> None:
    team = lived(story)
    period = Period(TODAY, TODAY + timedelta(days=max(last, 0)), "UTC")
    until = min(period.ends, team.now)
    told = [(at, change) for at, change in team.told if at < until]
    report = team.figures(period)
    loops = report.loops.get(ALL, Loops())
    cases = {one.after.ref for _, one in told if isinstance(one.after, Case)}
    assert loops.opened == len(cases)
    waits, touched = {24: [0, 0], 48: [0, 0]}, []
    for ref in cases:
        history = [(at, one) for at, one in told if one.after.ref == ref]
        opened, first = history[0][0], history[0][1].after
        assert isinstance(first, Case)
        begun = [at for at, one in history if _is_touched(one, first)]
        touched += [begun[0] - opened] if begun else []
        handled = [at for at, stays in _spells(history) if stays]
        for hours, counted in waits.items():
            if opened + hours * HOUR <= until:
                counted[0] += 1
                counted[1] += bool(handled) and handled[0] <= opened + hours * HOUR
    assert [list(one) for one in loops.in_time.values()] == list(waits.values())
    assert sorted(loops.touched) == sorted(touched)
    if touched:
        times = loops.first_touch
        assert times
        seconds = [one.total_seconds() for one in touched]
        assert times.median.total_seconds() == statistics.median(seconds)


def _is_touched(change: Change, first: Case) -> bool:
    after = change.after
    return isinstance(after, Case) and (
        after.status is Status.HANDLED or after.owner != first.owner
    )


def _spells(history: list[tuple[datetime, Change]]) -> list[tuple[datetime, bool]]:
    """When it was handled, and whether nobody said that it was not."""
    found: list[tuple[datetime, bool]] = []
    for at, change in history:
        before, after = change.before, change.after
        assert isinstance(after, Case)
        if isinstance(before, Case) and before.status is Status.OPEN and not after.is_open:
            found.append((at, True))
        if isinstance(change.event, NpsCaseReopened) and change.event.person:
            found[-1] = (found[-1][0], False)
    return found


@QUICK
@given(story=STORIES)
def test_a_second_answer_is_the_first_one_after_a_case_was_handled(story: Any) -> None:
    team = lived(story)
    final = {one.ref: one for one in team.responses}
    deltas: list[int] = []
    recovered = 0
    for index, (_, change) in enumerate(team.told):
        if not isinstance(change.event, NpsScoreReceived):
            continue
        earlier = [
            one
            for _, one in team.told[:index]
            if getattr(one.after, "member", None) == change.event.member
        ]
        states = [one.after for one in earlier if isinstance(one.after, Case)]
        if not states or states[-1].is_open:
            continue
        begun = max(
            place
            for place, one in enumerate(earlier)
            if isinstance(one.before, Case)
            and isinstance(one.after, Case)
            and one.before.is_open
            and not one.after.is_open
        )
        if any(isinstance(one.event, NpsScoreReceived) for one in earlier[begun:]):
            continue
        about = earlier[begun].after
        assert isinstance(about, Case)
        later = final[change.after.ref]
        deltas.append(later.score - final[about.latest.response].score)
        recovered += not later.is_low
    seconds = team.figures().seconds.get(ALL)
    assert (seconds.count if seconds else 0) == len(deltas)
    if seconds:
        assert (seconds.recovered, seconds.delta) == (recovered, sum(deltas))


@given(story=STORIES, twice=st.integers(0, 30), data=st.data())
@QUICK
def test_neither_order_nor_repetition_matters(story: Any, twice: int, data: Any) -> None:
    team = lived(story)
    facts = team.facts()
    shuffled = data.draw(st.permutations([*facts, *facts[:twice]]))
    assert nps_figures(shuffled, ALWAYS, team.now) == team.figures()


def test_a_member_who_was_called_back_recovers() -> None:
    team = Recorded()
    team.answers("first", 3)
    team.waits(2 * HOUR)
    team.handles(how=How.CALLED)
    team.waits(100 * HOUR)
    team.answers("second", 9)
    team.waits(HOUR)
    scores, cases, seconds = nps_tables(team.figures())
    assert [list(map(str, row[:8])) for row in scores.rows] == [
        ["all", "all", "", "2", "1", "0", "1", "0.0"],
        ["all", "segment", "(none)", "2", "1", "0", "1", "0.0"],
        ["2026-W47", "all", "", "1", "0", "0", "1", "-100.0"],
        ["2026-W47", "segment", "(none)", "1", "0", "0", "1", "-100.0"],
        ["2026-W48", "all", "", "1", "1", "0", "0", "100.0"],
        ["2026-W48", "segment", "(none)", "1", "1", "0", "0", "100.0"],
    ]
    assert list(map(str, cases.rows[0])) == [
        *("all", "", "1", "1", "2:00:00", "2:00:00"),
        *("1", "1", "100.0", "1", "1", "100.0"),
    ]
    assert list(map(str, seconds.rows[0])) == ["all", "", "1", "1", "100.0", "6.0"]


def test_an_act_that_another_clock_puts_before_the_one_it_follows_comes_after_it() -> None:
    team = Recorded()
    team.answers("first", 3)
    team.waits(HOUR)
    team.handles()
    team.now -= HOUR / 2
    team.reopens()
    team.now += 48 * HOUR
    assert team.figures().loops[ALL].in_time == {24 * HOUR: (1, 0), 48 * HOUR: (1, 0)}


def test_few_answers_have_a_wide_interval_that_ends_at_a_hundred() -> None:
    low, high = Scores(promoters=3).interval
    assert (round(low, 1), high) == (-6.6, 100.0)
    low, high = Scores(promoters=500, passives=300, detractors=200).interval
    assert (round(low, 1), round(high, 1)) == (25.1, 34.7)
