"""What a score does: below the threshold it calls somebody, once; later ones join its case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.effects import SendDirect, SendNotice
from deskbell.domain.ids import PersonId
from deskbell.domain.nps import events as e
from deskbell.domain.nps.case import MOST_SCORES, Status
from deskbell.domain.nps.effects import ShowNpsCase
from tests.builders import BEN, JIWOO, LENA
from tests.unit.nps.members import CLOSELOOP, DAY, HOUR, SETTINGS, Team, a_score, utc


@pytest.mark.parametrize(("score", "pings"), [(0, 1), (6, 1), (7, 0), (10, 0)])
def test_strictly_below_the_threshold_somebody_is_called(score: int, pings: int) -> None:
    team = Team()
    team.hears(a_score(score))
    assert len(team.cases) == pings
    assert len(team.effects(ShowNpsCase)) == pings
    assert [one.score for one in team.responses] == [score]


def test_a_segment_may_have_a_threshold_of_its_own() -> None:
    team = Team(replace(SETTINGS, thresholds={"premium": 9}))
    team.hears(a_score(8, segment="premium"))
    team.hears(a_score(8, "2", member="2", segment="basic"))
    [case] = team.cases
    assert (case.member, case.segment, case.threshold) == ("11672", "premium", 9)


def test_a_segment_that_the_settings_do_not_know_is_shown_nowhere() -> None:
    """It may be anything, such as somebody's name."""
    team = Team()
    team.hears(a_score(segment="Ana Reyes"))
    assert team.the_case().segment == ""
    assert team.responses[0].segment == "Ana Reyes"


def test_the_same_answer_five_times_pings_once() -> None:
    team = Team()
    decisions = [team.hears(a_score()) for _ in range(5)]
    assert [one.ignored for one in decisions] == [None, *(["nps_known_already"] * 4)]
    assert len(team.effects(ShowNpsCase)) == 1


def test_a_score_that_is_corrected_to_a_low_one_calls_somebody() -> None:
    team = Team()
    team.hears(a_score(9))
    team.hears(a_score(2))
    assert team.the_case().latest.score == 2
    assert team.events() == [
        "NpsScoreReceived",
        "NpsScoreCorrected",
        "NpsCaseOpened",
        "NpsTurnTaken",
    ]


def test_of_a_score_that_is_corrected_to_a_high_one_its_open_case_learns() -> None:
    """A person decides what that means: somebody may be on the telephone."""
    team = Team()
    team.hears(a_score(2))
    team.hears(a_score(9))
    case = team.the_case()
    assert (case.latest.score, case.status) == (9, Status.OPEN)
    assert team.changes[-1].event == e.NpsScoreChanged(case.latest.response, 2, 9)


def test_a_score_that_goes_up_and_down_again_calls_nobody_twice() -> None:
    team = Team()
    for score in (2, 9, 1):
        team.hears(a_score(score))
        team.waits(HOUR)
    team.marks()
    team.hears(a_score(0))
    assert team.the_case().status is Status.HANDLED
    team.waits(4 * DAY)
    assert team.the_case().status is Status.CLOSED
    team.hears(a_score(3))
    assert len(team.cases) == 1


def test_a_correction_keeps_the_threshold_that_its_score_came_under() -> None:
    team = Team()
    team.hears(a_score(8))
    team.settings = replace(SETTINGS, threshold=9)
    team.hears(a_score(7))
    assert team.cases == []
    team.hears(a_score(8, "2"))
    assert [case.threshold for case in team.cases] == [9]


def test_what_the_source_said_earlier_corrects_nothing() -> None:
    team = Team()
    team.hears(a_score(9, changed_at=utc("2026-11-23T08:30")))
    late = team.hears(a_score(2, changed_at=utc("2026-11-23T08:00")))
    assert late.ignored == "nps_corrected_since"
    assert team.cases == []


def test_a_correction_under_the_name_of_another_members_answer_is_refused() -> None:
    team = Team()
    team.hears(a_score(9))
    assert team.hears(a_score(2, member="2")).ignored == "nps_of_another_member"


@pytest.mark.parametrize(
    ("experience", "why"),
    [
        ("2026-10-23", "nps_survey_closed"),
        ("2026-10-24", None),
        ("2026-11-24", None),
        ("2026-11-25", "nps_experience_to_come"),
    ],
)
def test_a_score_counts_for_so_long_after_the_experience(experience: str, why: str | None) -> None:
    """Bad input 88 (a). Where the member is, it may be tomorrow already."""
    assert Team().hears(a_score(experience=experience)).ignored == why


def test_a_correction_that_comes_too_late_is_refused_as_well() -> None:
    """Bad input 88 (c): the last one counts as long as the survey may be answered."""
    team = Team()
    team.hears(a_score(9))
    team.hears(a_score(8))
    team.now += 40 * DAY
    assert team.hears(a_score(2)).ignored == "nps_survey_closed"
    assert [one.score for one in team.responses] == [8]


def test_a_score_of_0_without_a_word_is_a_case_like_any_other() -> None:
    """Bad input 89."""
    team = Team()
    team.hears(a_score(0, comment=""))
    assert team.the_case().latest.comment == ""


def test_a_second_score_joins_the_case_that_is_open() -> None:
    team = Team()
    team.hears(a_score(3))
    team.hears(a_score(1, "2"))
    team.hears(a_score(9, "3"))
    assert [one.score for one in team.the_case().scores] == [3, 1, 9]
    assert team.events().count("NpsCaseOpened") == 1
    assert team.effects(SendNotice) == []


def test_a_case_keeps_the_latest_scores() -> None:
    team = Team()
    for number in range(MOST_SCORES + 3):
        team.hears(a_score(number % 7, str(number)))
    assert len(team.the_case().scores) == MOST_SCORES


def test_another_low_score_opens_a_handled_case_again_and_the_channel_hears_of_it() -> None:
    team = Team()
    team.hears(a_score(3))
    team.marks()
    team.waits(HOUR)
    team.hears(a_score(9, "2"))
    assert team.the_case().status is Status.HANDLED
    team.hears(a_score(1, "3"))
    case = team.the_case()
    assert (case.status, case.ordinal, case.handled_by, case.how) == (Status.OPEN, 1, None, None)
    [recovered, notice] = team.effects(SendNotice)
    assert recovered.text.key == "notice.nps_recovered"
    assert (notice.channel, notice.text.args["score"]) == (CLOSELOOP, 1)
    assert case.due == team.now + timedelta(hours=24)


def test_after_the_window_another_low_score_is_a_case_of_its_own() -> None:
    team = Team()
    team.hears(a_score(3))
    team.marks()
    team.waits(72 * HOUR)
    team.hears(a_score(1, "2"))
    assert [(case.ordinal, case.status) for case in team.cases] == [
        (1, Status.CLOSED),
        (2, Status.OPEN),
    ]


def test_the_owners_take_turns_and_whoever_is_away_has_none() -> None:
    team = Team(present=frozenset({BEN, JIWOO, LENA}))
    for number in range(4):
        team.hears(a_score(event=str(number), member=str(number)))
    team.present = frozenset({BEN})
    for number in range(4, 6):
        team.hears(a_score(event=str(number), member=str(number)))
    owners = [case.owner for case in team.cases]
    assert owners == [BEN, JIWOO, LENA, BEN, BEN, BEN]
    told = [one.person for one in team.effects(SendDirect)]
    assert told == owners


def test_where_nobody_is_there_it_is_nobodys_and_the_lead_hears_of_it() -> None:
    team = Team(present=frozenset())
    team.hears(a_score())
    assert team.the_case().owner is None
    [told] = team.effects(SendDirect)
    assert (told.person, told.text.key) == (LENA, "dm.nps_nobodys")


def test_somebody_who_has_left_does_not_stop_the_turns() -> None:
    team = Team(present=frozenset({PersonId("U0ZZZ"), BEN}))
    team.hears(a_score())
    team.hears(a_score(event="2", member="2"))
    team.present = frozenset({BEN, JIWOO})
    team.hears(a_score(event="3", member="3"))
    assert [case.owner for case in team.cases] == [BEN, "U0ZZZ", BEN]
