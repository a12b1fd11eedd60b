"""Which answers the IT form takes."""

from datetime import UTC, datetime

import pytest

from deskbell.domain.ids import FormId
from deskbell.domain.texts import Text
from deskbell.domain.tickets.it_form import Checked, check
from tests.builders import MINJUN, a_desk

FORM = a_desk().forms[FormId("it")]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GOOD = {
    "request": "A new monitor",
    "location": "warsaw",
    "manager": "U0LENA0001",
    "help": "Mine flickers",
    "urgency": "high",
    "needed_by": "2026-12-01",
}


def checked(**answers: str) -> Checked:
    return check({**GOOD, **answers}, FORM, MINJUN, NOW)


def test_good_answers_are_kept_as_they_are() -> None:
    assert checked() == Checked(values=GOOD, errors={})


def test_a_request_is_one_line_and_the_rest_is_left_alone() -> None:
    values = checked(request="  A new\n\n monitor ", help=" one\ntwo ").values

    assert values["request"] == "A new monitor"
    assert values["help"] == "one\ntwo"


def test_nothing_is_said_about_urgency_then_it_is_normal() -> None:
    assert checked(urgency="").values["urgency"] == "normal"


@pytest.mark.parametrize("blank", ["", "   ", "\u00a0", "\u200b", "\u2060\n"])
@pytest.mark.parametrize("field", ["request", "help"])
def test_blanks_are_no_answer(field: str, blank: str) -> None:
    assert checked(**{field: blank}).errors == {field: Text("error.required")}


@pytest.mark.parametrize("field", ["location", "manager"])
def test_a_choice_must_be_made(field: str) -> None:
    assert checked(**{field: ""}).errors == {field: Text("error.required")}


@pytest.mark.parametrize(("field", "limit"), [("request", 150), ("help", 3000)])
def test_the_limit_is_the_last_length_that_is_taken(field: str, limit: int) -> None:
    assert checked(**{field: "a" * limit}).errors == {}
    assert checked(**{field: "a" * (limit + 1)}).errors == {
        field: Text("error.too_long", {"limit": limit})
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [("location", "Warsaw"), ("urgency", "urgent"), ("manager", "<!here>"), ("manager", "Lena")],
)
def test_only_what_the_list_has_can_be_chosen(field: str, value: str) -> None:
    assert checked(**{field: value}).errors == {field: Text("error.not_an_option")}


def test_nobody_is_their_own_manager() -> None:
    assert checked(manager=MINJUN).errors == {"manager": Text("error.manager_is_you")}


@pytest.mark.parametrize(
    ("day", "error"),
    [
        ("", None),
        ("2026-11-23", None),
        ("2026-11-22", None),  # still today in the Pacific
        ("2026-11-21", "error.date_past"),
        ("2028-11-23", None),
        ("2028-11-24", "error.date_far"),
        ("2026-13-01", "error.date_invalid"),
        ("31/02/2027", "error.date_invalid"),
        ("10000-01-01", "error.date_invalid"),
        ("20261201", "error.date_invalid"),
        ("2026-W49-2", "error.date_invalid"),
        ("2028-02-29", None),
    ],
)
def test_a_day_is_a_real_one_from_today_for_two_years(day: str, error: str | None) -> None:
    assert checked(needed_by=day).errors == ({"needed_by": Text(error)} if error else {})


def test_what_nobody_asked_for_is_not_kept() -> None:
    assert "admin" not in check({**GOOD, "admin": "yes"}, FORM, MINJUN, NOW).values
