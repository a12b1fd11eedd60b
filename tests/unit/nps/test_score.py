"""What a survey may write for a score, a member and a day; what is not surely one is none."""

from datetime import date

import pytest

from deskbell.domain.nps.score import DateFormat, is_member, parse_experience, parse_score

MARCH = date(2021, 3, 5)


@pytest.mark.parametrize("number", range(11))
def test_a_score_is_a_whole_number_from_0_to_10_or_its_digits(number: int) -> None:
    assert parse_score(number) == parse_score(str(number)) == number


@pytest.mark.parametrize(
    "value",
    [
        *(-1, 11, 7.5, 7.0, True, False, None, [7], {"score": 7}, 10**30),
        *("-1", "11", "7.5", "8.0", "", " 7", "10 ", "7\n", "07", "1e1", "ten", "٧", "７", "²"),
    ],
    ids=repr,
)
def test_whatever_else_is_no_score(value: object) -> None:
    """Bad input 87: `int()` takes some of these."""
    assert parse_score(value) is None


@pytest.mark.parametrize("text", ["11672", "a-1_B", "0", "x" * 40])
def test_an_id_is_letters_digits_and_strokes(text: str) -> None:
    assert is_member(text)


@pytest.mark.parametrize(
    "text",
    ["", "ana@example.com", "+1 555 0100", "(555)0100", "Ana Reyes", "x" * 41, "-1", "<@U1>", "١"],
)
def test_what_could_be_a_name_an_address_or_a_number_to_call_is_no_id(text: str) -> None:
    assert not is_member(text)


@pytest.mark.parametrize("text", ["2021-03-05", "2021-03-05T23:59:59Z", "2021-03-05T01:00+09:00"])
@pytest.mark.parametrize("written", [None, *DateFormat])
def test_a_day_as_iso_8601_has_it_is_always_one(text: str, written: DateFormat | None) -> None:
    """By the calendar of whoever wrote it: a day has no time zone."""
    assert parse_experience(text, written) == MARCH


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("3/5/21", DateFormat.MONTH_FIRST),
        ("03/05/2021", DateFormat.MONTH_FIRST),
        ("5/3/21", DateFormat.DAY_FIRST),
        ("5.3.2021", DateFormat.DAY_WITH_DOTS),
        ("2021/3/5", DateFormat.YEAR_FIRST),
        ("21/03/05", DateFormat.YEAR_FIRST),
    ],
)
def test_with_a_format_the_settings_say_which_is_the_month(text: str, written: DateFormat) -> None:
    assert parse_experience(text, written) == MARCH


@pytest.mark.parametrize("text", ["3/5/21", "5.3.2021", "2021/3/5"])
def test_without_a_format_a_day_that_may_be_two_is_none(text: str) -> None:
    assert parse_experience(text, None) is None


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2021-02-30", "20210305", "2021-W09-5", "13/5/21", "3/5/121", "٣/٥/٢١"],
)
def test_what_is_no_day_of_the_calendar_is_none(text: str) -> None:
    assert parse_experience(text, DateFormat.MONTH_FIRST) is None
