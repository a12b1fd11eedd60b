"""What people and time do to a case: who may, who is first, and when it can be opened again."""

from dataclasses import replace

import pytest

from deskbell.domain.decision import CancelTimer, SetTimer
from deskbell.domain.effects import SendDirect, Whisper
from deskbell.domain.ids import Ts
from deskbell.domain.nps import commands as c
from deskbell.domain.nps import events as e
from deskbell.domain.nps.case import Case, Mark, Status
from deskbell.domain.nps.decide import MARK_DID_NOTHING
from deskbell.domain.nps.steps import CLOSE, ESCALATE, REMIND
from deskbell.domain.nps.words import How
from deskbell.domain.people import Standing
from deskbell.domain.tickets.permissions import Member, Surface
from deskbell.domain.workflows.events import WorkflowStalled
from deskbell.domain.workflows.watch import GENERATION_LIMIT, TIMER
from tests.builders import ADAM, BEN, JIWOO, LENA
from tests.unit.nps.members import AGENT, CLOSELOOP, HOUR, IT, NOBODY, OTHER, Team, a_score


@pytest.fixture
def team() -> Team:
    team = Team()
    team.hears(a_score())
    return team


def timers(team: Team) -> dict[str, object]:
    """Those that are set, by name."""
    due: dict[str, object] = {}
    for change in team.changes:
        if not isinstance(change.after, Case):
            continue
        for timer in change.timers:
            match timer:
                case SetTimer(name=name):
                    due[name] = timer.due
                case CancelTimer(name=name):
                    due.pop(name, None)
    return due


def test_an_agents_mark_handles_it_and_stops_the_clock_once(team: Team) -> None:
    team.waits(HOUR)
    team.marks()
    case = team.the_case()
    assert (case.status, case.handled_by, case.handled_at) == (Status.HANDLED, BEN, team.now)
    assert set(timers(team)) == {CLOSE, TIMER}
    assert team.marks(at="1.5").ignored == "nps_handled_already"
    assert team.events().count("NpsCaseHandled") == 1


@pytest.mark.parametrize(
    "who",
    [
        NOBODY,
        Member(BEN),
        replace(AGENT, standing=Standing.GUEST),
        replace(AGENT, at=Surface.SHARED),
        Member(JIWOO, agent_of=frozenset({"other"})),  # type: ignore[arg-type]
    ],
    ids=["member", "former agent", "guest", "beside another company", "other team"],
)
def test_the_mark_of_somebody_else_changes_nothing_and_they_are_told(
    team: Team, who: Member
) -> None:
    before = team.the_case()
    team.marks(who)
    after = team.the_case()
    assert replace(after, version=before.version) == before
    assert team.changes[-1].event == e.NpsActionRefused(who.person, "handle", "not_agent")
    [told] = team.effects(Whisper)
    assert (told.person, told.channel, told.text.key) == (
        who.person,
        CLOSELOOP,
        "whisper.nps_not_agent",
    )


@pytest.mark.parametrize(
    "who", [Member(LENA, lead_of=frozenset({IT})), Member(ADAM, admin=True)], ids=["lead", "admin"]
)
def test_the_lead_and_an_admin_may_as_well(team: Team, who: Member) -> None:
    team.marks(who)
    assert team.the_case().handled_by == who.person


def test_of_two_agents_the_first_one_wins_and_the_second_one_hears_it(team: Team) -> None:
    team.marks(AGENT)
    team.marks(OTHER)
    assert team.the_case().handled_by == BEN
    [told] = team.effects(Whisper)
    assert (told.person, told.text.key) == (JIWOO, "whisper.nps_handled_already")


def test_a_button_says_what_was_done_at_once(team: Team) -> None:
    team.does(c.MarkHandled(AGENT, CLOSELOOP, How.CREDITED))
    case = team.the_case()
    assert (case.status, case.how, case.mark) == (Status.HANDLED, How.CREDITED, None)


def test_after_a_mark_somebody_says_what_was_done_once(team: Team) -> None:
    team.marks()
    team.does(c.MarkHandled(OTHER, CLOSELOOP, How.CALLED))
    team.does(c.MarkHandled(AGENT, CLOSELOOP, How.FIXED))
    case = team.the_case()
    assert (case.handled_by, case.how) == (BEN, How.CALLED)
    assert team.events()[-2:] == ["NpsOutcomeNamed", "NpsActionRefused"]
    assert team.does(c.MarkHandled(AGENT, CLOSELOOP, How.CALLED)).ignored == "nps_handled_already"


def test_the_mark_taken_off_opens_it_again_in_the_window(team: Team) -> None:
    team.marks()
    team.waits(71 * HOUR)
    team.unmarks()
    case = team.the_case()
    assert (case.status, case.handled_by, case.mark, case.closes_at) == (Status.OPEN, *[None] * 3)
    assert set(timers(team)) == {REMIND, ESCALATE, TIMER}


def test_the_mark_taken_off_later_changes_nothing_and_they_are_told(team: Team) -> None:
    team.marks()
    team.waits(72 * HOUR)
    team.unmarks()
    assert team.the_case().status is Status.CLOSED
    [told] = team.effects(Whisper)
    assert told.text.key == "whisper.nps_over"


def test_only_the_mark_that_handled_it_opens_it_again(team: Team) -> None:
    team.marks(AGENT, "5.0")
    assert team.unmarks(OTHER, "6.0").ignored == MARK_DID_NOTHING
    assert team.unmarks(AGENT, "4.0").ignored == MARK_DID_NOTHING
    team.unmarks(AGENT, "6.0")
    assert team.the_case().status is Status.OPEN
    assert team.unmarks(AGENT, "7.0").ignored == MARK_DID_NOTHING


def test_another_emoji_of_theirs_that_comes_off_opens_nothing(team: Team) -> None:
    team.marks()
    other = Mark("heavy_check_mark", Ts("2.0"))
    assert team.does(c.Unmark(AGENT, CLOSELOOP, other)).ignored == MARK_DID_NOTHING


def test_what_a_button_handled_no_mark_opens_again_but_a_button_does(team: Team) -> None:
    team.does(c.MarkHandled(AGENT, CLOSELOOP, How.CALLED))
    assert team.unmarks().ignored == MARK_DID_NOTHING
    team.does(c.Reopen(OTHER, CLOSELOOP))
    assert team.the_case().status is Status.OPEN
    assert team.does(c.Reopen(OTHER, CLOSELOOP)).ignored == "nps_open_already"


def test_nobody_else_opens_it_again(team: Team) -> None:
    team.marks()
    team.does(c.Reopen(NOBODY, CLOSELOOP))
    assert team.the_case().status is Status.HANDLED


def test_another_agent_takes_it(team: Team) -> None:
    team.does(c.Take(OTHER, CLOSELOOP))
    assert team.the_case().owner == JIWOO
    assert team.does(c.Take(OTHER, CLOSELOOP)).ignored == "nps_taken_already"
    team.does(c.Take(NOBODY, CLOSELOOP))
    team.marks()
    team.does(c.Take(AGENT, CLOSELOOP))
    assert team.the_case().owner == JIWOO
    assert [one.text.key for one in team.effects(Whisper)] == [
        "whisper.nps_not_agent",
        "whisper.nps_handled_already",
    ]


def test_its_owner_is_reminded_then_the_lead_is_told_once(team: Team) -> None:
    team.waits(4 * HOUR - HOUR / 3600)
    assert len(team.effects(SendDirect)) == 1
    team.waits(HOUR / 3600)
    team.waits(20 * HOUR)
    team.waits(200 * HOUR)
    told = [(one.person, one.text.key) for one in team.effects(SendDirect)]
    assert told == [
        (BEN, "dm.nps_yours"),
        (BEN, "dm.nps_reminder"),
        (LENA, "dm.nps_escalated"),
    ]
    assert set(timers(team)) == {TIMER}


def test_who_comes_after_both_times_is_escalated_and_not_reminded_as_well(team: Team) -> None:
    team.waits(48 * HOUR)
    assert [one.text.key for one in team.effects(SendDirect)] == [
        "dm.nps_yours",
        "dm.nps_escalated",
    ]


def test_nobody_is_reminded_of_what_is_handled(team: Team) -> None:
    team.marks()
    team.waits(48 * HOUR)
    assert [one.text.key for one in team.effects(SendDirect)] == ["dm.nps_yours"]


def test_of_what_is_nobodys_the_lead_is_reminded() -> None:
    team = Team(present=frozenset())
    team.hears(a_score())
    team.waits(4 * HOUR)
    assert [one.person for one in team.effects(SendDirect)] == [LENA, LENA]


def test_each_move_is_another_wait_for_its_execution(team: Team) -> None:
    waits = [team.the_case().awaits]
    team.marks()
    waits.append(team.the_case().awaits)
    team.unmarks()
    waits.append(team.the_case().awaits)
    team.marks(at="9.0")
    waits.append(team.the_case().awaits)
    team.does(c.MarkHandled(AGENT, CLOSELOOP, How.CALLED))
    waits.append(team.the_case().awaits)
    assert waits == ["handling.0", "outcome.1", "handling.2", "outcome.3", "end_of_window.4"]
    team.waits(72 * HOUR)
    assert team.the_case().awaits is None


def test_a_lost_execution_is_replaced_but_not_for_ever(team: Team) -> None:
    team.does(c.RestartWorkflow())
    assert team.changes[-1].event == WorkflowStalled(1, "handling.0")
    ref = team.the_case().ref
    team.states[ref] = replace(team.the_case(), generation=GENERATION_LIMIT)
    assert team.does(c.RestartWorkflow()).ignored == "workflow_given_up"
    team.states[ref] = replace(team.the_case(), status=Status.CLOSED)
    assert team.does(c.RestartWorkflow()).ignored == "workflow_on_time"


def test_of_no_case_nothing_can_be_wanted() -> None:
    assert Team().does(c.Expire()).ignored == "no_such_nps_case"
