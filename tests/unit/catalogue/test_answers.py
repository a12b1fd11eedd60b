"""What people put into a form is taken or refused beside the field it is about."""

from datetime import date
from typing import Any

import pytest

from deskbell.domain.catalogue.answers import Accepted, Refused, Wrong, check, shown
from deskbell.domain.catalogue.steps import Form
from tests.unit.catalogue.definitions import (
    LISTS,
    a_definition,
    a_field,
    a_finish,
    a_form,
    a_ticket,
    say,
)

TODAY = date(2026, 11, 23)


def form_of(*fields: dict[str, Any]) -> Form:
    form = a_definition(a_form("ask", *fields), a_ticket(), a_finish()).steps[0]
    assert isinstance(form, Form)
    return form


def wrong_with(field: dict[str, Any], answer: str) -> Wrong | None:
    checked = check(form_of(field), {"it": answer}, {}, LISTS, TODAY)
    return checked.faults["it"] if isinstance(checked, Refused) else None


@pytest.mark.parametrize(
    ("field", "answer", "wrong"),
    [
        (a_field("it"), "  ", Wrong.MISSING),
        (a_field("it", required=False), "", None),
        (a_field("it", most=3), "four", Wrong.TOO_LONG),
        (a_field("it", most=3), "two", None),
        (a_field("it", "long_text"), "x" * 3_001, Wrong.TOO_LONG),
        (a_field("it", "number"), "many", Wrong.NOT_A_NUMBER),
        (a_field("it", "number"), "-1", Wrong.TOO_LOW),
        (a_field("it", "number", least=2), "1", Wrong.TOO_LOW),
        (a_field("it", "number", most=2), "3", Wrong.TOO_HIGH),
        (a_field("it", "number", least=2, most=3), "3", None),
        (a_field("it", "date"), "2026-02-30", Wrong.NOT_A_DATE),
        (a_field("it", "date", from_today=True), "2026-11-22", Wrong.PAST),
        (a_field("it", "date", from_today=True), "2026-11-23", None),
        (a_field("it", "date"), "2020-01-01", None),
        (a_field("it", "person"), "ana", Wrong.NOT_A_PERSON),
        (a_field("it", "person"), "U0ANA00001", None),
        (a_field("it", "yes_no"), "maybe", Wrong.NOT_OFFERED),
        (a_field("it", "choice", options={"s": say("S")}), "l", Wrong.NOT_OFFERED),
        (a_field("it", "choice", choices="locations"), "mars", Wrong.NOT_OFFERED),
        (a_field("it", "choice", choices="locations"), "seoul", None),
    ],
)
def test_each_kind_of_field_takes_what_it_asks_for(
    field: dict[str, Any], answer: str, wrong: Wrong | None
) -> None:
    assert wrong_with(field, answer) == wrong


SIZE = a_field("size", "choice", options={"s": say("S"), "l": say("L")})
WHY = a_field("why", when={"size": "l"})
WHO = a_field("who", "person", when={"why": "never"}) | {"when": {"size": "l"}}


def test_a_hidden_field_is_neither_required_nor_kept() -> None:
    form = form_of(SIZE, WHY)
    given = {"size": "s", "why": "an old answer"}
    assert [field.id for field in shown(form, given, {})] == ["size"]
    assert check(form, given, {}, LISTS, TODAY) == Accepted({"size": "s"})


def test_a_field_appears_with_the_answer_it_depends_on() -> None:
    form = form_of(SIZE, WHY, WHO)
    assert [field.id for field in shown(form, {"size": "l"}, {})] == ["size", "why", "who"]
    checked = check(form, {"size": "l"}, {}, LISTS, TODAY)
    assert checked == Refused({"why": Wrong.MISSING, "who": Wrong.MISSING})


def test_what_was_answered_the_last_time_does_not_show_a_field_now() -> None:
    assert [one.id for one in shown(form_of(SIZE, WHY), {}, {"size": "l"})] == ["size"]


def test_answers_are_taken_without_the_blanks_around_them() -> None:
    assert check(form_of(a_field("it")), {"it": " VPN "}, {}, LISTS, TODAY) == Accepted(
        {"it": "VPN"}
    )


def test_a_number_and_a_day_are_stored_in_one_way() -> None:
    form = form_of(a_field("count", "number"), a_field("day", "date"))
    given = {"count": "007", "day": "20261201"}
    assert check(form, given, {}, LISTS, TODAY) == Accepted({"count": "7", "day": "2026-12-01"})
