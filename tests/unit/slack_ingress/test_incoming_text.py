"""Text from Slack: cleaned, and never cut through what people see as one sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.adapters.slack.incoming_text import CUT, clean_text

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_cleaned_text_can_be_stored_and_sent(text: str) -> None:
    cleaned = clean_text(text)

    cleaned.encode()
    assert not any(sign < " " and sign not in "\n\t" for sign in cleaned)
    assert clean_text(cleaned) == cleaned


@given(ANY_TEXT, st.integers(min_value=50, max_value=80))
def test_cut_text_is_a_beginning_of_the_text_and_says_so(text: str, limit: int) -> None:
    whole, cut = clean_text(text), clean_text(text, limit)

    assert len(cut) <= limit
    assert cut == whole or (cut.endswith(CUT) and whole.startswith(cut.removesuffix(CUT)))


@pytest.mark.parametrize(
    "sign",
    ["👨‍👩‍👧‍👦", "👍🏽", "🇰🇷", "e\u0301", "❤\ufe0f"],
    ids=["family", "skin-tone", "flag", "accent", "variation"],
)
def test_a_sign_of_many_code_points_is_kept_or_dropped_as_a_whole(sign: str) -> None:
    for before in range(1, 12):
        cut = clean_text("x" * before + sign + "y" * 40, 22)
        assert cut.removesuffix(CUT).rstrip("y") in ("x" * before, "x" * before + sign)
