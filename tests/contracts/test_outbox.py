"""What the table and its memory twin promise the relay (ports.Outbox; reliability.md 2.4)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.items import OutboxItem
from deskbell.adapters.dynamo.outbox import PARKED_FOR
from deskbell.domain.decision import Link, Retried, message_link
from deskbell.domain.effects import Effect, Place, SendDirect, ShowCard
from deskbell.domain.errors import ConcurrentChangeError, UnreadableRowError
from deskbell.domain.ids import Thread, Ts, ticket_ref
from deskbell.domain.texts import Text
from deskbell.usecases.ports import OutboxRow, Posted, RowState
from tests.builders import INSTALL, IT_HAPPENS, IT_TRIAGE, OLA, a_cause, a_ticket
from tests.contracts.changes import opening, taking
from tests.contracts.stores import WALL, Store, row_ids

LEASE = timedelta(seconds=120)
CARD = ShowCard(Place.TRIAGE, IT_TRIAGE)
GREETING = SendDirect(OLA, Text("test"))
POST = Thread(IT_TRIAGE, Ts("1795424410.000002"))
POSTED = Posted(Place.TRIAGE, POST.channel, POST.ts, 1)
LINK = Link(message_link(INSTALL, POST), a_ticket().ref, Place.TRIAGE)


def a_row(store: Store, effect: Effect = CARD) -> OutboxRow:
    """The one row of a new ticket."""
    (row_id,) = row_ids(store.aggregates.commit(opening(a_ticket(), [effect]), a_cause()))
    return read(store, row_id)


def a_row_of(store: Store, origin: str) -> OutboxRow:
    """The one row of another ticket."""
    other = a_ticket(ref=ticket_ref(INSTALL, origin))
    (row_id,) = row_ids(store.aggregates.commit(opening(other, [CARD]), a_cause(origin)))
    return read(store, row_id)


def read(store: Store, row_id: str) -> OutboxRow:
    row = store.outbox.row(row_id)
    assert row is not None
    return row


def claimed(store: Store, row: OutboxRow, now: float = WALL) -> OutboxRow:
    claim = store.outbox.claim(row, now, LEASE)
    assert claim is not None
    return claim


def test_a_row_that_was_never_written_is_nobodys(store: Store) -> None:
    row = a_row(store)
    gone = replace(row, id=f"{row.ref}/1/7")
    assert store.outbox.row(gone.id) is None
    assert store.outbox.claim(gone, WALL, LEASE) is None


def test_only_one_of_two_relays_gets_a_row(store: Store) -> None:
    row = a_row(store)
    mine = claimed(store, row)
    assert (mine.attempt, mine.lease_until, mine.doubtful) == (1, WALL + 120, False)
    assert store.outbox.claim(row, WALL, LEASE) is None
    assert store.outbox.claim(read(store, row.id), WALL + 119, LEASE) is None


def test_a_row_without_an_answer_is_tried_again_after_the_lease_and_in_doubt(
    store: Store,
) -> None:
    row = a_row(store)
    claimed(store, row)
    assert store.outbox.due(WALL + 119, 10) == []
    assert store.outbox.due(WALL + 121, 10) == [row.id]
    again = claimed(store, read(store, row.id), WALL + 121)
    assert (again.attempt, again.doubtful) == (2, True)


def test_a_row_that_slack_surely_refused_is_tried_again_without_doubt(store: Store) -> None:
    row = a_row(store)
    store.outbox.release(claimed(store, row), WALL + 30)
    assert store.outbox.due(WALL + 29, 10) == []
    assert store.outbox.due(WALL + 30, 10) == [row.id]
    again = claimed(store, read(store, row.id), WALL + 30)
    assert (again.attempt, again.doubtful) == (2, False)


def test_a_doubt_is_not_forgotten_when_a_later_attempt_is_answered(store: Store) -> None:
    row = a_row(store)
    claimed(store, row)
    again = WALL + 121
    store.outbox.release(claimed(store, read(store, row.id), again), again + 1)
    assert claimed(store, read(store, row.id), again + 1).doubtful


def test_a_sent_row_leaves_the_queue_and_its_post_is_known(store: Store) -> None:
    row = claimed(store, a_row(store))
    store.outbox.sent(replace(row, post=POST), None)
    assert (read(store, row.id).state, read(store, row.id).post) == (RowState.SENT, POST)
    assert store.outbox.pending(row.ref, row.lane) == []
    assert store.outbox.due(WALL + 1000, 10) == []


def test_a_new_card_has_its_place_and_its_link_before_its_row_is_sent(store: Store) -> None:
    row = claimed(store, a_row(store))
    store.outbox.placed(row, POSTED, LINK)
    assert store.aggregates.posted(row.ref, Place.TRIAGE) == POSTED
    assert store.aggregates.find(LINK.key) == LINK
    again = claimed(store, read(store, row.id), WALL + 121)
    assert (again.state, again.post) == (RowState.PENDING, POST)


def test_a_card_that_is_placed_once_more_stays_there(store: Store) -> None:
    row = claimed(store, a_row(store))
    store.outbox.placed(row, replace(POSTED, revision=0), LINK)
    store.outbox.placed(row, POSTED, LINK)
    assert store.aggregates.posted(row.ref, Place.TRIAGE) == POSTED


def test_a_retired_card_leaves_its_place_free_for_a_new_one(store: Store) -> None:
    row = claimed(store, a_row(store))
    store.outbox.placed(row, POSTED, LINK)
    store.outbox.retired(row, POSTED)
    store.outbox.retired(row, POSTED)
    assert store.aggregates.posted(row.ref, Place.TRIAGE) is None
    assert store.aggregates.find(LINK.key) == LINK, "what is said under it still belongs to it"
    assert read(store, row.id).state is RowState.PENDING


def test_a_card_that_has_been_placed_since_is_not_retired(store: Store) -> None:
    row = claimed(store, a_row(store))
    store.outbox.placed(row, POSTED, LINK)
    store.outbox.retired(row, replace(POSTED, ts=Ts("1795424499.000002")))
    assert store.aggregates.posted(row.ref, Place.TRIAGE) == POSTED


def test_a_late_update_does_not_bring_a_retired_card_back(store: Store) -> None:
    row = claimed(store, a_row(store))
    store.outbox.placed(row, POSTED, LINK)
    store.outbox.retired(row, POSTED)
    store.outbox.sent(row, replace(POSTED, revision=9))
    assert store.aggregates.posted(row.ref, Place.TRIAGE) is None


def test_of_two_posts_of_one_card_the_first_one_known_stays(store: Store) -> None:
    row = claimed(store, a_row(store))
    store.outbox.placed(row, POSTED, LINK)
    twin = replace(POSTED, ts=Ts("1795424499.000002"))
    with pytest.raises(ConcurrentChangeError):
        store.outbox.placed(row, twin, LINK)
    assert read(store, row.id).post == POST
    assert store.aggregates.posted(row.ref, Place.TRIAGE) == POSTED


def test_a_row_that_its_committer_holds_is_anybodys_after_the_lease_and_in_doubt(
    holding_store: Store,
) -> None:
    store = holding_store
    (mine,) = store.aggregates.commit(opening(a_ticket(), [CARD]), a_cause()).outbox
    assert (mine.attempt, mine.lease_until, mine.doubtful) == (1, WALL + 120, False)
    assert mine.aggregate == a_ticket()
    assert store.outbox.due(WALL + 119, 10) == []
    assert store.outbox.claim(read(store, mine.id), WALL + 119, LEASE) is None
    again = claimed(store, read(store, mine.id), WALL + 121)
    assert (again.attempt, again.doubtful, again.aggregate) == (2, True, None)
    with pytest.raises(ConcurrentChangeError):
        store.outbox.sent(mine, None)


def test_a_row_that_its_committer_holds_can_be_settled_without_another_claim(
    holding_store: Store,
) -> None:
    store = holding_store
    (mine,) = store.aggregates.commit(opening(a_ticket(), [CARD]), a_cause()).outbox
    store.outbox.sent(replace(mine, post=POST), None)
    assert read(store, mine.id).state is RowState.SENT
    assert store.outbox.due(WALL + 1000, 10) == []


def test_a_row_that_its_committer_gives_back_was_never_tried(holding_store: Store) -> None:
    store = holding_store
    (mine,) = store.aggregates.commit(opening(a_ticket(), [CARD]), a_cause()).outbox
    store.outbox.release(mine, WALL)
    assert store.outbox.due(WALL, 10) == [mine.id]
    assert not claimed(store, read(store, mine.id)).doubtful


def test_how_often_a_row_was_put_off_is_known_to_the_next_attempt(store: Store) -> None:
    row = a_row(store)
    assert row.delays == 0
    store.outbox.release(replace(claimed(store, row), delays=1), WALL + 15)
    assert claimed(store, read(store, row.id), WALL + 15).delays == 1


def test_a_row_that_is_held_back_until_the_morning_says_so(store: Store) -> None:
    row = a_row(store)
    store.outbox.release(replace(claimed(store, row), held=WALL + 900), WALL + 900)
    assert store.outbox.due(WALL + 899, 10) == []
    again = claimed(store, read(store, row.id), WALL + 900)
    assert again.waits_since == WALL + 900
    store.outbox.release(replace(again, held=0.0), WALL + 900)
    assert read(store, row.id).waits_since == row.created


def test_a_row_of_another_release_is_due_and_cannot_be_read(store: Store) -> None:
    row = a_row(store)
    store.spoil(row.id)
    assert store.outbox.due(WALL, 10) == [row.id]
    with pytest.raises(UnreadableRowError):
        store.outbox.row(row.id)
    with pytest.raises(UnreadableRowError):
        store.outbox.pending(row.ref, row.lane)


def test_many_rows_are_read_together_but_those_that_cannot_be(store: Store) -> None:
    row, spoilt = a_row(store), a_row_of(store, "another")
    store.spoil(spoilt.id)
    wanted = (row.id, spoilt.id, row.id, f"{row.ref}/9/9")
    assert store.outbox.rows(wanted) == {row.id: row}


def test_a_row_of_another_release_can_be_put_off_until_it_is_sent(store: Store) -> None:
    row, sent = a_row(store), claimed(store, a_row_of(store, "another"))
    store.outbox.sent(sent, None)
    store.spoil(row.id)
    for row_id in (row.id, sent.id, f"{row.ref}/1/7"):
        store.outbox.postpone(row_id, WALL + 180)
    assert read(store, sent.id).due == sent.due
    assert store.outbox.row(f"{row.ref}/1/7") is None
    assert store.outbox.due(WALL + 179, 10) == []
    assert store.outbox.due(WALL + 180, 10) == [row.id]


def test_a_row_of_an_aggregate_that_nobody_here_knows_is_due(dynamo_store: Store) -> None:
    row = a_row(dynamo_store)
    item = OutboxItem.get(*keys.outbox(row.id))
    item.delete()
    item.pk = "V#OF.NEXT.YEAR"
    item.save()
    assert dynamo_store.outbox.due(WALL, 10) == ["V#OF.NEXT.YEAR/1/0"]
    with pytest.raises(UnreadableRowError):
        dynamo_store.outbox.row("V#OF.NEXT.YEAR/1/0")


def test_a_sent_row_that_posts_nothing_needs_no_place_and_no_link(store: Store) -> None:
    row = claimed(store, a_row(store, GREETING))
    store.outbox.sent(row, None)
    assert read(store, row.id).state is RowState.SENT


def test_an_updated_card_shows_its_new_revision(store: Store) -> None:
    first = claimed(store, a_row(store))
    store.outbox.placed(first, POSTED, LINK)
    store.outbox.sent(first, None)
    (row_id,) = row_ids(store.aggregates.commit(taking(a_ticket(), [CARD]), a_cause("take")))
    newer = Posted(Place.TRIAGE, POST.channel, POST.ts, 2)
    store.outbox.sent(claimed(store, read(store, row_id)), newer)
    assert store.aggregates.posted(first.ref, Place.TRIAGE) == newer


def test_a_relay_that_lost_its_lease_cannot_settle_the_row(store: Store) -> None:
    row = a_row(store)
    late = claimed(store, row)
    claimed(store, read(store, row.id), WALL + 121)
    with pytest.raises(ConcurrentChangeError):
        store.outbox.placed(late, POSTED, LINK)
    with pytest.raises(ConcurrentChangeError):
        store.outbox.sent(late, POSTED)
    with pytest.raises(ConcurrentChangeError):
        store.outbox.release(late, WALL + 200)
    with pytest.raises(ConcurrentChangeError):
        store.outbox.park(late, "channel_not_found")
    assert store.aggregates.posted(row.ref, Place.TRIAGE) is None
    assert read(store, row.id).lease_until == WALL + 121 + 120


def test_settling_a_finished_row_again_changes_nothing(store: Store) -> None:
    row = claimed(store, a_row(store))
    store.outbox.placed(row, POSTED, LINK)
    store.outbox.sent(replace(row, post=POST), POSTED)
    elsewhere = Posted(Place.TRIAGE, POST.channel, Ts("1795424499.000002"), 1)
    link = replace(LINK, key=message_link(INSTALL, Thread(POST.channel, elsewhere.ts)))
    store.outbox.placed(row, elsewhere, link)
    store.outbox.sent(row, elsewhere)
    store.outbox.release(row, WALL)
    store.outbox.park(row, "channel_not_found")
    assert read(store, row.id).state is RowState.SENT
    assert store.aggregates.posted(row.ref, Place.TRIAGE) == POSTED
    assert store.aggregates.find(link.key) is None


def test_an_echo_settles_a_row_that_nobody_holds(store: Store) -> None:
    row = a_row(store)
    claimed(store, row)
    store.outbox.placed(read(store, row.id), POSTED, LINK)
    store.outbox.sent(read(store, row.id), None)
    assert read(store, row.id).state is RowState.SENT


def test_a_card_whose_message_already_means_this_ticket_is_placed(store: Store) -> None:
    (row_id,) = row_ids(
        store.aggregates.commit(opening(a_ticket(), [CARD], rows=[LINK]), a_cause())
    )
    store.outbox.placed(claimed(store, read(store, row_id)), POSTED, LINK)
    assert read(store, row_id).post == POST


def test_a_card_whose_message_means_another_ticket_is_placed_without_taking_it(
    store: Store,
) -> None:
    other = a_ticket(ref=ticket_ref(INSTALL, IT_HAPPENS, "1795424500.000100"))
    theirs = Link(LINK.key, other.ref)
    store.aggregates.commit(opening(other, rows=[theirs]), a_cause("other"))
    row = claimed(store, a_row(store))
    store.outbox.placed(row, POSTED, LINK)
    assert read(store, row.id).post == POST
    assert store.aggregates.posted(row.ref, Place.TRIAGE) == POSTED
    assert store.aggregates.find(LINK.key) == theirs


def test_a_parked_row_is_out_of_the_way_of_the_next_one(store: Store) -> None:
    row = claimed(store, a_row(store))
    store.outbox.park(row, "channel_not_found")
    (next_id,) = row_ids(store.aggregates.commit(taking(a_ticket(), [CARD]), a_cause("take")))
    assert read(store, row.id).state is RowState.PARKED
    assert [row.id for row in store.outbox.pending(row.ref, row.lane)] == [next_id]
    assert store.outbox.due(WALL + 1000, 10) == [next_id]


def test_a_parked_row_knows_why_and_goes_with_the_change_that_retries_it(store: Store) -> None:
    row = claimed(store, a_row(store))
    store.outbox.park(row, "channel_not_found")
    assert read(store, row.id).code == "channel_not_found"

    retrying = taking(a_ticket(), [CARD], rows=[Retried(row.id)])
    (next_id,) = row_ids(store.aggregates.commit(retrying, a_cause("retry")))

    assert store.outbox.row(row.id) is None
    assert read(store, next_id).code == ""
    assert [row.id for row in store.outbox.pending(row.ref, row.lane)] == [next_id]


def test_a_parked_row_can_be_retried_for_a_month_and_does_not_stay_for_ever(
    dynamo_store: Store,
) -> None:
    row = claimed(dynamo_store, a_row(dynamo_store))
    dynamo_store.outbox.park(row, "user_disabled")
    item = OutboxItem.get(*keys.outbox(row.id))
    assert item.expires
    assert item.expires.timestamp() == WALL + PARKED_FOR.total_seconds()


def test_a_lane_is_sent_in_the_order_of_its_decisions(store: Store) -> None:
    ticket = a_ticket()
    decided = list(
        row_ids(store.aggregates.commit(opening(ticket, [CARD, GREETING, CARD]), a_cause("1")))
    )
    for version in range(2, 12):
        ticket_now = a_ticket(version=version - 1)
        decided += row_ids(
            store.aggregates.commit(taking(ticket_now, [CARD]), a_cause(f"{version}"))
        )
    of_cards = [row_id for row_id in decided if row_id != f"{ticket.ref}/1/1"]
    assert [row.id for row in store.outbox.pending(ticket.ref, CARD.lane)] == of_cards


def test_what_is_due_comes_oldest_first_over_all_tickets(store: Store) -> None:
    ids: list[str] = []
    for age in range(12):
        store.clock.now = WALL - age
        ticket = a_ticket(ref=ticket_ref(INSTALL, str(age)))
        ids += row_ids(store.aggregates.commit(opening(ticket, [CARD]), a_cause(f"{age}")))
    assert store.outbox.due(WALL, 100) == ids[::-1]
    assert store.outbox.due(WALL, 3) == ids[:-4:-1]
    assert store.outbox.due(WALL - 10, 100) == ids[:-3:-1]


def test_a_sent_row_can_be_looked_at_for_a_week(dynamo_store: Store) -> None:
    row = claimed(dynamo_store, a_row(dynamo_store))
    dynamo_store.outbox.sent(row, None)
    item = OutboxItem.get(*keys.outbox(row.id))
    assert item.expires.timestamp() == WALL + 7 * 24 * 3600
