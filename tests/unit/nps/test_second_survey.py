"""The second survey of a member: when it is due, who says that it was sent, and what came of it
(A1-25)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.effects import SendDirect, SendNotice, Whisper
from deskbell.domain.nps import commands as c
from deskbell.domain.nps import events as e
from deskbell.domain.nps.case import Case, Recovery, Stage, Status
from deskbell.domain.nps.due import Why, members
from deskbell.domain.nps.policy import Terms
from deskbell.domain.nps.steps import RESURVEY, due_times
from deskbell.domain.texts import Mention
from deskbell.domain.tickets.permissions import Member
from tests.builders import BEN, LENA
from tests.unit.nps.members import AGENT, CLOSELOOP, DAY, NOBODY, OTHER, SETTINGS, Team, a_score

TERMS = Terms(resurvey_after=14 * DAY, survey_cooldown=7 * DAY)


def a_team(terms: Terms = TERMS) -> Team:
    """Somebody has called the member back."""
    team = Team(replace(SETTINGS, terms=terms, accept_within=365 * DAY))
    team.hears(a_score(3))
    team.marks()
    return team


def asked(team: Team) -> list[str]:
    """What stands below the card so far."""
    return [one.text.key for one in team.effects(SendNotice)]


def stage(team: Team) -> Stage | None:
    second = team.the_case().second
    return second.stage if second else None


def ask_again(team: Team, by: Member = AGENT) -> None:
    team.does(c.AskAgain(by, CLOSELOOP))


def told(team: Team) -> str:
    """Why the last thing that somebody wanted was not done."""
    whisper: Whisper = team.effects(Whisper)[-1]
    return whisper.text.key


def test_so_long_after_it_was_handled_its_owner_is_told_once() -> None:
    team = a_team()
    team.waits(14 * DAY - timedelta(minutes=1))
    assert asked(team) == []
    team.waits(timedelta(minutes=1))
    team.waits(30 * DAY)
    assert asked(team) == ["notice.nps_ask_again"]
    [notice] = team.effects(SendNotice)
    assert notice.text.args["who"] == Mention(BEN)
    assert (stage(team), team.the_case().status) == (Stage.DUE, Status.CLOSED)


def test_where_it_is_nobodys_the_lead_is_told() -> None:
    team = a_team()
    case = team.the_case()
    team.states[case.ref] = replace(case, owner=None)
    team.waits(14 * DAY)
    assert team.effects(SendNotice)[0].text.args["who"] == Mention(LENA)


def test_without_the_setting_nobody_is_asked_again() -> None:
    team = a_team(Terms())
    team.waits(365 * DAY)
    assert asked(team) == []
    assert due_times(team.the_case()) == {}


def test_the_cool_down_counts_from_the_last_answer() -> None:
    team = a_team(Terms(resurvey_after=4 * DAY, survey_cooldown=30 * DAY))
    assert due_times(team.the_case())[RESURVEY] == team.now + 30 * DAY
    team.waits(30 * DAY)
    assert asked(team) == ["notice.nps_ask_again"]


def test_an_answer_while_it_is_open_begins_the_cool_down_anew() -> None:
    team = Team(replace(SETTINGS, terms=Terms(resurvey_after=4 * DAY, survey_cooldown=30 * DAY)))
    team.hears(a_score(3))
    team.waits(2 * DAY)
    team.hears(a_score(4, "2"))
    answered = team.now
    team.marks()
    assert due_times(team.the_case())[RESURVEY] == answered + 30 * DAY


def test_somebody_says_that_it_was_sent_once() -> None:
    team = a_team()
    team.waits(14 * DAY)
    ask_again(team)
    assert (stage(team), team.the_case().surveyed_at) == (Stage.ASKED, team.now)
    ask_again(team, OTHER)
    assert told(team) == "whisper.nps_asked_already"
    ask_again(team, NOBODY)
    assert told(team) == "whisper.nps_not_agent"


def test_before_it_is_due_nobody_can_say_so() -> None:
    team = a_team()
    ask_again(team)
    assert told(team) == "whisper.nps_not_due"
    assert stage(team) is Stage.PLANNED


@pytest.mark.parametrize("score", [7, 9])
def test_the_next_answer_says_whether_they_recovered(score: int) -> None:
    team = a_team()
    team.waits(14 * DAY)
    ask_again(team)
    team.waits(DAY)
    team.hears(a_score(score, "2"))
    case = team.the_case()
    assert case.recovery
    assert (case.recovery.is_recovered, case.recovery.delta) == (True, score - 3)
    assert asked(team)[-1] == "notice.nps_recovered"
    assert case.second is None
    [closed] = [one.event for one in team.changes if isinstance(one.event, e.NpsLoopClosed)]
    assert (closed.before, closed.score, closed.asked) == (3, score, True)


def test_another_low_answer_is_not_recovered_and_calls_somebody() -> None:
    team = a_team()
    team.waits(14 * DAY)
    team.hears(a_score(4, "2"))
    first, second = team.cases
    assert first.recovery
    assert (first.recovery.is_recovered, first.recovery.delta) == (False, 1)
    assert (second.status, second.ordinal) == (Status.OPEN, 2)
    assert "notice.nps_not_recovered" in asked(team)


def test_who_answers_by_themselves_is_not_asked_again() -> None:
    team = a_team()
    team.waits(2 * DAY)
    team.hears(a_score(10, "2"))
    team.waits(100 * DAY)
    assert asked(team) == ["notice.nps_recovered"]
    ask_again(team)
    assert told(team) == "whisper.nps_answered_already"


def test_the_first_answer_counts_and_a_correction_of_it() -> None:
    team = a_team()
    team.waits(4 * DAY)
    team.hears(a_score(8, "2"))
    team.hears(a_score(10, "3"))
    assert recovery(team).score == 8
    team.hears(a_score(9, "2"))
    assert recovery(team).score == 9
    team.hears(a_score(2, "1"))
    assert recovery(team).delta == 7


def recovery(team: Team) -> Recovery:
    found = team.the_case().recovery
    assert found
    return found


def test_opened_again_it_is_planned_anew_when_it_is_handled() -> None:
    team = a_team()
    team.waits(DAY)
    team.does(c.Reopen(AGENT, CLOSELOOP))
    assert team.the_case().second is None
    team.waits(DAY)
    team.marks(at="3.0")
    assert due_times(team.the_case())[RESURVEY] == team.now + 14 * DAY


def test_who_wants_no_contact_is_not_asked_and_may_be_after_all() -> None:
    team = a_team()
    team.does(c.SetContact(AGENT, CLOSELOOP, wanted=False))
    team.waits(14 * DAY)
    assert (stage(team), asked(team)) == (Stage.WITHHELD, [])
    ask_again(team)
    assert told(team) == "whisper.nps_wants_no_contact"
    team.does(c.SetContact(OTHER, CLOSELOOP, wanted=True))
    assert (stage(team), asked(team)) == (Stage.DUE, ["notice.nps_ask_again"])
    team.does(c.SetContact(OTHER, CLOSELOOP, wanted=False))
    assert stage(team) is Stage.WITHHELD


def test_only_the_team_says_who_wants_no_contact_and_once_is_enough() -> None:
    team = a_team()
    team.does(c.SetContact(NOBODY, CLOSELOOP, wanted=False))
    assert not team.the_case().no_contact
    team.does(c.SetContact(AGENT, CLOSELOOP, wanted=False))
    again = team.does(c.SetContact(AGENT, CLOSELOOP, wanted=False))
    assert again.ignored == "nps_contact_known_already"


def test_the_next_case_of_the_member_knows_it_from_the_start() -> None:
    team = a_team()
    team.does(c.SetContact(AGENT, CLOSELOOP, wanted=False))
    team.waits(5 * DAY)
    team.hears(a_score(2, "2"))
    assert team.the_case().no_contact
    assert team.effects(SendDirect)[-1].text.key == "dm.nps_wants_no_contact"


def test_the_list_says_who_is_due_and_why_nobody_else_is() -> None:
    team = a_team()
    case = team.the_case()
    team.waits(14 * DAY)
    due = team.the_case()

    def other(member: str, **changes: object) -> Case:
        return replace(case, member=member, **changes)  # type: ignore[arg-type]

    asked_one = replace(due.second, stage=Stage.ASKED) if due.second else None
    answered = Recovery(case.latest.response, case.latest.response, 3, 9, 7)
    listed = members(
        [
            other("a"),
            other("b", status=Status.OPEN, second=None),
            other("c", no_contact=True),
            other("d", second=None),
            other("e", second=asked_one),
            other("f", recovery=answered, second=None),
            other("f", ordinal=0, second=due.second),
            due,
        ]
    )
    assert [(one.member, one.why) for one in listed] == [
        ("11672", Why.DUE),
        ("a", Why.PLANNED),
        ("b", Why.OPEN),
        ("c", Why.NO_CONTACT),
        ("d", Why.NOT_PLANNED),
        ("e", Why.ASKED),
        ("f", Why.RECOVERED),
    ]
