"""What the table and its memory twin promise about time, executions and early inputs."""

from datetime import timedelta

from deskbell.domain.decision import CancelTimer, SetTimer
from deskbell.domain.ids import EventKey, InstallId, Thread, Ts, ticket_ref
from deskbell.domain.inputs import TimerDue
from deskbell.usecases.ports import Wait
from tests.builders import (
    INSTALL,
    IT_TRIAGE,
    MINUTE,
    NOW,
    ROOT,
    a_cause,
    a_reply,
    a_ticket,
    an_envelope,
)
from tests.contracts.changes import opening, taking
from tests.contracts.stores import Store

REF = a_ticket().ref


class TestTimers:
    def test_a_timer_fires_at_its_time_exact_to_the_microsecond(self, store: Store) -> None:
        due = NOW + timedelta(minutes=30, microseconds=123_457)
        store.aggregates.commit(
            opening(a_ticket(), timers=[SetTimer("reminder", 3, due)]), a_cause()
        )
        assert store.timers.due(due - timedelta(microseconds=1), 10) == []
        assert store.timers.due(due, 10) == [(INSTALL, TimerDue(REF, "reminder", 3, due))]

    def test_a_timer_of_the_same_name_is_replaced(self, store: Store) -> None:
        first, second = SetTimer("reminder", 1, NOW), SetTimer("reminder", 2, NOW + MINUTE)
        store.aggregates.commit(opening(a_ticket(), timers=[first]), a_cause("1"))
        store.aggregates.commit(taking(a_ticket(), timers=[second]), a_cause("2"))
        assert store.timers.due(NOW, 10) == []
        assert [timer.generation for _, timer in store.timers.due(NOW + MINUTE, 10)] == [2]

    def test_a_cancelled_timer_does_not_fire_and_need_not_exist(self, store: Store) -> None:
        store.aggregates.commit(
            opening(a_ticket(), timers=[SetTimer("reminder", 1, NOW)]), a_cause("1")
        )
        cancelled = [CancelTimer("reminder"), CancelTimer("close")]
        store.aggregates.commit(taking(a_ticket(), timers=cancelled), a_cause("2"))
        assert store.timers.due(NOW + 1000 * MINUTE, 10) == []

    def test_the_longest_overdue_come_first_over_all_tickets(self, store: Store) -> None:
        for age in range(8):
            ticket = a_ticket(ref=ticket_ref(INSTALL, str(age)))
            timer = SetTimer("reminder", age, NOW - age * MINUTE)
            store.aggregates.commit(opening(ticket, timers=[timer]), a_cause(str(age)))
        assert [timer.generation for _, timer in store.timers.due(NOW, 3)] == [7, 6, 5]

    def test_a_timer_that_means_nothing_any_more_is_dropped(self, store: Store) -> None:
        due = NOW + timedelta(microseconds=123_457)
        timer = SetTimer("reminder", 1, due)
        store.aggregates.commit(opening(a_ticket(), timers=[timer]), a_cause())
        ((_, fired),) = store.timers.due(due, 10)
        store.timers.drop(fired)
        store.timers.drop(fired)
        assert store.timers.due(due, 10) == []

    def test_a_timer_that_was_set_anew_is_not_dropped(self, store: Store) -> None:
        first, again = SetTimer("reminder", 1, NOW), SetTimer("reminder", 1, NOW + MINUTE)
        store.aggregates.commit(opening(a_ticket(), timers=[first]), a_cause("1"))
        ((_, fired),) = store.timers.due(NOW, 10)
        store.aggregates.commit(taking(a_ticket(), timers=[again]), a_cause("2"))
        store.timers.drop(fired)
        assert len(store.timers.due(NOW + MINUTE, 10)) == 1

    def test_an_unsent_outbox_row_is_no_timer(self, store: Store) -> None:
        store.aggregates.commit(opening(a_ticket(), timers=[SetTimer("a", 1, NOW)]), a_cause())
        assert len(store.timers.due(NOW, 10)) == 1
        assert store.outbox.due(NOW.timestamp(), 10) == []


class TestWaits:
    def test_one_execution_drives_a_generation_however_often_it_asks(self, store: Store) -> None:
        asked = [store.waits.claim(REF, 0, name) for name in ("one", "two", "one")]
        assert asked == [True, False, True]
        assert store.waits.claim(REF, 1, "two")

    def test_what_an_execution_waits_for_is_found_until_it_is_answered(self, store: Store) -> None:
        taker, closing = Wait(REF, "taker", "token-1"), Wait(REF, "closing", "token-2")
        store.waits.store(taker)
        store.waits.store(closing)
        assert store.waits.waiting(REF) == [closing, taker]
        store.waits.done(taker)
        assert store.waits.waiting(REF) == [closing]

    def test_answering_an_earlier_wait_leaves_the_later_one_of_its_name(self, store: Store) -> None:
        earlier, later = Wait(REF, "taker", "token-1"), Wait(REF, "taker", "token-2")
        store.waits.store(earlier)
        store.waits.store(later)
        store.waits.done(earlier)
        assert store.waits.waiting(REF) == [later]

    def test_a_wait_that_is_gone_can_be_ended_again(self, store: Store) -> None:
        store.waits.done(Wait(REF, "taker", "token-1"))
        assert store.waits.waiting(REF) == []


class TestParked:
    def test_early_inputs_wait_for_their_thread_in_the_order_they_happened(
        self, store: Store
    ) -> None:
        second = an_envelope(a_reply("1795424402.000100", "둘"), key="b", at=NOW)
        first = an_envelope(a_reply("1795424401.000100", "one"), key="z", at=NOW - MINUTE)
        elsewhere = an_envelope(a_reply("1795424403.000100", "x"), key="c")
        for envelope in (second, first):
            store.parked.park(ROOT, envelope, NOW + 60 * MINUTE)
        store.parked.park(Thread(IT_TRIAGE, Ts("1.000001")), elsewhere, NOW + 60 * MINUTE)
        assert store.parked.waiting(INSTALL, ROOT, NOW.timestamp()) == [first, second]
        assert store.parked.waiting(InstallId("T0ACME0001"), ROOT, NOW.timestamp()) == []

    def test_an_input_that_is_parked_twice_waits_once(self, store: Store) -> None:
        envelope = an_envelope(a_reply("1795424402.000100", "hi"))
        store.parked.park(ROOT, envelope, NOW + MINUTE)
        store.parked.park(ROOT, envelope, NOW + 60 * MINUTE)
        assert store.parked.waiting(INSTALL, ROOT, NOW.timestamp()) == [envelope]

    def test_a_dropped_input_no_longer_waits(self, store: Store) -> None:
        store.parked.park(ROOT, an_envelope(a_reply("1.1", "hi"), key="a"), NOW + 60 * MINUTE)
        store.parked.drop(INSTALL, ROOT, EventKey("a"))
        store.parked.drop(INSTALL, ROOT, EventKey("never parked"))
        assert store.parked.waiting(INSTALL, ROOT, NOW.timestamp()) == []

    def test_an_input_does_not_wait_longer_than_it_may(self, store: Store) -> None:
        until = NOW + 60 * MINUTE
        store.parked.park(ROOT, an_envelope(a_reply("1.1", "hi")), until)
        assert store.parked.waiting(INSTALL, ROOT, until.timestamp()) == []

    def test_who_comes_late_still_finds_what_waited_in_time(self, store: Store) -> None:
        envelope = an_envelope(a_reply("1.1", "hi"))
        store.parked.park(ROOT, envelope, NOW + 60 * MINUTE)
        store.clock.now = (NOW + 600 * MINUTE).timestamp()
        assert store.parked.waiting(INSTALL, ROOT, NOW.timestamp()) == [envelope]
