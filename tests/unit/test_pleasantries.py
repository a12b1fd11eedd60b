"""What asks for nothing, in each language, and what only begins so (C-11)."""

import pytest

from deskbell.domain.folding import mentions, words_of
from deskbell.domain.pleasantries import is_pleasantry


@pytest.mark.parametrize(
    "text",
    [
        *("hi", "Hi all!", "Good morning team :wave:", "THANKS", "thank you so much 🙏"),
        *("<@U0BEN00001> thanks", "that's great, thanks", "It works now, thanks!", "ok"),
        *("👍", ":tada: :tada:", "", "…", "<@U0BEN00001>", "lol", "haha"),
        *(
            "안녕하세요 여러분!",
            "감사합니다ㅎㅎ",
            "ㅋㅋㅋ",
            "넵",
            "정말 감사합니다",
            "좋은 아침입니다",
        ),
        *("Cześć wszystkim", "czesc", "Dziękuję bardzo!", "dzieki za pomoc", "już działa", "ok"),
        "hej, dzień dobry, good morning, 안녕하세요",
    ],
)
def test_kind_words_and_emoji_alone_ask_for_nothing(text: str) -> None:
    assert is_pleasantry(text)


@pytest.mark.parametrize(
    "text",
    [
        *("hi, my VPN is down", "thanks but it still fails", "hello?", "not ok", "team", "1"),
        *("good morning, printer jammed", "it works", "help", "thanks, one more thing"),
        *("안녕하세요 노트북이 안 켜져요", "감사합니다 그런데 아직 안 돼요"),
        *("dzięki, ale nie działa", "cześć, proszę o dostęp", "<https://a.example|docs> 404"),
        "thanks " * 30,
    ],
)
def test_one_word_more_is_a_request(text: str) -> None:
    assert not is_pleasantry(text)


def test_a_very_long_message_of_kind_words_is_judged_at_once() -> None:
    assert not is_pleasantry("dzięki wielkie " * 20_000 + "ale")


@pytest.mark.parametrize(
    ("text", "keyword", "found"),
    [
        ("My VPN이 is down", "vpn", True),
        ("비밀번호를 잊었어요", "비밀번호", True),
        ("Nie mam hasła", "HASLA", True),
        ("Nie mam hasła", "hasł*", True),
        ("Nie mam hasła", "hasł", False),
        ("the vpns", "vpn", False),
        ("single sign-on fails", "sign on", True),
        ("sign it, then go on", "sign on", False),
        ("<https://vpn.example|here> :vpn:", "vpn", False),
        ("", "vpn", False),
        ("vpn", "…", False),
    ],
)
def test_a_keyword_is_found_whatever_its_case_accents_and_endings(
    text: str, keyword: str, found: bool
) -> None:
    assert mentions(words_of(text), keyword) is found
