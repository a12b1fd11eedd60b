"""What people write pings nobody, links nowhere and imitates nothing (bad inputs 75-83)."""

import pytest

from deskbell.adapters.slack.rendering.words import (
    escape,
    first_line,
    name_of,
    one_line,
    passage,
    plain,
)
from tests.builders import ANA
from tests.unit.rendering.people import a_person, people


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("노트북이 고장났어요", "노트북이 고장났어요"),
        ("zażółć gęślą jaźń", "zażółć gęślą jaźń"),
        ("מחשב ‏שבור", "מחשב ‏שבור"),
        ("<!channel> <!here> <@U1>", "&lt;!channel&gt; &lt;!here&gt; &lt;@U1&gt;"),
        ("<https://evil|https://bank.com>", "&lt;https://evil|https://bank.com&gt;"),
        ("&lt;!channel&gt;", "&amp;lt;!channel&amp;gt;"),
        ("*Solved* by _Lena_ ~no~", "∗Solved* by ˍLena_ ∼no~"),
        ("my_tool 2*3 안녕~", "my_tool 2*3 안녕~"),
        ("```all the rest", "ˋˋˋall the rest"),
        ("annual \u202etxt.exe", "annual txt.exe"),
        ("two\nlines\tand  blanks", "two lines and blanks"),
        ("👨‍👩‍👧‍👦 and 🇵🇱", "👨‍👩‍👧‍👦 and 🇵🇱"),
        ("İstanbul ß", "İstanbul ß"),
    ],
)
def test_one_line_of_somebody_is_shown_as_plain_words(given: str, shown: str) -> None:
    assert one_line(given) == shown


def test_a_passage_is_cut_by_what_json_makes_of_it_too() -> None:
    assert passage('"' * 100, 100, 200) == '"' * 100
    assert passage('"' * 101, 101, 200) == '"' * 99 + "…"
    assert len(passage("a\n" * 100, 200, 100)) <= 67


def test_a_line_is_cut_by_what_people_see_not_by_its_escapes() -> None:
    assert one_line("<" * 200, 10) == "&lt;" * 9 + "…"


def test_a_passage_keeps_its_lines_and_shows_bidi_overrides() -> None:
    shown = passage("first\n\n\n\n\nsecond \u202eevil", 600, 3_000)
    assert shown == "first\n\nsecond [U+202E]evil"


def test_a_passage_of_ampersands_still_fits_after_escaping() -> None:
    shown = passage("&" * 3_000, 3_000, 2_900)
    assert len(shown) <= 2_900
    assert shown.endswith("&amp;…")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<@U0ANA00001> and <@U0ANA00001|ana>", "@Ana Reyes and @Ana Reyes"),
        ("in <#C0ITHAPPEN|it-happens> and <#C0ITHAPPEN>", "in #it-happens and #C0ITHAPPEN"),
        ("<!here> <!subteam^S1|@it-team> <!subteam^S1>", "@here @it-team @subteam"),
        ("<!date^1^{time}|noon>", "noon"),
        ("<https://a.example>", "https://a.example"),
        (
            "<https://evil.example|https://bank.example>",
            "https://bank.example (https://evil.example)",
        ),
        ("<mailto:a@example.com|a@example.com>", "a@example.com"),
        ("&lt;!channel&gt; &amp;lt;", "<!channel> &lt;"),
    ],
)
def test_a_message_reads_as_its_author_saw_it(markup: str, text: str) -> None:
    assert plain(markup, people) == text


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("My laptop\ndoes not start", "My laptop"),
        ("<@U0BEN00001>\n:fire:\nIt burns", "It burns"),
        ("<@U0BEN00001> the printer?", "@Ben Carter the printer?"),
        ("???", "???"),
        (":fire: :ticket:", None),
        ("🔥🔥 👨‍👩‍👧‍👦", None),
        ("<@U0BEN00001>", None),
        ("", None),
        ("\u200b\u3164 ", None),
    ],
)
def test_the_first_line_that_says_something_is_the_title(markup: str, title: str | None) -> None:
    assert first_line(markup, people) == title


def test_a_name_cannot_ping_and_an_invisible_name_is_an_id() -> None:
    assert name_of(a_person(ANA, "<!here> *Ana*")) == "&lt;!here&gt; ∗Ana*"
    assert name_of(a_person(ANA, "\u3164")) == ANA


def test_only_the_three_characters_of_slack_are_escaped() -> None:
    assert escape("a & b < c > \"d\" 'e'") == "a &amp; b &lt; c &gt; \"d\" 'e'"
