"""What the table and its memory twin promise about approvals, and the cards of those asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.counting import Seat, Vote
from deskbell.domain.approvals.events import ApprovalVoted
from deskbell.domain.approvals.outcome import Outcome, Verdict
from deskbell.domain.decision import Change, Decision, Role
from deskbell.domain.effects import ShowAsk
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.ids import Ts
from deskbell.domain.texts import Text
from deskbell.usecases.ports import Asked, Commit, RowState
from tests.builders import ADAM, INSTALL, IT_TRIAGE, LENA, NOW, a_cause
from tests.contracts.approvals import an_approval, approvals
from tests.contracts.stores import Store

YES = Vote(Verdict.APPROVED, NOW)
LEASE = timedelta(seconds=60)
NOW_TS = Ts("1795424400.000100")


def put(store: Store, before: Approval | None, after: Approval, *effects: ShowAsk) -> Commit:
    event = ApprovalVoted(LENA, Verdict.APPROVED, after.outcome)
    change = Change(before, after, event, Text("test.changed"), effects=effects)
    cause = a_cause(f"{after.ref} {after.version}")
    return store.aggregates.commit(Decision((change,)), cause)


@pytest.mark.parametrize("number", range(len(list(approvals("x", "y")))))
def test_an_approval_reads_back_as_it_was_committed(store: Store, number: int) -> None:
    approval = list(approvals("승인\n*해* 주세요", "Nie ma <pieniędzy>"))[number]
    put(store, None, approval)
    assert store.aggregates.load(approval.ref) == approval


def test_it_is_on_the_lists_of_those_it_waits_for(store: Store) -> None:
    first = an_approval()
    put(store, None, first)
    voted = replace(first, version=2, seats=(Seat(LENA, vote=YES), Seat(ADAM)))
    put(store, first, voted)
    assert store.lists.of_person(INSTALL, LENA, Role.APPROVER) == []
    assert store.lists.of_person(INSTALL, ADAM, Role.APPROVER) == [first.ref]
    put(store, voted, replace(voted, version=3, outcome=Outcome.WITHDRAWN))
    assert store.lists.of_person(INSTALL, ADAM, Role.APPROVER) == []


def test_where_somebodys_card_is_and_what_it_shows_is_kept_with_its_row(store: Store) -> None:
    commit = put(store, None, an_approval(), ShowAsk(LENA))
    asked = Asked(LENA, IT_TRIAGE, NOW_TS, 1)
    row = store.outbox.claim(commit.outbox[0], store.clock(), LEASE)
    assert row is not None
    assert store.aggregates.asked(an_approval().ref, LENA) is None
    store.outbox.sent(row, asked)
    assert store.aggregates.asked(an_approval().ref, LENA) == asked
    assert store.aggregates.asked(an_approval().ref, ADAM) is None
    kept = store.outbox.row(row.id)
    assert kept is not None
    assert kept.state is RowState.SENT


def test_who_has_lost_the_row_writes_nothing_down(store: Store) -> None:
    commit = put(store, None, an_approval(), ShowAsk(LENA))
    row = store.outbox.claim(commit.outbox[0], store.clock(), LEASE)
    assert row is not None
    store.clock.now += 2 * LEASE.total_seconds()
    assert store.outbox.claim(row, store.clock(), LEASE) is not None
    with pytest.raises(ConcurrentChangeError):
        store.outbox.sent(row, Asked(LENA, IT_TRIAGE, NOW_TS, 1))
    assert store.aggregates.asked(an_approval().ref, LENA) is None
