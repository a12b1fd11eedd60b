"""What the table and its memory twin promise about lists of tickets (ports.TicketLists)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from deskbell.adapters.dynamo import keys
from deskbell.domain.decision import Change, Decision, Link, Role, message_link
from deskbell.domain.effects import Place, ShowCard
from deskbell.domain.ids import InboxId, InstallId, PersonId, Thread, Ts, ticket_ref
from deskbell.domain.texts import Text
from deskbell.domain.tickets.events import TicketSolved
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.ports import Listed, Posted
from tests.builders import (
    ANA,
    BEN,
    INSTALL,
    IT_HAPPENS,
    MINJUN,
    MINUTE,
    NOW,
    OLA,
    ROOT,
    a_cause,
    a_request,
    a_ticket,
)
from tests.contracts.changes import opening, taking
from tests.contracts.stores import Store

IT, X_TEAM = InboxId("it"), InboxId("x-team")
OTHER_INSTALL = InstallId("T0ACME0001")


def numbered(number: int, **changes: object) -> Ticket:
    """Ana's ticket, opened so many minutes after NOW."""
    at = NOW + number * MINUTE
    ref = ticket_ref(INSTALL, IT_HAPPENS, str(number))
    return replace(a_ticket(), **{"ref": ref, "number": number, "opened_at": at, **changes})  # type: ignore[arg-type]


def put(store: Store, *tickets: Ticket) -> None:
    """Each is opened at its own time."""
    for ticket in tickets:
        cause = replace(a_cause(f"open {ticket.ref}", ticket.opened_at), install=ticket.install)
        store.aggregates.commit(opening(ticket), cause)


def finish(store: Store, ticket: Ticket, status: Status, at: datetime) -> Ticket:
    """Goes on to `status`, whichever that is."""
    after = replace(ticket, status=status, version=ticket.version + 1)
    change = Change(ticket, after, TicketSolved(BEN), Text("test.finished"))
    store.aggregates.commit(Decision((change,)), a_cause(f"{ticket.ref} {after.version}", at))
    return after


def numbers(store: Store, refs: object) -> list[int]:
    assert isinstance(refs, list)
    return [listed.ticket.number for listed in store.lists.read(refs)]


def requests(store: Store, person: PersonId = ANA) -> list[int]:
    return numbers(store, store.lists.of_person(INSTALL, person, Role.REQUESTER))


def _partition(ticket: Ticket) -> str:
    return keys.queue_partition(INSTALL, IT, ticket.ref, restricted=False)


def waiting(store: Store, *inboxes: InboxId) -> list[int]:
    return numbers(store, store.lists.waiting(INSTALL, inboxes or (IT,)))


class TestOfPerson:
    def test_what_somebody_asked_for_is_listed_newest_first(self, store: Store) -> None:
        put(store, *(numbered(number) for number in (2, 3, 1)))

        assert requests(store) == [3, 2, 1]

    def test_only_their_own_and_only_in_that_role(self, store: Store) -> None:
        put(store, numbered(1), numbered(2, requester=OLA), numbered(3, requester=None))
        store.aggregates.commit(taking(numbered(1)), a_cause("taken"))

        assert (requests(store, ANA), requests(store, OLA)) == ([1], [2])
        assert requests(store, BEN) == []
        assert numbers(store, store.lists.of_person(INSTALL, BEN, Role.ASSIGNEE)) == [1]
        assert numbers(store, store.lists.of_person(INSTALL, ANA, Role.ASSIGNEE)) == []

    def test_somebody_whose_id_begins_like_another_sees_nothing_of_theirs(
        self, store: Store
    ) -> None:
        put(store, numbered(1))

        assert requests(store, PersonId(ANA[:-1])) == []
        assert requests(store, PersonId(f"{ANA}1")) == []

    def test_another_workspace_is_another_list(self, store: Store) -> None:
        put(store, numbered(1, install=OTHER_INSTALL))

        assert requests(store) == []
        assert len(store.lists.of_person(OTHER_INSTALL, ANA, Role.REQUESTER)) == 1

    @pytest.mark.parametrize(
        "status", [status for status in Status if not status.is_open], ids=lambda s: s.value
    )
    def test_what_is_over_leaves_the_list(self, status: Status, store: Store) -> None:
        put(store, numbered(1), numbered(2))
        finish(store, numbered(1), status, NOW + timedelta(hours=1))

        assert requests(store) == [2]

    def test_what_is_over_is_in_the_past_the_newest_first_and_no_more_than_wanted(
        self, store: Store
    ) -> None:
        put(store, *(numbered(number) for number in (1, 2, 3, 4)))
        for number in (1, 3, 2):
            at = NOW + number * MINUTE + timedelta(hours=1)
            finish(store, numbered(number), Status.SOLVED, at)

        past = store.lists.past_of_person(INSTALL, ANA, Role.REQUESTER, 2)
        assert numbers(store, past) == [3, 2]
        assert requests(store) == [4]

    def test_what_is_wanted_again_is_the_newest(self, store: Store) -> None:
        put(store, numbered(1), numbered(2))
        over = finish(store, numbered(1), Status.CANCELLED, NOW + timedelta(hours=1))
        finish(store, over, Status.NEW, NOW + timedelta(hours=2))

        assert requests(store) == [1, 2]

    def test_what_somebody_follows_does_not_come_among_their_requests(self, store: Store) -> None:
        put(store, numbered(1, followers=(MINJUN,)))

        assert requests(store, MINJUN) == []


class TestWaiting:
    def test_who_came_first_is_first_whatever_partition_they_are_in(self, store: Store) -> None:
        tickets = [numbered(number) for number in range(1, 13)]
        assert len({_partition(t) for t in tickets}) == keys.SHARDS
        put(store, *tickets[6:], *tickets[:6])

        assert waiting(store) == list(range(1, 13))

    def test_an_inbox_shows_its_own_and_several_are_one_queue(self, store: Store) -> None:
        put(store, *(numbered(n, inbox=X_TEAM if n % 2 else IT) for n in range(1, 7)))

        assert waiting(store, IT) == [2, 4, 6]
        assert waiting(store, X_TEAM) == [1, 3, 5]
        assert waiting(store, X_TEAM, IT) == [1, 2, 3, 4, 5, 6]
        assert store.lists.waiting(INSTALL, ()) == []
        assert waiting(store, InboxId("i")) == []

    def test_another_workspace_has_its_own_queue(self, store: Store) -> None:
        put(store, numbered(1, install=OTHER_INSTALL))

        assert waiting(store) == []

    def test_a_ticket_that_somebody_took_waits_no_more(self, store: Store) -> None:
        put(store, numbered(1), numbered(2))
        store.aggregates.commit(taking(numbered(1)), a_cause("taken"))

        assert waiting(store) == [2]

    @pytest.mark.parametrize(
        "status", [status for status in Status if status is not Status.NEW], ids=lambda s: s.value
    )
    def test_only_what_is_new_waits(self, status: Status, store: Store) -> None:
        put(store, numbered(1))
        finish(store, numbered(1), status, NOW + timedelta(hours=1))

        assert waiting(store) == []

    def test_what_is_wanted_again_has_its_old_place(self, store: Store) -> None:
        put(store, numbered(1), numbered(2))
        over = finish(store, numbered(1), Status.CANCELLED, NOW + timedelta(hours=1))
        finish(store, over, Status.NEW, NOW + timedelta(hours=2))

        assert waiting(store) == [1, 2]

    def test_a_queue_of_more_than_one_answer_is_listed_whole(self, store: Store) -> None:
        """DynamoDB answers with a megabyte at most, and says where to go on."""
        shard = keys.queue_partitions(INSTALL, IT, restricted=False)[0]
        neighbours = [
            ticket
            for ticket in (numbered(number, text="x" * 300_000) for number in range(1, 40))
            if _partition(ticket) == shard
        ][:6]
        put(store, *neighbours)

        listed = store.lists.waiting(INSTALL, (IT,))
        assert list(listed) == [ticket.ref for ticket in neighbours]


class TestRead:
    def test_tickets_come_in_the_order_asked_for_without_those_that_are_gone(
        self, store: Store
    ) -> None:
        put(store, *(numbered(number) for number in (1, 2, 3)))
        gone = ticket_ref(INSTALL, IT_HAPPENS, "never there")
        wanted = [numbered(2).ref, gone, numbered(3).ref, numbered(1).ref]

        assert numbers(store, wanted) == [2, 3, 1]
        assert list(store.lists.read([gone])) == []
        assert list(store.lists.read([])) == []

    def test_a_ticket_is_read_whole_and_leads_to_its_message(self, store: Store) -> None:
        put(store, numbered(1))

        assert list(store.lists.read([numbered(1).ref])) == [Listed(numbered(1), ROOT)]

    def test_a_forms_ticket_leads_to_its_card_once_that_is_posted(self, store: Store) -> None:
        request = a_request()
        card = Thread(IT_HAPPENS, Ts("1795424999.000100"))
        [row] = store.aggregates.commit(
            opening(request, [ShowCard(Place.REQUEST, IT_HAPPENS)]), a_cause()
        ).outbox
        before = store.lists.read([request.ref])
        held = store.outbox.claim(row, store.clock(), timedelta(seconds=120))
        assert held
        link = Link(message_link(INSTALL, card), request.ref, Place.REQUEST)
        store.outbox.placed(held, Posted(Place.REQUEST, card.channel, card.ts, 1), link)

        assert list(before) == [Listed(request, None)]
        assert list(store.lists.read([request.ref])) == [Listed(request, card)]
