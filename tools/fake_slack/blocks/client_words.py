"""What Slack's client itself says in a form, in the person's language; `elements` asks for it."""

from collections.abc import Mapping
from typing import Final, Literal

Word = Literal["required", "email", "too_long", "too_short", "no_option"]

_ENGLISH: Final[Mapping[Word, str]] = {
    "required": "Please complete this required field.",
    "email": "Please enter a valid email address.",
    "too_long": "Please shorten this to {limit} characters.",
    "too_short": "Please use at least {limit} characters.",
    "no_option": "Please choose one of the options.",
}
_WORDS: Final[Mapping[str, Mapping[Word, str]]] = {
    "ko": {
        "required": "필수 항목이에요. 입력해 주세요.",
        "email": "올바른 이메일 주소를 입력해 주세요.",
        "too_long": "{limit}자 이내로 줄여 주세요.",
        "too_short": "{limit}자 이상 입력해 주세요.",
        "no_option": "옵션 중 하나를 선택해 주세요.",
    },
    "pl": {
        "required": "To pole jest wymagane.",
        "email": "Wpisz poprawny adres e-mail.",
        "too_long": "Skróć tekst: limit znaków to {limit}.",
        "too_short": "Dopisz coś: minimalna liczba znaków to {limit}.",
        "no_option": "Wybierz jedną z opcji.",
    },
}


def say(word: Word, locale: str | None, limit: int = 0) -> str:
    """In the language of an IETF tag such as ko-KR; English where the client has no other."""
    language = (locale or "").partition("-")[0]
    return _WORDS.get(language, _ENGLISH)[word].format(limit=limit)
