"""A Text is shown in its reader's language, with its arguments safe (D-10)."""

import pytest

from deskbell.adapters.slack.rendering.notices import notice
from deskbell.adapters.slack.rendering.texts import date_text, render_plain, render_text
from deskbell.domain.redaction import Kind, mark
from deskbell.domain.texts import (
    LANGUAGES,
    ChannelName,
    Instant,
    Mention,
    Name,
    RedactedPassage,
    Text,
)
from tests.block_kit import assert_slack_takes
from tests.builders import BEN, IT_HAPPENS, LENA, NOW
from tests.unit.rendering.people import people, tricksters

ZONE = "Europe/Warsaw"


def escalated(title: str) -> Text:
    return Text(
        "notice.escalated",
        {
            "number": 12,
            "title": title,
            "inbox": "IT",
            "since": Instant(NOW),
            "channel": ChannelName(IT_HAPPENS),
            "lead": Mention(LENA),
        },
    )


def test_a_notice_mentions_links_and_dates_in_slacks_way_and_escapes_the_rest() -> None:
    shown = render_text(escalated("<!channel> *now*"), "en", ZONE, people)
    assert shown.startswith(f"⏰ <@{LENA}>, nobody has taken *#12*")
    assert f"<#{IT_HAPPENS}>" in shown
    assert "&lt;!channel&gt; ∗now*" in shown
    epoch = int(NOW.timestamp())
    assert f"<!date^{epoch}^{{date_short_pretty}} {{time}}|2026-11-23 10:00 CET>" in shown


def test_a_plain_text_has_no_markup() -> None:
    text = Text("reason.routed", {"inbox": "IT", "due": Instant(NOW)})
    assert render_plain(text, "en", ZONE, people) == (
        "It waits in IT, with a reminder at 2026-11-23 10:00 CET."
    )
    taken = Text("reason.taken_by_button", {"by": Name(BEN)})
    assert render_plain(taken, "ko", ZONE, people) == "Ben Carter 님이 맡기 버튼을 눌렀어요."


def test_a_text_inside_a_text_is_in_the_same_language() -> None:
    text = Text("reason.opened_by_form", {"by": Name(BEN), "form": Text("status.new")})
    assert render_plain(text, "pl", ZONE, people) == "Ben Carter wysyła formularz Nowe."
    assert "Nowe" in render_text(text, "pl", ZONE, people)


@pytest.mark.parametrize("title", ["", "  ", "🔥", "\u200b"])
def test_a_title_that_says_nothing_is_called_no_text(title: str) -> None:
    assert "(no text)" in render_text(escalated(title), "en", ZONE, people)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("title", ["x" * 12_000, "&<>" * 4_000, "한" * 12_000])
def test_a_notice_with_the_longest_words_is_taken_by_slack(language: str, title: str) -> None:
    assert_slack_takes(notice(escalated(title), language, ZONE, tricksters))


def test_a_time_is_written_in_the_zone_of_its_reader() -> None:
    assert date_text(NOW, "Asia/Seoul") == "2026-11-23 18:00 KST"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Ask [name] at [phone number] &lt;b&gt; [nothing]"),
        ("ko", "Ask [이름] at [전화번호] &lt;b&gt; [nothing]"),
        ("pl", "Ask [imię i nazwisko] at [numer telefonu] &lt;b&gt; [nothing]"),
    ],
)
def test_what_is_withheld_of_a_passage_is_said_in_the_readers_language(
    language: str, shown: str
) -> None:
    said = RedactedPassage("Ask [name] at [phone] <b> [nothing]")
    text = Text("reason.opened_by_form", {"by": Name(BEN), "form": said})
    assert shown in render_text(text, language, ZONE, people)
    assert shown.replace("&lt;", "<").replace("&gt;", ">") in render_plain(
        text, language, ZONE, people
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_that_is_withheld_has_a_word(language: str) -> None:
    marks = " ".join(mark(kind) for kind in Kind)
    shown = render_plain(Text("{said}", {"said": RedactedPassage(marks)}), language, ZONE, people)
    assert "redacted." not in shown
    assert len(set(shown.split("] ["))) == len(Kind)
