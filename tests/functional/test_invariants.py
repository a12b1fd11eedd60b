"""What always holds does hold of a desk at work, and each way to break it is found and named."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from deskbell.adapters.memory.books import memory_books
from deskbell.domain.decision import Comment, Link
from deskbell.domain.effects import Place, SendDirect
from deskbell.domain.ids import ChannelId, EventKey, InboxId, Ref, Thread, Ts, ticket_ref
from deskbell.domain.inputs import Button, MessageDeleted, MessageEdited
from deskbell.domain.texts import Text
from deskbell.domain.tickets.pause import Pause, PauseOn
from deskbell.domain.tickets.position import Position, position_of
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.audit.books import Books, Shown, ShownPost, Violation
from deskbell.usecases.audit.in_ties import i25_nothing_is_said_to_a_merged_ticket
from deskbell.usecases.audit.invariants import IN_SLACK, IN_THE_TABLE, broken
from deskbell.usecases.ports import AuditRow, Copied, OutboxRow, RowState
from tests.builders import ANA, BEN, BOT, INSTALL, IT_HAPPENS, IT_TRIAGE, MINJUN, NOW, OLA
from tests.functional.memory_desk import MemoryDesk, later_than
from tests.memory_slack import what_memory_shows

ELSEWHERE = Thread(IT_HAPPENS, Ts("1795424999.000001"))


@dataclass(frozen=True)
class Seen:
    """One desk at rest: what its table says and what Slack shows."""

    books: Books
    shown: Shown
    ticket: Ticket
    """Of Ana's message, with three comments, one of them deleted, and taken by Ben."""

    @property
    def ref(self) -> Ref:
        return self.ticket.ref


def a_desk_at_work() -> MemoryDesk:
    """A ticket of a message, with all that can happen to a thread, and a form request."""
    desk = MemoryDesk()
    root = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(MINJUN, root.ts, "ticket"))
    replies = [desk.say(ANA, f"It beeps {n} times", root.ts) for n in range(3)]
    desk.give(*reversed(replies))
    first, second, _ = replies
    edited = MessageEdited(
        IT_HAPPENS, first.ts, root.ts, ANA, "It beeps often", later_than(first.ts, 5)
    )
    post = desk.slack.posts[Thread(IT_HAPPENS, first.ts)]
    post.shown = replace(post.shown, text="It beeps often")
    desk.slack.remove(Thread(IT_HAPPENS, second.ts))
    gone = MessageDeleted(IT_HAPPENS, second.ts, root.ts, later_than(second.ts, 9))
    desk.give(edited, gone)
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.say(BEN, "His battery, surely", card.ts, IT_TRIAGE))
    desk.give(desk.press(BEN, Button.TAKE, card))
    desk.give(desk.form(OLA))
    request = next(ticket.ref for ticket in desk.tickets if ticket.answers)
    desk.advance(request, "acknowledge_request", "route_request")
    return desk


@pytest.fixture(scope="module")
def seen() -> Seen:
    desk = a_desk_at_work()
    [ticket] = [ticket for ticket in desk.tickets if ticket.message]
    return Seen(memory_books(desk.table, desk.wall(), BOT), what_memory_shows(desk.slack), ticket)


def names(violations: Sequence[Violation]) -> set[str]:
    return {violation.invariant for violation in violations}


def test_a_desk_at_work_keeps_what_it_promises(seen: Seen) -> None:
    assert broken(seen.books, seen.shown) == []
    assert seen.ticket.status is Status.ASSIGNED
    assert seen.ticket.comments == 4
    assert len(seen.books.posted) == 3


def test_an_invariant_is_named_after_what_it_checks() -> None:
    for invariant in (*IN_THE_TABLE, *IN_SLACK):
        assert invariant.__doc__
        assert invariant.__name__.startswith("i")


# --- the table --------------------------------------------------------------------------------


def with_ticket(seen: Seen, **changes: Any) -> Books:
    """As its history has it, too."""
    ticket = replace(seen.ticket, **changes)
    books = with_audit(seen, lambda rs: [*rs[:-1], replace(rs[-1], position=position_of(ticket))])
    return replace(books, states={**books.states, seen.ref: ticket})


def with_audit(seen: Seen, change: Callable[[list[AuditRow]], list[AuditRow]]) -> Books:
    rows = change(list(seen.books.audit[seen.ref]))
    return replace(seen.books, audit={**seen.books.audit, seen.ref: rows})


def with_comments(seen: Seen, change: Callable[[list[Comment]], list[Comment]]) -> Books:
    comments = change(list(seen.books.comments[seen.ref]))
    return replace(seen.books, comments={**seen.books.comments, seen.ref: comments})


def with_copies(seen: Seen, change: Callable[[list[Copied]], list[Copied]]) -> Books:
    copies = change(list(seen.books.copied[seen.ref]))
    return replace(seen.books, copied={**seen.books.copied, seen.ref: copies})


def a_note(seen: Seen) -> Comment:
    return next(one for one in seen.books.comments[seen.ref] if one.internal)


def copies_swapped(seen: Seen) -> Books:
    """The first two stand where the other should."""
    first, second, *rest = seen.books.copied[seen.ref]
    swapped = [replace(first, post=second.post), replace(second, post=first.post), *rest]
    return with_copies(seen, lambda _: swapped)


def with_rows(
    seen: Seen, change: Callable[[OutboxRow], OutboxRow], lane: str | None = None
) -> Books:
    """`change` of the ticket's rows, or of those of a lane."""
    rows = [
        change(row) if row.ref == seen.ref and lane in (None, row.lane) else row
        for row in seen.books.outbox
    ]
    return replace(seen.books, outbox=rows)


def without_links(seen: Seen, *wanted: Callable[[Link], bool]) -> Books:
    kept = [link for link in seen.books.links if not any(one(link) for one in wanted)]
    return replace(seen.books, links=kept)


def a_second_ticket(seen: Seen) -> Books:
    """Of the same message and number, as if two inputs had made one each."""
    twin = replace(seen.ticket, ref=ticket_ref(INSTALL, "twin"), version=1, comments=0)
    [first, *_] = seen.books.audit[seen.ref]
    opened = replace(first, ref=twin.ref, position=position_of(twin))
    place = {
        (twin.ref, of): replace(posted, revision=1)
        for (ref, of), posted in seen.books.posted.items()
        if ref == seen.ref
    }
    return replace(
        seen.books,
        states={**seen.books.states, twin.ref: twin},
        audit={**seen.books.audit, twin.ref: [opened]},
        posted={**seen.books.posted, **place},
    )


def posted_elsewhere(seen: Seen) -> Books:
    posted = replace(seen.books.posted[seen.ref, Place.TRIAGE], ts=ELSEWHERE.ts)
    return replace(seen.books, posted={**seen.books.posted, (seen.ref, Place.TRIAGE): posted})


def without_card(seen: Seen) -> Books:
    left = {key: posted for key, posted in seen.books.posted.items() if key[1] is not Place.TRIAGE}
    return replace(seen.books, posted=left)


def said_without_a_post(seen: Seen) -> Books:
    [row] = [
        row
        for row in seen.books.outbox
        if isinstance(row.effect, SendDirect) and row.effect.person == OLA
    ]
    rows = [replace(one, post=None) if one is row else one for one in seen.books.outbox]
    return replace(seen.books, outbox=rows)


def made_of_our_own_post(seen: Seen) -> Books:
    card = seen.books.posted[seen.ref, Place.TRIAGE]
    return with_ticket(seen, message=Thread(card.channel, card.ts))


IN_THE_TABLE_BROKEN: Mapping[str, tuple[Callable[[Seen], Books], set[str]]] = {
    "two tickets of one message": (a_second_ticket, {"I1", "I2"}),
    "a link is lost": (lambda s: without_links(s, lambda link: link.place is None), {"I1"}),
    "a ticket is lost": (
        lambda s: replace(
            s.books, states={r: st for r, st in s.books.states.items() if r != s.ref}
        ),
        {"I1", "I2", "I4", "I21"},
    ),
    "a move left no trace": (lambda s: with_ticket(s, inbox=InboxId("hr")), {"I23"}),
    "a card is missing": (without_card, {"I2"}),
    "a card is somewhere else": (posted_elsewhere, {"I2"}),
    "a card's link is lost": (
        lambda s: without_links(s, lambda link: link.place is Place.TRIAGE),
        {"I2"},
    ),
    "a card is ahead of its ticket": (lambda s: with_ticket(s, card_revision=1), {"I2"}),
    "a message is sent and nowhere": (said_without_a_post, {"I2"}),
    "a comment is lost": (lambda s: with_comments(s, lambda cs: cs[1:]), {"I3", "I21"}),
    "a copy is lost": (lambda s: with_copies(s, lambda cs: cs[1:]), {"I21"}),
    "a copy is old": (
        lambda s: with_copies(s, lambda cs: [replace(one, revision="old") for one in cs]),
        {"I21"},
    ),
    "a copy of a note": (
        lambda s: with_copies(
            s, lambda cs: [*cs, replace(cs[0], place=Place.THREAD, of=a_note(s).message)]
        ),
        {"I21"},
    ),
    "a copy out of order": (copies_swapped, {"I21"}),
    "comments as they arrived": (lambda s: with_comments(s, lambda cs: cs[::-1]), {"I3"}),
    "a version without a row": (lambda s: with_audit(s, lambda rs: [*rs[:2], *rs[3:]]), {"I4"}),
    "a version with two rows": (lambda s: with_audit(s, lambda rs: [rs[0], *rs]), {"I4", "I16"}),
    "a row ahead of its ticket": (
        lambda s: with_audit(
            s,
            lambda rs: [
                *rs,
                replace(rs[-1], version=rs[-1].version + 1, cause=EventKey("another")),
            ],
        ),
        {"I4"},
    ),
    "nobody did it": (
        lambda s: with_audit(s, lambda rs: [replace(rs[0], actor="person:"), *rs[1:]]),
        {"I4"},
    ),
    "no cause": (
        lambda s: with_audit(s, lambda rs: [replace(rs[0], cause=EventKey("")), *rs[1:]]),
        {"I4"},
    ),
    "no reason": (
        lambda s: with_audit(s, lambda rs: [replace(rs[0], reason=Text("")), *rs[1:]]),
        {"I4"},
    ),
    "it stands otherwise": (
        lambda s: with_audit(
            s, lambda rs: [*rs[:-1], replace(rs[-1], position=Position(Status.MERGED))]
        ),
        {"I4"},
    ),
    "an effect is forgotten": (
        lambda s: with_rows(
            s, lambda row: replace(row, state=RowState.PENDING, created=s.books.at - 901)
        ),
        {"I10"},
    ),
    "a ticket of our own message": (made_of_our_own_post, {"I12"}),
    "a comment of our own": (
        lambda s: with_comments(s, lambda cs: [replace(cs[0], author=BOT), *cs[1:]]),
        {"I12", "I21"},
    ),
    "one input counted twice": (
        lambda s: with_audit(
            s, lambda rs: [*rs[:2], replace(rs[1], version=rs[2].version), *rs[3:]]
        ),
        {"I16"},
    ),
    "a reminder after the answer": (
        lambda s: with_audit(
            s, lambda rs: [*rs[:-1], replace(rs[-1], event="RequesterNudged", detail={})]
        ),
        {"I22"},
    ),
    "it waits, and nobody knows for what": (
        lambda s: with_ticket(s, status=Status.WAITING),
        {"I22"},
    ),
    "what is paused comes back to nobody": (
        lambda s: with_ticket(
            s, status=Status.WAITING, assignee=None, pause=Pause(PauseOn.REPLY, NOW)
        ),
        {"I22"},
    ),
    "a lane out of order": (
        lambda s: with_rows(
            s,
            lambda row: replace(row, state=RowState.PENDING) if row.version == 1 else row,
            Place.TRIAGE,
        ),
        {"I17"},
    ),
    "a later message stands above": (
        lambda s: with_rows(
            s,
            lambda row: replace(row, post=row.post if row.version > 1 else ELSEWHERE),
            Place.TRIAGE,
        ),
        {"I2"},
    ),
}


@pytest.mark.parametrize("name", IN_THE_TABLE_BROKEN)
def test_what_the_table_breaks_is_named(name: str, seen: Seen) -> None:
    change, expected = IN_THE_TABLE_BROKEN[name]
    assert names(broken(change(seen))) == expected


def test_the_message_of_an_edit_that_came_first_may_reach_a_merged_ticket(seen: Seen) -> None:
    [opened, *_] = seen.books.audit[seen.ref]
    said: dict[str, object] = {"source": "1795420000.000100", "channel": IT_HAPPENS}
    merge: dict[str, object] = {"into": str(seen.ref)}

    def history(*events: tuple[str, dict[str, object]]) -> Books:
        rows = [
            replace(opened, version=1 + n, event=event, detail=detail)
            for n, (event, detail) in enumerate(events)
        ]
        return replace(seen.books, audit={seen.ref: rows})

    merged, added = ("TicketMerged", merge), ("CommentAdded", said)
    assert len(list(i25_nothing_is_said_to_a_merged_ticket(history(merged, added)))) == 1
    late = history(("CommentEdited", said), merged, added)
    assert list(i25_nothing_is_said_to_a_merged_ticket(late)) == []


def test_two_posts_of_one_lane_stand_in_their_order(seen: Seen) -> None:
    first, second = (
        replace(seen.books.outbox[0], id=f"{seen.ref}/{n}/0", order=f"{n:010}#000", lane="dm:ana")
        for n in (1, 2)
    )
    above = replace(second, post=Thread(IT_HAPPENS, Ts("1795424400.000001")))
    below = replace(first, post=Thread(IT_HAPPENS, Ts("1795424400.000002")))
    assert names(broken(replace(seen.books, outbox=[below, above]))) >= {"I17"}


def test_what_is_on_its_way_or_given_up_excuses_a_card(seen: Seen) -> None:
    for state in (RowState.PENDING, RowState.PARKED):
        books = without_card(seen)
        rows = [
            replace(row, state=state, post=None) if row.lane == Place.TRIAGE else row
            for row in books.outbox
        ]
        assert broken(replace(books, outbox=rows)) == []


def test_a_card_that_no_place_takes_is_excused_by_the_tickets_history(seen: Seen) -> None:
    failed: dict[str, object] = {"effect": "ShowCard", "code": "is_archived"}
    books = with_audit(
        seen, lambda rs: [*rs[:-1], replace(rs[-1], event="DeliveryFailed", detail=failed)]
    )
    left = {key: posted for key, posted in books.posted.items() if key[0] != seen.ref}
    assert broken(replace(books, posted=left, outbox=[])) == []


def test_a_ticket_that_ended_before_its_card_was_posted_needs_none(seen: Seen) -> None:
    cancelled = replace(with_ticket(seen, status=Status.CANCELLED), posted={}, outbox=[])
    assert {one.subject for one in broken(replace(seen.books, posted={}, outbox=[]))} > {
        one.subject for one in broken(cancelled)
    }
    assert str(seen.ref) not in {one.subject for one in broken(cancelled)}


# --- what Slack shows -------------------------------------------------------------------------


def posts_but(seen: Seen, wrong: Callable[[ShownPost], ShownPost | None]) -> Shown:
    changed = [wrong(post) for post in seen.shown.posts]
    return replace(seen.shown, posts=[post for post in changed if post])


def is_ours(post: ShownPost) -> bool:
    return post.outbox_id is not None


def is_copy(post: ShownPost) -> bool:
    return is_ours(post) and post.text.startswith("Ana Reyes:")


def is_reply(post: ShownPost) -> bool:
    return post.is_human and post.thread_ts is not None


def and_also(seen: Seen, post: ShownPost) -> Shown:
    return replace(seen.shown, posts=[*seen.shown.posts, post])


def one_of(seen: Seen, wanted: Callable[[ShownPost], bool]) -> ShownPost:
    return next(post for post in seen.shown.posts if wanted(post))


def no_post_of_ours(seen: Seen) -> Shown:
    return posts_but(seen, lambda post: None if is_ours(post) else post)


IN_SLACK_BROKEN: Mapping[str, tuple[Callable[[Seen], Shown], set[str]]] = {
    "a card twice": (
        lambda s: and_also(s, replace(one_of(s, is_ours), ts=ELSEWHERE.ts)),
        {"I2"},
    ),
    "a card that is not there": (no_post_of_ours, {"I2", "I21"}),
    "a copy that says something else": (
        lambda s: posts_but(s, lambda p: replace(p, text="Ben Carter: no") if is_copy(p) else p),
        {"I21"},
    ),
    "a card that nobody asked for": (
        lambda s: and_also(
            s, replace(one_of(s, is_ours), ts=ELSEWHERE.ts, outbox_id=f"{s.ref}/999/0")
        ),
        {"I2"},
    ),
    "a card of no ticket": (
        lambda s: and_also(s, replace(one_of(s, is_ours), ts=ELSEWHERE.ts, outbox_id="T#NONE/1/0")),
        {"I2"},
    ),
    "a reply that is no comment": (
        lambda s: and_also(s, replace(one_of(s, is_reply), ts=ELSEWHERE.ts)),
        {"I3"},
    ),
    "an edit that was missed": (
        lambda s: posts_but(s, lambda p: replace(p, text="edited") if is_reply(p) else p),
        {"I3"},
    ),
    "a deletion that was missed": (
        lambda s: posts_but(s, lambda p: None if is_reply(p) else p),
        {"I3"},
    ),
    "a comment of somebody else": (
        lambda s: posts_but(s, lambda p: replace(p, author=MINJUN) if is_reply(p) else p),
        {"I3"},
    ),
    "a ticket that says something else": (
        lambda s: posts_but(
            s, lambda p: replace(p, text="edited") if p.is_human and not p.thread_ts else p
        ),
        {"I3"},
    ),
}


@pytest.mark.parametrize("name", IN_SLACK_BROKEN)
def test_what_slack_shows_otherwise_is_named(name: str, seen: Seen) -> None:
    change, expected = IN_SLACK_BROKEN[name]
    assert names(broken(seen.books, change(seen))) == expected


def test_a_comment_that_came_back_from_a_deletion_is_named(seen: Seen) -> None:
    [gone] = [one for one in seen.books.comments[seen.ref] if one.deleted_ts]
    back = replace(one_of(seen, is_reply), ts=gone.source)
    [violation] = broken(seen.books, and_also(seen, back))
    assert violation == Violation("I3", str(seen.ref), f"{gone.source} is deleted, and still there")


def test_words_of_the_triagers_never_become_public_comments(seen: Seen) -> None:
    books = with_comments(seen, lambda cs: [replace(one, internal=False) for one in cs])
    assert names(broken(books, seen.shown)) == {"I3", "I21"}


def test_a_bots_reply_is_never_a_comment(seen: Seen) -> None:
    shown = posts_but(
        seen, lambda p: replace(p, is_human=False, outbox_id=None) if is_reply(p) else p
    )
    assert names(broken(seen.books, shown)) == {"I3"}
    of_ours = one_of(seen, is_ours)
    books = with_comments(
        seen, lambda cs: [*cs, replace(cs[-1], source=of_ours.ts, channel=of_ours.channel)]
    )
    assert "I12" in names(broken(books, seen.shown))


def test_a_card_that_somebody_deleted_is_not_missed(seen: Seen) -> None:
    gone = frozenset(
        Thread(post.channel, post.ts) for post in seen.shown.posts if post.outbox_id is not None
    )
    assert broken(seen.books, replace(no_post_of_ours(seen), deleted=gone)) == []


def test_a_post_that_its_row_does_not_name_is_found(seen: Seen) -> None:
    card = one_of(seen, is_ours)
    moved = replace(card, channel=ChannelId("C0ELSEWHERE"))
    shown = posts_but(seen, lambda p: moved if p is card else p)
    assert {one.what for one in broken(seen.books, shown)} == {
        f"is not shown at {card.channel}:{card.ts}",
        "is shown where its row does not say",
    }


def test_what_is_said_of_a_violation_holds_nothing_that_people_wrote(seen: Seen) -> None:
    written = {post.text for post in seen.shown.posts}
    found = [
        *(one for change, _ in IN_THE_TABLE_BROKEN.values() for one in broken(change(seen))),
        *(
            one
            for change, _ in IN_SLACK_BROKEN.values()
            for one in broken(seen.books, change(seen))
        ),
    ]
    assert found
    assert not {text for text in written for one in found if text in f"{one.subject} {one.what}"}
