"""The arithmetic of votes, whatever the policy and whoever decides."""

from itertools import islice, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.approvals.counting import (
    POLICIES,
    Policy,
    Seat,
    Vote,
    deciders,
    is_possible,
    outcome_of,
)
from deskbell.domain.approvals.outcome import Outcome, Verdict
from deskbell.domain.ids import PersonId
from tests.builders import ANA, BEN, LENA, NOW, OLA

YES, NO = Vote(Verdict.APPROVED, NOW), Vote(Verdict.REJECTED, NOW, "No")
VOTES = st.sampled_from([None, YES, NO])
SEATS = st.lists(VOTES, min_size=1, max_size=10).map(
    lambda votes: tuple(Seat(PersonId(f"U{n}"), vote=vote) for n, vote in enumerate(votes))
)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Policy, tuple[Seat, ...]]:
    seats = draw(SEATS)
    least = draw(st.one_of(st.none(), st.integers(1, len(seats))))
    return Policy(least, draw(st.booleans())), seats


def count(seats: tuple[Seat, ...], vote: Vote | None) -> int:
    return sum(seat.vote == vote for seat in seats)


@given(situations())
def test_it_is_approved_as_soon_as_enough_have_and_rejected_as_soon_as_enough_can_not(
    given_: tuple[Policy, tuple[Seat, ...]],
) -> None:
    policy, seats = given_
    needed, yes, left = policy.needed(len(seats)), count(seats, YES), count(seats, None)
    found = outcome_of(policy, seats)
    assert (found is Outcome.APPROVED) == (yes >= needed)
    assert (found is Outcome.REJECTED) == (yes + left < needed)


@given(situations())
def test_it_is_never_open_when_everybody_has_decided(
    given_: tuple[Policy, tuple[Seat, ...]],
) -> None:
    policy, seats = given_
    decided = tuple(Seat(seat.person, vote=seat.vote or NO) for seat in seats)
    assert outcome_of(policy, decided) in (Outcome.APPROVED, Outcome.REJECTED)


@given(situations(), VOTES)
def test_what_is_decided_no_later_vote_changes(
    given_: tuple[Policy, tuple[Seat, ...]], vote: Vote | None
) -> None:
    policy, seats = given_
    found = outcome_of(policy, seats)
    later = tuple(Seat(seat.person, vote=seat.vote or vote) for seat in seats)
    if found is not None:
        assert outcome_of(policy, later) is found


@given(situations())
def test_the_order_of_the_votes_means_nothing(
    given_: tuple[Policy, tuple[Seat, ...]],
) -> None:
    policy, seats = given_
    few = seats[: policy.needed(len(seats))]
    found = {outcome_of(policy, order) for order in islice(permutations(few), 24)}
    assert found == {outcome_of(policy, few)}


@pytest.mark.parametrize(
    ("policy", "votes", "outcome"),
    [
        ("any", (YES, None), Outcome.APPROVED),
        ("any", (NO, None), None),
        ("any", (NO, NO), Outcome.REJECTED),
        ("all", (YES, None), None),
        ("all", (YES, YES), Outcome.APPROVED),
        ("all", (NO, None), Outcome.REJECTED),
        ("sequence", (NO, None), Outcome.REJECTED),
        ("sequence", (YES, None), None),
        ("two", (YES, NO, None), None),
        ("two", (YES, NO, YES), Outcome.APPROVED),
        ("two", (NO, None, NO), Outcome.REJECTED),
    ],
)
def test_the_policies_as_people_know_them(
    policy: str, votes: tuple[Vote | None, ...], outcome: Outcome | None
) -> None:
    seats = tuple(Seat(PersonId(f"U{n}"), vote=vote) for n, vote in enumerate(votes))
    assert outcome_of(POLICIES[policy], seats) is outcome


@given(st.lists(st.sampled_from([ANA, BEN, LENA, OLA])))
def test_nobody_decides_for_themselves_and_nobody_twice(wanted: list[PersonId]) -> None:
    found = deciders(wanted, BEN, ANA)
    assert not {ANA, BEN} & set(found)
    assert len(found) == len(set(found))
    assert set(found) == set(wanted) - {ANA, BEN}


@pytest.mark.parametrize(
    ("policy", "people", "possible"),
    [
        *(("all", 0, False), ("any", 0, False), ("sequence", 0, False)),
        *(("all", 1, True), ("two", 1, False), ("two", 2, True), ("three", 2, False)),
    ],
)
def test_nothing_is_asked_that_nobody_could_grant(policy: str, people: int, possible: bool) -> None:
    assert is_possible(POLICIES[policy], people) is possible
