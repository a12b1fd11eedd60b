"""DynamoDB did it, but the answer got lost and the SDK asks again: our own write is no conflict.

Real PynamoDB and botocore on moto, with the faults between them (reliability.md 5.5).
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ConnectionClosedError
from moto.core.models import botocore_stubber

from deskbell.domain.decision import Link, message_link
from deskbell.domain.effects import Place, ShowCard
from deskbell.domain.errors import ConcurrentChangeError, StoreError, StoreUnavailableError
from deskbell.domain.ids import Thread, Ts
from deskbell.domain.tickets import commands as c
from deskbell.usecases.ports import Posted, RowState, Wait
from deskbell.usecases.tickets.change_ticket import change_ticket
from tests.builders import INSTALL, IT_TRIAGE, a_cause, a_reply, a_ticket
from tests.contracts.changes import opening, taking
from tests.contracts.stores import WALL, Store, row_ids

LEASE = timedelta(seconds=120)
CARD = ShowCard(Place.TRIAGE, IT_TRIAGE)
POSTED = Posted(Place.TRIAGE, IT_TRIAGE, Ts("1795424410.000002"), 1)


@dataclass
class Wire:
    """The way to DynamoDB; `faults` happen to the next calls of an operation, in order."""

    send: Callable[[Any], Any]
    faults: dict[str, deque[str]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def fails(self, operation: str, *faults: str) -> None:
        self.faults[operation] = deque(faults)

    def __call__(self, request: Any) -> Any:
        operation = request.headers["X-Amz-Target"].decode().rpartition(".")[2]
        self.calls.append(operation)
        waiting = self.faults.get(operation)
        fault = waiting.popleft() if waiting else None
        match fault:
            case None:
                return self.send(request)
            case "answer lost":
                self.send(request)
                raise ConnectionClosedError(endpoint_url=request.url)
            case "not applied":
                raise ConnectionClosedError(endpoint_url=request.url)
            case code:
                return 400, {}, refusal(code)


def refusal(reason: str) -> bytes:
    """A cancelled transaction if `reason` is one of its reasons, else an error of that code."""
    space = "com.amazonaws.dynamodb.v20120810#"
    if reason.endswith("Exception"):
        return f'{{"__type": "{space}{reason}", "message": "no"}}'.encode()
    reasons = f'[{{"Code": "None"}}, {{"Code": "{reason}", "Message": "no"}}]'
    return (
        f'{{"__type": "{space}TransactionCanceledException", "Message": "no",'
        f' "CancellationReasons": {reasons}}}'
    ).encode()


@pytest.fixture
def wire(dynamo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Wire:
    wire = Wire(botocore_stubber.process_request)
    monkeypatch.setattr(botocore_stubber, "process_request", wire)
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)
    return wire


def test_a_commit_whose_answer_is_lost_is_our_own(dynamo_store: Store, wire: Wire) -> None:
    wire.fails("TransactWriteItems", "answer lost")
    commit = dynamo_store.aggregates.commit(opening(a_ticket(), [CARD]), a_cause())
    assert not commit.duplicate
    assert [dynamo_store.outbox.row(row_id) is not None for row_id in row_ids(commit)] == [True]


def test_a_reply_whose_commits_answer_is_lost_is_recorded_once(
    dynamo_store: Store, wire: Wire
) -> None:
    aggregates, reply = dynamo_store.aggregates, a_reply("1795424405.000100", "Yes")
    aggregates.commit(opening(a_ticket()), a_cause("open"))
    wire.fails("TransactWriteItems", "answer lost")
    change_ticket(
        aggregates,
        a_ticket().ref,
        a_cause("msg:1"),
        lambda _: c.RecordMessage(
            reply, c.Heard(aggregates.comment(a_ticket().ref, Thread(reply.channel, reply.ts)))
        ),
    )
    assert wire.calls.count("TransactWriteItems") == 3
    assert len(aggregates.comments(a_ticket().ref)) == 1
    assert len(aggregates.history(a_ticket().ref)) == 2


def test_a_commit_that_nobody_ever_answers_is_tried_again_by_the_queue(
    dynamo_store: Store, wire: Wire
) -> None:
    wire.fails("TransactWriteItems", "answer lost", "answer lost", "answer lost")
    with pytest.raises(StoreUnavailableError):
        dynamo_store.aggregates.commit(opening(a_ticket()), a_cause())
    assert dynamo_store.aggregates.commit(opening(a_ticket()), a_cause()).duplicate


def test_a_commit_that_did_not_arrive_is_sent_again(dynamo_store: Store, wire: Wire) -> None:
    wire.fails("TransactWriteItems", "not applied")
    dynamo_store.aggregates.commit(opening(a_ticket()), a_cause())
    assert dynamo_store.aggregates.load(a_ticket().ref) == a_ticket()


@pytest.mark.parametrize(
    "collision",
    [
        "TransactionConflict",
        "ThrottlingError",
        "ProvisionedThroughputExceeded",
        "TransactionInProgressException",
    ],
)
def test_a_commit_that_collides_is_tried_again_after_a_pause(
    dynamo_store: Store, wire: Wire, collision: str
) -> None:
    wire.fails("TransactWriteItems", collision, collision)
    dynamo_store.aggregates.commit(opening(a_ticket()), a_cause())
    assert dynamo_store.aggregates.load(a_ticket().ref) == a_ticket()
    assert all(0 <= pause <= 0.4 for pause in dynamo_store.clock.pauses)


def test_a_commit_that_always_collides_is_given_back_to_the_queue(
    dynamo_store: Store, wire: Wire
) -> None:
    wire.fails("TransactWriteItems", *["TransactionConflict"] * 5)
    with pytest.raises(StoreUnavailableError):
        dynamo_store.aggregates.commit(opening(a_ticket()), a_cause())
    assert len(dynamo_store.clock.pauses) == 4


def test_a_commit_that_the_table_will_never_take_is_not_tried_again(
    dynamo_store: Store, wire: Wire
) -> None:
    wire.fails("TransactWriteItems", "ValidationError")
    with pytest.raises(StoreError, match="ValidationError") as refused:
        dynamo_store.aggregates.commit(opening(a_ticket()), a_cause())
    assert not isinstance(refused.value, StoreUnavailableError | ConcurrentChangeError)
    assert dynamo_store.clock.pauses == []


def test_a_claim_whose_answer_is_lost_is_our_own(dynamo_store: Store, wire: Wire) -> None:
    (row_id,) = row_ids(dynamo_store.aggregates.commit(opening(a_ticket(), [CARD]), a_cause()))
    row = dynamo_store.outbox.row(row_id)
    assert row is not None
    wire.fails("UpdateItem", "answer lost")
    claimed = dynamo_store.outbox.claim(row, WALL, LEASE)
    assert claimed is not None
    assert (claimed.attempt, claimed.doubtful) == (1, False)


def test_a_settled_row_stays_settled_when_the_answer_is_lost(
    dynamo_store: Store, wire: Wire
) -> None:
    decision = opening(a_ticket(), [CARD, ShowCard(Place.THREAD, IT_TRIAGE)])
    sent, parked = (
        claimed
        for row_id in row_ids(dynamo_store.aggregates.commit(decision, a_cause()))
        if (row := dynamo_store.outbox.row(row_id))
        and (claimed := dynamo_store.outbox.claim(row, WALL, LEASE))
    )
    wire.fails("TransactWriteItems", "answer lost")
    wire.fails("UpdateItem", "answer lost", "answer lost")
    link = Link(message_link(INSTALL, Thread(POSTED.channel, POSTED.ts)), sent.ref)
    dynamo_store.outbox.placed(sent, POSTED, link)
    dynamo_store.outbox.sent(sent, None)
    dynamo_store.outbox.park(parked, "channel_not_found")
    states = [row.state for r in (sent, parked) if (row := dynamo_store.outbox.row(r.id))]
    assert states == [RowState.SENT, RowState.PARKED]
    assert dynamo_store.aggregates.posted(sent.ref, Place.TRIAGE) == POSTED


def test_an_updated_card_whose_answer_is_lost_is_settled_and_at_worst_updated_once_more(
    dynamo_store: Store, wire: Wire
) -> None:
    (row,) = dynamo_store.aggregates.commit(opening(a_ticket(), [CARD]), a_cause()).outbox
    wire.fails("UpdateItem", "answer lost")
    dynamo_store.outbox.sent(row, POSTED)
    settled = dynamo_store.outbox.row(row.id)
    assert settled is not None
    assert settled.state is RowState.SENT


def test_a_card_that_is_linked_already_is_placed_in_one_call(
    dynamo_store: Store, wire: Wire
) -> None:
    link = Link(message_link(INSTALL, Thread(POSTED.channel, POSTED.ts)), a_ticket().ref)
    (row_id,) = row_ids(
        dynamo_store.aggregates.commit(opening(a_ticket(), [CARD], rows=[link]), a_cause())
    )
    row = dynamo_store.outbox.row(row_id)
    assert row is not None
    wire.calls.clear()
    dynamo_store.outbox.placed(row, POSTED, link)
    assert wire.calls == ["TransactWriteItems"]


def test_a_claimed_generation_and_an_ended_wait_survive_lost_answers(
    dynamo_store: Store, wire: Wire
) -> None:
    ref, wait = a_ticket().ref, Wait(a_ticket().ref, "taker", "token")
    dynamo_store.waits.store(wait)
    wire.fails("PutItem", "answer lost")
    wire.fails("DeleteItem", "answer lost")
    assert dynamo_store.waits.claim(ref, 0, "execution-1")
    dynamo_store.waits.done(wait)
    assert dynamo_store.waits.waiting(ref) == []


def test_a_reserved_number_may_leave_a_gap(dynamo_store: Store, wire: Wire) -> None:
    wire.fails("UpdateItem", "answer lost")
    assert dynamo_store.aggregates.reserve_number(INSTALL) == 2


@pytest.mark.parametrize("fault", ["not applied", "ThrottlingException"])
def test_a_table_that_cannot_be_read_is_unavailable(
    dynamo_store: Store, wire: Wire, fault: str
) -> None:
    wire.fails("GetItem", *[fault] * 3)
    with pytest.raises(StoreUnavailableError):
        dynamo_store.aggregates.load(a_ticket().ref)
    wire.fails("Query", *[fault] * 3)
    with pytest.raises(StoreUnavailableError):
        dynamo_store.outbox.due(WALL, 10)


def test_a_twin_that_commits_first_while_we_collide_makes_us_the_duplicate(
    dynamo_store: Store, wire: Wire
) -> None:
    dynamo_store.aggregates.commit(opening(a_ticket()), a_cause("open"))
    dynamo_store.aggregates.commit(taking(a_ticket()), a_cause("take"))
    wire.fails("TransactWriteItems", "TransactionConflict")
    assert dynamo_store.aggregates.commit(taking(a_ticket()), a_cause("take")).duplicate
