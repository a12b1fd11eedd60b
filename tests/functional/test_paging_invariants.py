"""I5 to I8: each way to lose a page, to double it, or to call in vain is found and named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.books import memory_books
from deskbell.domain.ids import Ts, incident_ref
from deskbell.domain.paging.effects import SendPages, SoundAlarm
from deskbell.domain.paging.incident import Incident
from deskbell.usecases.audit.books import Books
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.ports import AuditRow, OutboxRow
from tests.builders import ANA, BEN, BOT, INSTALL
from tests.functional.paging import PagedDesk
from tests.memory_slack import what_memory_shows


def a_night() -> PagedDesk:
    """One that Ben has, and one that nobody answers."""
    desk = PagedDesk()
    desk.give(desk.report(ANA))
    desk.give(desk.acknowledge(BEN))
    desk.give(desk.alert())
    desk.give(desk.beat())
    desk.minutes(33)
    return desk


@pytest.fixture(scope="module")
def books() -> Books:
    desk = a_night()
    return memory_books(desk.table, desk.wall(), BOT)


def test_a_night_of_outages_keeps_every_promise() -> None:
    desk = a_night()
    assert desk.alarm.sounded
    books = memory_books(desk.table, desk.wall(), BOT)
    assert broken(books, what_memory_shows(desk.slack)) == []


def with_rows(books: Books, change: Callable[[OutboxRow], list[OutboxRow]]) -> Books:
    return replace(books, outbox=[new for row in books.outbox for new in change(row)])


def with_incidents(books: Books, change: Callable[[Incident], Incident]) -> Books:
    states = {
        ref: change(state) if isinstance(state, Incident) else state
        for ref, state in books.states.items()
    }
    return replace(books, states=states)


def late(books: Books) -> Books:
    return replace(books, at=books.at + 3600)


def hasty(books: Books) -> Books:
    """Each level has no time at all."""

    def early(row: AuditRow) -> AuditRow:
        return replace(row, at=row.at - timedelta(minutes=1)) if by_time(row) else row

    def by_time(row: AuditRow) -> bool:
        return row.event == "LevelPaged" and row.cause.startswith("timer:")

    audit = {ref: [early(row) for row in rows] for ref, rows in books.audit.items()}
    return replace(books, audit=audit)


def called_twice(books: Books) -> Books:
    return with_rows(books, lambda row: [row] * (2 if isinstance(row.effect, SendPages) else 1))


def reported_apart(books: Books) -> Books:
    open_ones = [one for one in books.states.values() if isinstance(one, Incident) and one.is_open]
    twin = replace(open_ones[0], ref=incident_ref(INSTALL, "a twin", 2), version=0)
    return replace(books, states={**books.states, twin.ref: twin})


def called_in_vain(books: Books, *, by_slack: float = 600, by_us: float = 600) -> Books:
    def later(row: OutboxRow) -> list[OutboxRow]:
        post = row.post
        if isinstance(row.effect, SendPages) and post:
            moved = replace(post, ts=Ts(f"{float(post.ts) + by_slack:.6f}"))
            return [replace(row, post=moved, lease_until=row.lease_until + by_us)]
        return [row]

    return with_rows(books, later)


def silent(books: Books) -> Books:
    return with_rows(books, lambda row: [] if isinstance(row.effect, SoundAlarm) else [row])


def sounded_twice(books: Books) -> Books:
    return with_rows(books, lambda row: [row] * (2 if isinstance(row.effect, SoundAlarm) else 1))


@pytest.mark.parametrize(
    "later",
    [{"by_slack": 86_400.0, "by_us": 0.0}, {"by_slack": 0.0, "by_us": 600.0}],
    ids=["only Slack's time has travelled", "it was there, and read back later"],
)
def test_a_page_that_only_one_clock_calls_late_is_none_in_vain(
    books: Books, later: dict[str, float]
) -> None:
    assert broken(called_in_vain(books, **later)) == []


@pytest.mark.parametrize(
    ("invariant", "breaks"),
    [
        ("I5", late),
        ("I5", hasty),
        ("I6", called_twice),
        ("I6", reported_apart),
        ("I7", called_in_vain),
        ("I8", silent),
        ("I8", sounded_twice),
    ],
)
def test_whatever_is_wrong_with_pages_is_found(
    books: Books, invariant: str, breaks: Callable[[Books], Books]
) -> None:
    assert invariant not in {one.invariant for one in broken(books)}
    assert invariant in {one.invariant for one in broken(breaks(books))}
