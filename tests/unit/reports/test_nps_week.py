"""The figures of a week are those of the report (A1-25)."""

from datetime import date, timedelta

from hypothesis import given

from deskbell.domain.nps.case import Case
from deskbell.domain.nps.net_score import Scores
from deskbell.domain.nps.week import week_of
from deskbell.domain.reports.nps_figures import IN_TIME, Split
from deskbell.domain.reports.nps_week import WEEKS, count_week
from deskbell.domain.reports.period import Period
from tests.unit.nps.members import a_score
from tests.unit.reports.test_nps_figures import ALL, QUICK, STORIES, Recorded, lived

MONDAY = date(2026, 11, 23)


@QUICK
@given(STORIES)
def test_they_are_those_of_a_report_of_that_week(
    story: list[tuple[str, tuple[object, ...], int]],
) -> None:
    team = lived(story)
    counted = count_week(team.facts(), "2026-W48", "UTC", ["shoppers"], team.now)
    report = team.figures(Period(MONDAY, MONDAY + timedelta(days=6), "UTC"))
    assert counted.scores[-1] == report.scores.get((None, ALL), Scores())
    for name, scores in counted.segments:
        assert scores == report.scores[None, Split(name)]
    if loops := report.loops.get(ALL):
        assert (counted.opened, list(counted.in_time)) == (
            loops.opened,
            [loops.in_time[time] for time in IN_TIME],
        )
    if seconds := report.seconds.get(ALL):
        assert (counted.seconds, counted.recovered, counted.delta) == (
            seconds.count,
            seconds.recovered,
            seconds.delta,
        )


@QUICK
@given(STORIES)
def test_who_waits_is_whose_case_is_open(story: list[tuple[str, tuple[object, ...], int]]) -> None:
    team = lived(story)
    cases = [one for one in team.states.values() if isinstance(one, Case)]
    counted = count_week(team.facts(), "2026-W48", "UTC", (), team.now)
    assert counted.waiting == sum(case.is_open for case in cases)


def test_each_week_has_its_place_the_last_one_last_over_the_new_year() -> None:
    team = Recorded()
    team.hears(a_score(10, "1", member="m1"))
    team.hears(a_score(3, "2", member="m2", experience="2026-11-23"))
    counted = count_week(team.facts(), "2026-W48", "UTC", (), team.now)
    assert len(counted.scores) == WEEKS
    assert counted.scores[-2:] == (Scores(promoters=1), Scores(detractors=1))
    later = count_week(team.facts(), week_of(date(2027, 1, 4)), "UTC", (), team.now)
    assert later.scores[-7:-5] == (Scores(detractors=1), Scores())
    assert not later.scores[-1].count


def test_segments_that_the_settings_do_not_know_are_all_others() -> None:
    team = Recorded()
    for n, segment in enumerate(("shoppers", "Anna Kowalska", "")):
        team.answers(f"{n}", 10, member=f"m{n}", segment=segment)
    counted = count_week(team.facts(), "2026-W47", "UTC", ["shoppers"], team.now)
    assert counted.segments == (("", Scores(promoters=2)), ("shoppers", Scores(promoters=1)))
