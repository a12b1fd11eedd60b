"""What the table and its memory twin promise about state (ports.Aggregates)."""

from dataclasses import MISSING, fields, replace
from datetime import timedelta

import pytest

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.table import Row
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.decision import (
    CancelTimer,
    Comment,
    Decision,
    Link,
    Role,
    Routing,
    SetTimer,
    TimerChange,
    message_link,
    number_link,
)
from deskbell.domain.effects import Place, SendDirect, ShowCard
from deskbell.domain.errors import ConcurrentChangeError, StoreError
from deskbell.domain.ids import (
    EventKey,
    InboxId,
    InstallId,
    Ref,
    Thread,
    Ts,
    request_ref,
    ticket_ref,
)
from deskbell.domain.inputs import FileRef
from deskbell.domain.jira.issue import Issue
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets.aside import Aside
from deskbell.domain.tickets.commands import Heard, RecordMessage
from deskbell.domain.tickets.comments import blank_comment, instant_of
from deskbell.domain.tickets.correspondence import Correspondence
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.flag import Flag
from deskbell.domain.tickets.hand_over import HandOver
from deskbell.domain.tickets.move import Move
from deskbell.domain.tickets.pause import Pause, PauseOn
from deskbell.domain.tickets.position import Position
from deskbell.domain.tickets.published import Published
from deskbell.domain.tickets.sought import Sought
from deskbell.domain.tickets.survey import Score, Survey
from deskbell.domain.tickets.ticket import (
    Answer,
    Card,
    FormAnswers,
    Priority,
    Privacy,
    Progress,
    Related,
    Status,
    Ticket,
)
from deskbell.domain.tickets.ties import (
    Awaited,
    Bulk,
    BulkRun,
    Child,
    Duplicate,
    Parent,
    Survivor,
    Ties,
)
from deskbell.domain.tickets.transition import snapshot_of, undoable
from deskbell.usecases.ports import AuditRow
from tests.builders import (
    ADAM,
    ANA,
    ANSWERS,
    BEN,
    INSTALL,
    IT_HAPPENS,
    IT_TRIAGE,
    JIWOO,
    LENA,
    MINJUN,
    MINUTE,
    NOW,
    OLA,
    ROOT,
    a_cause,
    a_reply,
    a_request,
    a_ticket,
)
from tests.contracts.changes import opening, taking
from tests.contracts.stores import Store, row_ids

OTHER_INSTALL = InstallId("T0ACME0001")
OTHER = ticket_ref(INSTALL, IT_HAPPENS, "1795424500.000100")
AWAITED = Awaited(request_ref(INSTALL, "4"), OTHER)

FULL_TIES = Ties(
    survivor=Survivor(3, ROOT),
    duplicates=(Duplicate(OTHER, 4, NOW, Privacy.TEAM, (OLA,), Privacy.PUBLIC, (AWAITED,)),),
    parent=Parent(OTHER, 5),
    children=(Child(OTHER, 6, ANA),),
    bulk=BulkRun(Bulk.NOTIFY, BEN, "누구나", 1),
    former=(OTHER,),
)


def a_full_ticket() -> Ticket:
    """No field has its default."""
    return replace(
        a_ticket(),
        answers=FormAnswers(ANSWERS.form, {"default": "yes", "null": "아니요", "empty": ""}),
        cards=(Card(Place.THREAD, IT_HAPPENS, ROOT.ts), Card(Place.TRIAGE, IT_TRIAGE)),
        assignee=BEN,
        followers=(OLA, ANA, MINJUN),
        text_ts="1795424401.000200",
        earlier=((Ts("1795424400.000200"), "At first"), (Ts("1795424400.000300"), "Then")),
        solver=JIWOO,
        assigned_at=NOW + MINUTE,
        solved_at=NOW + 2 * MINUTE + timedelta(microseconds=1),
        closed_at=NOW + 3 * MINUTE,
        comments=3,
        progress=Progress.ESCALATED,
        generation=2,
        close_due=True,
        escalated_to=LENA,
        merged_into=OTHER,
        before_merge=snapshot_of(a_ticket()),
        flag=Flag(ANA, NOW, (LENA,), NOW + MINUTE, ROOT),
        ties=FULL_TIES,
        approval=Sought(OTHER, 2, (LENA,), 1, 3, Outcome.REJECTED, ADAM),
        privacy=Privacy.PRIVATE,
        private_since=2,
        priority=Priority.URGENT,
        category="hardware",
        peer=OLA,
        hand_over=HandOver(JIWOO, BEN),
        asides=(Aside(BEN, to=OLA, answered_by=OLA), Aside(BEN, team=InboxId("x-team"))),
        moves=(Move(InboxId("x-team"), BEN, NOW), Move(InboxId("it"), LENA, NOW + MINUTE)),
        pause=Pause(PauseOn.VENDOR, NOW, NOW + MINUTE, 2 * MINUTE, 1, "업체", "SR-1"),
        paused_for={PauseOn.REQUESTER: 60, PauseOn.VENDOR: 3_600},
        undo=undoable(BEN, "take", a_ticket(), NOW, MINUTE),
        thanked_at=NOW,
        emoji_ts=Ts("1795424401.000300"),
        shared=frozenset({IT_HAPPENS, IT_TRIAGE}),
        follows=Related(OTHER, 4),
        follow_up=Related(OTHER, 5),
        last_answer=Answer(BEN, ROOT),
        published=Published(BEN, ROOT, NOW + MINUTE),
        issue=Issue("itsd", "10001", "ITSD-1", 1_795_424_400_000),
        mail=Correspondence("ada@example.org", "it@example.com", "Printer", "<1@x>", "<2@x>"),
        surveys=(Survey(ANA, NOW, BEN, NOW + MINUTE, NOW + 2 * MINUTE, Score.BAD, "느려", True),),
        request=request_ref(INSTALL, "one"),
        asked_at=NOW - MINUTE,
    )


def a_comment(ts: str, text: str, ref: Ref | None = None) -> Comment:
    source = Ts(ts)
    return Comment(ref or a_ticket().ref, instant_of(source), source, ANA, ((source, text),))


def test_the_full_ticket_of_these_tests_leaves_no_field_at_its_default() -> None:
    full = a_full_ticket()
    at_default = [
        field.name
        for field in fields(Ticket)
        if field.default is not MISSING and getattr(full, field.name) == field.default
    ]
    assert at_default == []


@pytest.mark.parametrize(
    "ticket",
    [
        a_ticket(),
        a_request(),
        a_full_ticket(),
        a_ticket(text=None, requester=None, followers=()),
        a_ticket(text="", answers=FormAnswers(ANSWERS.form, {})),
    ],
    ids=["message", "form", "full", "text pending", "empty"],
)
def test_a_ticket_reads_back_as_it_was_committed(store: Store, ticket: Ticket) -> None:
    store.aggregates.commit(opening(ticket), a_cause())
    assert store.aggregates.load(ticket.ref) == ticket


def test_what_was_never_written_is_not_there(store: Store) -> None:
    ref = a_ticket().ref
    assert store.aggregates.load(ref) is None
    assert store.aggregates.find("slack#nothing") is None
    assert store.aggregates.comment(ref, ROOT) is None
    assert store.aggregates.comments(ref) == []
    assert store.aggregates.posted(ref, Place.THREAD) is None
    assert store.aggregates.asked(ref, LENA) is None
    assert store.aggregates.history(ref) == []


def test_many_are_read_together(store: Store) -> None:
    """What is not there is not among them."""
    tickets = [
        replace(a_ticket(), ref=ticket_ref(INSTALL, IT_HAPPENS, f"1795424500.{number:06}"))
        for number in range(3)
    ]
    for number, ticket in enumerate(tickets):
        store.aggregates.commit(opening(ticket), a_cause(f"msg:{number}"))
    wanted = [ticket.ref for ticket in tickets]
    found = store.aggregates.load_all([*wanted, wanted[0], a_ticket().ref])
    assert found == {ticket.ref: ticket for ticket in tickets}


def test_the_same_input_delivered_again_changes_nothing(store: Store) -> None:
    effect = ShowCard(Place.TRIAGE, IT_TRIAGE)
    first = store.aggregates.commit(opening(a_ticket(), [effect]), a_cause("msg:1"))
    again = store.aggregates.commit(opening(a_ticket(), [effect]), a_cause("msg:1"))
    assert (first.duplicate, len(first.outbox)) == (False, 1)
    assert (again.duplicate, again.outbox) == (True, ())
    assert len(store.aggregates.history(a_ticket().ref)) == 1


def a_reply_recorded(store: Store) -> Decision:
    """As decided now: of a reply of which this process may know already."""
    ticket, reply = store.aggregates.load(a_ticket().ref), a_reply("1795424405.000100", "Yes")
    assert isinstance(ticket, Ticket)
    known = store.aggregates.comment(ticket.ref, Thread(reply.channel, reply.ts))
    return decide(ticket, RecordMessage(reply, Heard(known)), NOW)


def test_the_same_reply_in_two_hands_at_once_is_recorded_once(store: Store) -> None:
    store.aggregates.commit(opening(a_ticket()), a_cause("open"))
    one, other = a_reply_recorded(store), a_reply_recorded(store)
    store.aggregates.commit(one, a_cause("msg:1"))
    with pytest.raises(ConcurrentChangeError):
        store.aggregates.commit(other, a_cause("msg:1"))

    assert a_reply_recorded(store).ignored == "comment_known"
    assert len(store.aggregates.comments(a_ticket().ref)) == 1
    assert len(store.aggregates.history(a_ticket().ref)) == 2


def test_a_reply_leaves_no_dedupe_row(dynamo_store: Store) -> None:
    dynamo_store.aggregates.commit(opening(a_ticket()), a_cause("open"))
    dynamo_store.aggregates.commit(a_reply_recorded(dynamo_store), a_cause("msg:1"))
    with pytest.raises(Row.DoesNotExist):
        Row.get(*keys.dedupe(INSTALL, EventKey("msg:1")))


def test_an_input_is_known_once_it_has_been_committed_and_only_in_its_install(
    store: Store,
) -> None:
    ticket, cause = a_ticket(), a_cause("msg:1")
    store.aggregates.commit(opening(ticket), cause)
    assert store.aggregates.commit(taking(ticket), cause).duplicate
    elsewhere = replace(cause, install=OTHER_INSTALL)
    assert not store.aggregates.commit(taking(ticket), elsewhere).duplicate


def test_two_people_who_take_a_ticket_at_once_do_not_both_get_it(store: Store) -> None:
    ticket = a_ticket()
    store.aggregates.commit(opening(ticket), a_cause("open"))
    store.aggregates.commit(taking(ticket), a_cause("take:ben"))
    late = taking(ticket, [SendDirect(JIWOO, Text("test"))], assignee=JIWOO)
    with pytest.raises(ConcurrentChangeError):
        store.aggregates.commit(late, a_cause("take:jiwoo"))
    state = store.aggregates.load(ticket.ref)
    assert isinstance(state, Ticket)
    assert state.assignee == BEN
    assert store.outbox.pending(ticket.ref, f"dm:{JIWOO}") == []
    again = taking(state, assignee=JIWOO)
    assert not store.aggregates.commit(again, a_cause("take:jiwoo")).duplicate


def test_a_refused_decision_can_be_taken_again_on_the_newer_state(store: Store) -> None:
    ticket = a_ticket()
    store.aggregates.commit(opening(ticket), a_cause("open"))
    store.aggregates.commit(taking(ticket), a_cause("take:ben"))
    with pytest.raises(ConcurrentChangeError):
        store.aggregates.commit(taking(ticket), a_cause("solve"))
    state = store.aggregates.load(ticket.ref)
    assert isinstance(state, Ticket)
    store.aggregates.commit(taking(state, status=Status.SOLVED), a_cause("solve"))
    assert [row.version for row in store.aggregates.history(ticket.ref)] == [1, 2, 3]


def test_a_ticket_is_opened_once(store: Store) -> None:
    store.aggregates.commit(opening(a_ticket()), a_cause("react:minjun"))
    with pytest.raises(ConcurrentChangeError):
        store.aggregates.commit(opening(a_ticket()), a_cause("react:ola"))


def test_one_message_is_one_ticket(store: Store) -> None:
    key = message_link(INSTALL, ROOT)
    ticket, twin = a_ticket(), a_ticket(ref=OTHER)
    store.aggregates.commit(opening(ticket, rows=[Link(key, ticket.ref)]), a_cause("one"))
    with pytest.raises(ConcurrentChangeError):
        store.aggregates.commit(opening(twin, rows=[Link(key, twin.ref)]), a_cause("two"))
    assert store.aggregates.find(key) == Link(key, ticket.ref)
    assert store.aggregates.load(OTHER) is None


def test_a_link_tells_on_which_surface_it_is(store: Store) -> None:
    ticket = a_ticket()
    card = Link(message_link(INSTALL, Thread(IT_TRIAGE, Ts("1.000002"))), ticket.ref, Place.TRIAGE)
    number = Link(number_link(INSTALL, 7), ticket.ref)
    store.aggregates.commit(opening(ticket, rows=[card, number]), a_cause())
    assert store.aggregates.find(card.key) == card
    assert store.aggregates.find(number.key) == number


def test_a_merge_changes_both_tickets_or_none(store: Store) -> None:
    one, other = a_ticket(), a_ticket(ref=OTHER)
    store.aggregates.commit(opening(one), a_cause("one"))
    store.aggregates.commit(opening(other), a_cause("other"))
    stale = replace(other, version=other.version + 5)
    half = Decision((*taking(one).changes, *taking(stale).changes))
    with pytest.raises(ConcurrentChangeError):
        store.aggregates.commit(half, a_cause("merge"))
    assert store.aggregates.load(one.ref) == one

    both = Decision((*taking(one).changes, *taking(other).changes))
    store.aggregates.commit(both, a_cause("merge"))
    versions = [state.version for ref in (one.ref, OTHER) if (state := store.aggregates.load(ref))]
    assert versions == [2, 2]


def test_several_steps_of_one_ticket_are_one_commit_with_an_audit_row_each(store: Store) -> None:
    ticket = a_ticket()
    opened, taken = opening(ticket), taking(ticket, [ShowCard(Place.TRIAGE, IT_TRIAGE)])
    commit = store.aggregates.commit(
        Decision((*opened.changes, *taken.changes)), a_cause("opened and taken")
    )

    state = store.aggregates.load(ticket.ref)
    assert state == taken.changes[0].after
    rows = store.aggregates.history(ticket.ref)
    assert [(row.version, row.event, row.cause) for row in rows] == [
        (1, "TicketOpened", "opened and taken"),
        (2, "TicketAssigned", "opened and taken"),
    ]
    assert [row.version for row in commit.outbox] == [2]
    with pytest.raises(ConcurrentChangeError):
        store.aggregates.commit(
            Decision((*opened.changes, *taken.changes)), a_cause("another input")
        )


def test_each_version_has_its_audit_row_with_actor_cause_and_reason(store: Store) -> None:
    request = a_request()
    store.aggregates.commit(opening(request), a_cause("view:1", person=OLA))
    cause = replace(a_cause("act:1", person=BEN), at=NOW + MINUTE, occurred_at=NOW)
    store.aggregates.commit(taking(request), cause)
    assert store.aggregates.history(request.ref)[1] == AuditRow(
        ref=request.ref,
        install=INSTALL,
        version=2,
        routing=Routing(request.inbox, "it_form", 0),
        event="TicketAssigned",
        detail={"assignee": BEN},
        actor=f"person:{BEN}",
        cause=EventKey("act:1"),
        reason=Text("test.taken", {"by": Name(BEN)}),
        at=NOW + MINUTE,
        occurred_at=NOW,
        position=Position(Status.ASSIGNED, BEN),
    )


def test_an_events_fields_are_plain_json(store: Store) -> None:
    store.aggregates.commit(opening(a_ticket()), a_cause())
    (row,) = store.aggregates.history(a_ticket().ref)
    assert row.detail == {
        "number": 7,
        "inbox": "it",
        "requester": ANA,
        "form": None,
        "message": {"channel": IT_HAPPENS, "ts": ROOT.ts},
        "backfilled": 0,
    }


def test_comments_stand_in_the_order_of_their_messages(store: Store) -> None:
    late, early = a_comment("1795424410.000002", "late"), a_comment("1795424409.999999", "early")
    old = a_comment("999999999.000001", "from 2001")
    store.aggregates.commit(opening(a_ticket(), rows=[late, old, early]), a_cause())
    assert store.aggregates.comments(a_ticket().ref) == [old, early, late]


def test_a_comment_keeps_its_texts_files_and_tombstone(store: Store) -> None:
    comment = replace(
        a_comment("1795424410.000002", ""),
        texts=((Ts("1795424410.000002"), ""), (Ts("1795424411.000000"), "수정했어요")),
        files=(FileRef("F1", "żółw.png", "https://example.com/f1"),),
        internal=True,
        deleted_ts=Ts("1795424412.000000"),
    )
    unknown = replace(a_comment("1795424420.000000", ""), author=None, texts=())
    store.aggregates.commit(opening(a_ticket(), rows=[comment, unknown]), a_cause())
    assert store.aggregates.comment(comment.ref, comment.message) == comment
    assert store.aggregates.comment(unknown.ref, unknown.message) == unknown


def test_a_comment_is_replaced_by_its_newer_version(store: Store) -> None:
    ticket, comment = a_ticket(), a_comment("1795424410.000002", "frist")
    store.aggregates.commit(opening(ticket, rows=[comment]), a_cause("open"))
    edited = replace(comment, texts=(*comment.texts, (Ts("1795424411.000000"), "first")))
    store.aggregates.commit(taking(ticket, rows=[edited]), a_cause("edit"))
    assert store.aggregates.comments(ticket.ref) == [edited]


def test_numbers_count_up_in_each_install(store: Store) -> None:
    numbers = [store.aggregates.reserve_number(INSTALL) for _ in range(3)]
    assert (numbers, store.aggregates.reserve_number(OTHER_INSTALL)) == ([1, 2, 3], 1)


def test_a_decision_too_big_for_one_transaction_is_refused_whole(store: Store) -> None:
    comments = [a_comment(f"1795424410.{index:06}", "hi") for index in range(100)]
    with pytest.raises(StoreError, match="operations"):
        store.aggregates.commit(opening(a_ticket(), rows=comments), a_cause())
    assert store.aggregates.load(a_ticket().ref) is None


def test_a_decision_that_writes_something_twice_is_refused_whole(store: Store) -> None:
    timers: list[TimerChange] = [CancelTimer("reminder"), SetTimer("reminder", 2, NOW)]
    with pytest.raises(StoreError):
        store.aggregates.commit(opening(a_ticket(), timers=timers), a_cause())
    assert store.aggregates.load(a_ticket().ref) is None


def test_an_outbox_row_carries_all_that_the_relay_needs(store: Store) -> None:
    ticket = a_ticket()
    card, greeting = ShowCard(Place.TRIAGE, IT_TRIAGE), SendDirect(OLA, Text("test", {"count": 2}))
    cause = replace(a_cause("msg:1"), hops=2)
    commit = store.aggregates.commit(opening(ticket, [card, greeting]), cause)
    assert row_ids(commit) == [f"{ticket.ref}/1/0", f"{ticket.ref}/1/1"]
    row = store.outbox.row(commit.outbox[1].id)
    assert row is not None
    assert (row.ref, row.install, row.effect, row.lane) == (
        ticket.ref,
        INSTALL,
        greeting,
        f"dm:{OLA}",
    )
    assert (row.cause, row.hops, row.attempt, row.doubtful) == ("msg:1", 2, 0, False)
    assert row.created == row.due == store.clock.now


def test_a_persons_tickets_are_listed_by_role(dynamo_store: Store) -> None:
    ticket = a_ticket(followers=(MINJUN,))
    dynamo_store.aggregates.commit(opening(ticket), a_cause("open"))
    dynamo_store.aggregates.commit(taking(ticket, followers=()), a_cause("take"))

    def roles(person: str) -> list[str]:
        rows = Row.by_person_index.query(f"P#{INSTALL}#{person}")
        return [row.person_sort.split("#")[0] for row in rows if row.pk == str(ticket.ref)]

    assert (roles(ANA), roles(BEN), roles(MINJUN)) == ([Role.REQUESTER], [Role.ASSIGNEE], [])


def test_a_delivery_is_remembered_for_thirty_days(dynamo_store: Store) -> None:
    dynamo_store.aggregates.commit(opening(a_ticket()), a_cause("msg:1"))
    row = Row.get(*keys.dedupe(INSTALL, EventKey("msg:1")))
    assert row.expires.timestamp() == dynamo_store.clock.now + 30 * 24 * 3600


def test_one_instant_in_two_channels_is_two_comments(store: Store) -> None:
    one = blank_comment(a_ticket().ref, Thread(IT_HAPPENS, ROOT.ts), Place.THREAD)
    other = blank_comment(a_ticket().ref, Thread(IT_TRIAGE, ROOT.ts), Place.TRIAGE)
    store.aggregates.commit(opening(a_ticket(), rows=[one, other]), a_cause())
    assert store.aggregates.comments(a_ticket().ref) == [one, other]
    assert store.aggregates.comment(one.ref, one.message) == one
    assert store.aggregates.comment(one.ref, other.message) == other


def test_a_comment_of_an_earlier_release_is_found_by_its_timestamp_and_stays_one_row(
    store: Store,
) -> None:
    old = a_comment("1795424409.000001", "from before")
    assert old.channel is None
    store.aggregates.commit(opening(a_ticket(), rows=[old]), a_cause("1"))
    found = store.aggregates.comment(old.ref, Thread(IT_HAPPENS, old.source))
    assert found == old
    edited = replace(old, texts=(*old.texts, (Ts("1795424500.000001"), "edited")))
    store.aggregates.commit(taking(a_ticket(), rows=[edited]), a_cause("2"))
    assert store.aggregates.comments(old.ref) == [edited]


def test_comments_since_an_instant_are_those_from_then_on(store: Store) -> None:
    early, late = a_comment("1795424409.000001", "1"), a_comment("1795424409.000002", "2")
    store.aggregates.commit(opening(a_ticket(), rows=[early, late]), a_cause())
    assert store.aggregates.comments(early.ref, late.source) == [late]
    assert store.aggregates.comments(early.ref, early.source) == [early, late]
