"""Texts are cut where a reader sees a character end (bad inputs 76 and 77)."""

import pytest
import regex  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.graphemes import ELLIPSIS, MOST_MARKS, cut, without_piles

FAMILY = "👨‍👩‍👧‍👦"
FLAGS = "🇵🇱🇰🇷🇺🇸"
PIECES = [
    *"abc żółć가각나 .\n한국",
    *("\u1112\u1161\u11ab", "e\u0301", "☝🏽", "1️⃣", FAMILY, "🇵🇱", "🇰🇷", "नि", "\r\n"),
]


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("short", 5, "short"),
        ("a longer one", 6, "a lon…"),
        ("two words", 5, "two…"),
        (f"ab{FAMILY}cd", 8, "ab…"),
        (FLAGS, 4, "🇵🇱…"),
        ("☝🏽☝🏽", 3, "☝🏽…"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", 5, "\u1112\u1161\u11ab…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
    ],
)
def test_a_text_is_cut_between_visible_characters(text: str, limit: int, shown: str) -> None:
    assert cut(text, limit) == shown


def test_one_character_longer_than_the_limit_is_cut_all_the_same() -> None:
    assert len(cut("a" + "\u0301" * 50, 20)) <= 20


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.integers(min_value=30, max_value=60))
def test_a_cut_text_fits_and_never_ends_inside_a_character(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert len(shown) <= limit
    if shown != text:
        kept = shown.removesuffix(ELLIPSIS)
        whole = regex.findall(r"\X", text)
        starts = ["".join(whole[:count]).rstrip() for count in range(len(whole) + 1)]
        assert kept in starts


def test_a_pile_of_marks_is_thinned_and_real_accents_stay() -> None:
    assert without_piles("Z" + "\u0301" * 300) == "Z" + "\u0301" * MOST_MARKS
    assert without_piles("zażółć e\u0301\u0323") == "zażółć e\u0301\u0323"
