"""What people write about an outage: the answer to a page, and what a report begins with."""

import pytest

from deskbell.domain.ids import ChannelId, Kind, Ref, Thread, Ts
from deskbell.domain.paging.acknowledging_words import acknowledges
from deskbell.domain.paging.impact import impact_of
from deskbell.domain.paging.raise_claim import SAID_LIMIT, RaiseClaim

MESSAGE = Thread(ChannelId("C0ITHAPPEN"), Ts("1795424400.000100"))
TICKET = Ref(Kind.TICKET, "ABC")


@pytest.mark.parametrize(
    "words",
    [
        *("ok", "OK!", "Ack", "on it 👍", "I’m on it", "Got it.", "k", ":eyes: looking"),
        *("확인", "확인했습니다!", "네", "제가 볼게요", "보고 있어요"),
        *("Potwierdzam", "biore", "Zajmuję się tym.", "już patrzę"),
    ],
)
def test_these_mean_that_somebody_sees_to_it(words: str) -> None:
    assert acknowledges(words)


@pytest.mark.parametrize(
    "words",
    [
        *("", "👍", "ok?", "ok, which one", "not ok", "who is on it", "thanks"),
        *("아니요", "누가 확인해요?", "nie", "nie biorę", "kto się tym zajmuje"),
    ],
)
def test_anything_else_is_for_people_to_read(words: str) -> None:
    assert not acknowledges(words)


@pytest.mark.parametrize(
    "claim",
    [
        RaiseClaim(),
        RaiseClaim(said="vpn: it | hangs"),
        RaiseClaim(MESSAGE, said="it\nhangs"),
        RaiseClaim(MESSAGE),
        RaiseClaim(ticket=TICKET),
    ],
)
def test_what_a_report_begins_with_comes_back_as_it_was(claim: RaiseClaim) -> None:
    assert RaiseClaim.read(claim.written()) == claim


def test_a_tickets_card_names_the_ticket() -> None:
    assert RaiseClaim.read("T#ABC|7") == RaiseClaim(ticket=TICKET)


@pytest.mark.parametrize("text", ["", "||", "INC#A|0", "LOAN#A|", "C0ITHAPPEN|", "||||"])
def test_what_is_none_of_ours_is_about_nothing(text: str) -> None:
    claim = RaiseClaim.read(text)
    assert (claim.message, claim.ticket) == (None, None)


def test_very_much_is_cut_to_what_a_button_takes() -> None:
    assert len(RaiseClaim.read(RaiseClaim(said="x" * 9_000).written()).said) == SAID_LIMIT


@pytest.mark.parametrize(
    ("markup", "impact"),
    [
        ("It hangs\n\nsince noon", "It hangs since noon"),
        (
            "<@U0ANA00001> see <https://x.example|the page> &amp; <https://y.example>",
            "see the page & https://y.example",
        ),
        ("<!channel> 5 &lt; 6 in <#C0ITHAPPEN|it-happens>", "5 < 6 in it-happens"),
        ("", ""),
    ],
)
def test_a_tickets_words_are_plain(markup: str, impact: str) -> None:
    assert impact_of(markup) == impact
