"""An approval as decided: its timers, who is asked, and that its end is told once."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.approvals import commands as c
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.asking import ask
from deskbell.domain.approvals.counting import POLICIES
from deskbell.domain.approvals.decide import decide
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.caused_inputs import ApprovalSettled, ApprovalWentOn
from deskbell.domain.decision import CancelTimer, Change, SetTimer
from deskbell.domain.effects import FollowUp, SendDirect, ShowAsk
from deskbell.domain.ids import PersonId, approval_ref
from deskbell.domain.people import Standing
from tests.builders import ADAM, ANA, BEN, IT_TRIAGE, JIWOO, LENA, NOW, OLA, a_ticket

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
DUE = NOW + 7 * DAY


def wanted(**changes: Any) -> c.Ask:
    """Ben asks Lena, Adam and Ola about Ana's ticket."""
    command = c.Ask(
        ref=approval_ref("T0DESK0001", "test"),  # type: ignore[arg-type]
        install=a_ticket().install,
        subject=a_ticket().ref,
        label="#7",
        what="A laptop",
        asker=BEN,
        requester=ANA,
        policy=POLICIES["all"],
        approvers=(LENA, ADAM, OLA),
        due=DUE,
        remind_every=DAY,
    )
    return replace(command, **changes)


def begun(**changes: Any) -> Approval:
    change = ask(wanted(**changes), NOW)
    assert change is not None
    return after(change)


def after(change: Change) -> Approval:
    assert isinstance(change.after, Approval)
    return change.after


def decided(approval: Approval, command: c.ApprovalCommand, now: datetime = NOW) -> Change:
    [change] = decide(approval, command, now).changes
    return change


def told(change: Change) -> list[object]:
    """What the subject hears."""
    return [one.envelope.input for one in change.effects if isinstance(one, FollowUp)]


def yes(by: PersonId) -> c.Approve:
    return c.Approve(by, IT_TRIAGE)


def no(by: PersonId) -> c.Reject:
    return c.Reject(by, IT_TRIAGE, "Too dear")


def test_the_first_ones_are_asked_and_time_runs() -> None:
    change = ask(wanted(), NOW)
    assert change is not None
    asked = [one for one in change.effects if isinstance(one, ShowAsk)]
    assert asked == [ShowAsk(LENA), ShowAsk(ADAM), ShowAsk(OLA)]
    assert change.timers == (SetTimer("expiry", 1, DUE), SetTimer("reminder", 1, NOW + DAY))


def test_nobody_is_reminded_after_the_end() -> None:
    change = ask(wanted(due=NOW + DAY), NOW)
    assert change is not None
    assert change.timers == (SetTimer("expiry", 1, NOW + DAY),)


def test_the_end_stops_every_timer_and_is_told_with_its_reason() -> None:
    change = decided(begun(), no(ADAM))
    assert set(change.timers) == {CancelTimer("expiry"), CancelTimer("reminder")}
    [settled] = told(change)
    assert settled == ApprovalSettled(
        a_ticket().ref, begun().ref, Outcome.REJECTED, ADAM, "Too dear"
    )


def test_progress_is_told_with_whose_turn_it_is() -> None:
    change = decided(begun(policy=POLICIES["sequence"]), yes(LENA))
    assert told(change) == [ApprovalWentOn(a_ticket().ref, begun().ref, 2, 1, (ADAM,))]


def test_whose_turn_comes_later_is_reminded_later() -> None:
    change = decided(begun(policy=POLICIES["sequence"]), yes(LENA), NOW + timedelta(hours=5))
    assert change.timers == (SetTimer("reminder", 2, NOW + timedelta(hours=29)),)


def test_a_timer_too_early_or_too_late_means_nothing() -> None:
    approval = begun()
    assert decide(approval, c.Remind(), NOW + DAY - timedelta(seconds=1)).ignored == "timer_stale"
    assert decide(approval, c.Expire(), DUE - timedelta(seconds=1)).ignored == "timer_stale"
    over = after(decided(approval, no(LENA)))
    assert decide(over, c.Remind(), DUE).ignored == "timer_stale"
    assert decide(over, c.Expire(), DUE).ignored == "timer_stale"


@given(late=st.timedeltas(timedelta(), 10 * DAY), every=st.timedeltas(MINUTE, 3 * DAY))
def test_however_late_a_reminder_comes_the_next_one_is_ahead_or_there_is_none(
    late: timedelta, every: timedelta
) -> None:
    """The timer that has fired is used up: one for the same moment would never come."""
    now = NOW + every + late
    approval = begun(remind_every=every, due=NOW + 20 * DAY)
    reminded = decided(approval, c.Remind(), now)
    [timer] = reminded.timers
    assert isinstance(timer, CancelTimer) or timer.due > now


def test_only_who_is_waited_for_is_reminded() -> None:
    approval = after(decided(begun(), yes(ADAM)))
    change = decided(approval, c.Remind(), NOW + DAY)
    assert [one.person for one in change.effects if isinstance(one, SendDirect)] == [LENA, OLA]


def test_a_delegate_may_pass_it_on_once_more_but_not_back() -> None:
    approval = begun(approvers=(LENA,))
    first = after(decided(approval, c.Delegate(LENA, IT_TRIAGE, OLA, Standing.MEMBER)))
    second = after(decided(first, c.Delegate(OLA, IT_TRIAGE, JIWOO, Standing.MEMBER)))
    assert second.waits_for == (JIWOO,)
    back = decided(second, c.Delegate(JIWOO, IT_TRIAGE, LENA, Standing.MEMBER))
    assert after(back).waits_for == (JIWOO,)
    assert second.asked == (LENA, OLA, JIWOO)


@pytest.mark.parametrize("outcome", [Outcome.EXPIRED, Outcome.WITHDRAWN])
def test_time_and_its_subject_end_it_in_nobodys_name(outcome: Outcome) -> None:
    command = c.Expire() if outcome is Outcome.EXPIRED else c.Withdraw()
    change = decided(begun(), command, DUE)
    assert told(change) == [ApprovalSettled(a_ticket().ref, begun().ref, outcome, None, "")]


PEOPLE = st.sampled_from([LENA, ADAM, OLA, JIWOO, ANA, BEN])
COMMANDS = st.one_of(
    PEOPLE.map(yes),
    PEOPLE.map(no),
    st.builds(c.Delegate, PEOPLE, st.just(IT_TRIAGE), PEOPLE, st.sampled_from([*Standing])),
    st.sampled_from([c.Remind(), c.Expire(), c.Withdraw()]),
)


@given(
    st.sampled_from([*POLICIES]),
    st.lists(st.tuples(COMMANDS, st.integers(0, 8 * 24))),
)
def test_whatever_people_do_it_ends_once_as_its_votes_say(
    policy: str, done: list[tuple[c.ApprovalCommand, int]]
) -> None:
    approval, heard = begun(policy=POLICIES[policy]), list[object]()
    for command, hours in sorted(done, key=lambda one: one[1]):
        for change in decide(approval, command, NOW + timedelta(hours=hours)).changes:
            approval = after(change)
            heard += [one for one in told(change) if isinstance(one, ApprovalSettled)]
    assert len(heard) == (not approval.is_open)
    voted = approval.outcome in (Outcome.APPROVED, Outcome.REJECTED)
    assert approval.counted == (approval.outcome if voted else None)
    people = [seat.person for seat in approval.seats]
    assert len(set(people)) == len(people) == 3
    assert not {ANA, BEN} & approval.involved
    assert approval.is_open == bool(approval.waits_for)
    assert set(approval.waits_for) <= set(approval.asked)
    assert bool(approval.remind_at) <= approval.is_open
