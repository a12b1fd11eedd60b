"""The calendar of shifts, as calendars want their lines."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from deskbell.adapters.icalendar import Entry, as_icalendar

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def lines(summary: str) -> list[str]:
    return as_icalendar("IT", [Entry("one", NOON, NOON, summary)], NOON).split("\r\n")


def test_signs_that_mean_something_to_calendars_are_escaped() -> None:
    assert "SUMMARY:IT\\, R&D\\; a\\\\b\\nc" in lines("IT, R&D; a\\b\r\nc")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_long_lines_are_folded_within_75_octets_and_never_within_a_character(text: str) -> None:
    found = lines(text)
    assert all(len(line.encode()) <= 75 for line in found)
    unfolded = "\r\n".join(found).replace("\r\n ", "")
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"\r\nSUMMARY:{escaped}\r\n" in unfolded
