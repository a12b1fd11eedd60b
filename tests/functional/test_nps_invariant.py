"""I15: a low score calls somebody once, and a member has one case at a time; each way to break it
is found and named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from deskbell.adapters.memory.books import memory_books
from deskbell.domain.ids import nps_case_ref
from deskbell.domain.nps.response import Response
from deskbell.usecases.audit.books import Books
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.ports import AuditRow
from tests.builders import BEN, BOT, INSTALL
from tests.functional.nps import NpsDesk

Rows = list[AuditRow]


def followed_up() -> tuple[NpsDesk, Books]:
    """Opened, handled, opened again by another score, handled, and opened anew after its end."""
    desk = NpsDesk()
    desk.hears(3)
    desk.marks(BEN)
    desk.hears(2, "2")
    desk.later(timedelta(minutes=1))
    desk.marks(BEN, added=False)
    desk.marks(BEN)
    desk.later(timedelta(hours=73))
    desk.hears(1, "3", experience="2026-11-25")
    return desk, memory_books(desk.table, desk.wall(), BOT)


def found_in(books: Books) -> list[str]:
    return [one.what for one in broken(books) if one.invariant == "I15"]


def with_rows(change: Callable[[Rows], Rows]) -> list[str]:
    desk, books = followed_up()
    ref = desk.cases[0].ref
    return found_in(replace(books, audit={**books.audit, ref: change(list(books.audit[ref]))}))


def test_what_people_do_keeps_it_and_everything_else_that_always_holds() -> None:
    _, books = followed_up()
    assert broken(books) == []


def test_a_score_that_calls_twice_is_found() -> None:
    assert with_rows(lambda rows: [*rows, rows[0]]) == ["has called somebody 2 times"]


def test_a_second_case_beside_an_open_one_is_found() -> None:
    desk, books = followed_up()
    case = desk.cases[-1]
    other = replace(case, ref=nps_case_ref(INSTALL, case.member, 9))
    assert found_in(replace(books, states={**books.states, other.ref: other})) == [
        "has 2 cases at a time"
    ]


def test_a_low_score_that_has_called_nobody_is_found() -> None:
    _, books = followed_up()
    lost = {
        ref: replace(state, case=None) if isinstance(state, Response) else state
        for ref, state in books.states.items()
    }
    assert set(found_in(replace(books, states=lost))) == {"is low, and has called nobody"}


def test_who_is_named_for_what_somebody_else_did_is_found() -> None:
    def by_another(rows: Rows) -> Rows:
        return [
            replace(row, actor="timer:close") if row.event == "NpsCaseHandled" else row
            for row in rows
        ]

    assert set(with_rows(by_another)) == {"was handled by timer:close as somebody else"}


def test_a_survey_within_the_cool_down_is_found_and_one_against_their_wish() -> None:
    def due(at: timedelta) -> Callable[[Rows], Rows]:
        return lambda rows: [*rows, replace(rows[-1], event="NpsResurveyDue", at=rows[0].at + at)]

    too_soon = "is surveyed again within the cool-down"
    assert too_soon in with_rows(due(timedelta(days=29)))
    assert with_rows(due(timedelta(days=60))) == []

    def declined(rows: Rows) -> Rows:
        said = replace(rows[-1], event="NpsContactDeclined")
        return due(timedelta(days=60))([*rows, said])

    assert with_rows(declined) == ["is asked about, and wants no contact"]
