"""I36: nobody stands in without their yes; each way to break it is found and named."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from deskbell.adapters.memory.books import memory_books
from deskbell.domain.inputs import Button
from deskbell.domain.oncall.rota import AskState
from deskbell.usecases.audit.books import Books
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.ports import AuditRow
from tests.builders import BOT, JIWOO, LENA
from tests.functional.on_call import ROTA, OnCallDesk
from tests.functional.states import HOUR

Rows = list[AuditRow]


def covered() -> Books:
    """One was declined, one expired, one is accepted."""
    desk = OnCallDesk()
    desk.look()
    for answer in (Button.ONCALL_DECLINE, None, Button.ONCALL_ACCEPT):
        desk.asks(JIWOO, LENA)
        if answer:
            desk.presses(LENA, answer)
        else:
            desk.later(HOUR)
    return memory_books(desk.table, desk.wall(), BOT)


def with_rows(books: Books, change: Callable[[Rows], Rows]) -> list[str]:
    audit = {**books.audit, ROTA: change(list(books.audit[ROTA]))}
    return [one.what for one in broken(replace(books, audit=audit)) if one.invariant == "I36"]


def test_what_people_agree_on_keeps_it() -> None:
    assert [one for one in broken(covered()) if one.invariant == "I36"] == []


def test_who_stands_in_without_a_yes_is_found() -> None:
    found = with_rows(covered(), lambda rows: [r for r in rows if r.event != "CoverAccepted"])
    assert found == ["7 counts, and nobody said yes"]


def test_a_yes_of_somebody_else_is_none() -> None:
    def by_another(rows: Rows) -> Rows:
        return [
            replace(row, actor=f"person:{JIWOO}") if row.event == "CoverAccepted" else row
            for row in rows
        ]

    assert with_rows(covered(), by_another) == ["7 counts, and nobody said yes"]


@pytest.mark.parametrize("event", ["CoverAsked", "CoverDeclined", "CoverExpired", "CoverAccepted"])
def test_what_is_asked_or_answered_twice_is_found(event: str) -> None:
    def twice(rows: Rows) -> Rows:
        return [*rows, *(row for row in rows if row.event == event)]

    assert all("was asked or answered twice" in one for one in with_rows(covered(), twice))
    assert with_rows(covered(), twice)


def test_an_ask_that_ended_stays_ended() -> None:
    rota = covered().states[ROTA]
    states = [ask.state for ask in getattr(rota, "asks", ())]
    assert states == [AskState.DECLINED, AskState.EXPIRED, AskState.ACCEPTED]
