"""What Slack's client itself says, in the person's language; forms and clicks ask for it."""

from collections.abc import Mapping
from typing import Final, Literal

Word = Literal[
    "required",
    "email",
    "url",
    "number",
    "whole_number",
    "too_small",
    "too_big",
    "too_long",
    "too_short",
    "too_many",
    "too_many_files",
    "filetype",
    "trouble",
    "click_failed",
    "shortcut_failed",
]

_ENGLISH: Final[Mapping[Word, str]] = {
    "required": "Please complete this required field.",
    "email": "Please enter a valid email address.",
    "url": "Please enter a valid URL.",
    "number": "Please enter a number.",
    "whole_number": "Please enter a whole number.",
    "too_small": "Please enter a number no less than {limit}.",
    "too_big": "Please enter a number no greater than {limit}.",
    "too_long": "Please shorten this to {limit} characters.",
    "too_short": "Please use at least {limit} characters.",
    "too_many": "Please choose no more than {limit}.",
    "too_many_files": "Please add no more than {limit} files.",
    "filetype": "Please add only files of these types: {limit}.",
    "trouble": "We had some trouble connecting. Try again?",
    "click_failed": "This did not work. Try again.",
    "shortcut_failed": "That shortcut did not work. Try again.",
}
_WORDS: Final[Mapping[str, Mapping[Word, str]]] = {
    "ko": {
        "required": "필수 항목이에요. 입력해 주세요.",
        "email": "올바른 이메일 주소를 입력해 주세요.",
        "url": "올바른 URL을 입력해 주세요.",
        "number": "숫자를 입력해 주세요.",
        "whole_number": "정수를 입력해 주세요.",
        "too_small": "{limit} 이상의 숫자를 입력해 주세요.",
        "too_big": "{limit} 이하의 숫자를 입력해 주세요.",
        "too_long": "{limit}자 이내로 줄여 주세요.",
        "too_short": "{limit}자 이상 입력해 주세요.",
        "too_many": "최대 {limit}개까지 선택할 수 있어요.",
        "too_many_files": "파일은 최대 {limit}개까지 추가할 수 있어요.",
        "filetype": "다음 형식의 파일만 추가할 수 있어요: {limit}",
        "trouble": "연결하는 데 문제가 있었어요. 다시 시도할까요?",
        "click_failed": "작동하지 않았어요. 다시 시도해 주세요.",
        "shortcut_failed": "바로 가기가 작동하지 않았어요. 다시 시도해 주세요.",
    },
    "pl": {
        "required": "To pole jest wymagane.",
        "email": "Wpisz poprawny adres e-mail.",
        "url": "Wpisz poprawny adres URL.",
        "number": "Wpisz liczbę.",
        "whole_number": "Wpisz liczbę całkowitą.",
        "too_small": "Wpisz liczbę nie mniejszą niż {limit}.",
        "too_big": "Wpisz liczbę nie większą niż {limit}.",
        "too_long": "Skróć tekst: limit znaków to {limit}.",
        "too_short": "Dopisz coś: minimalna liczba znaków to {limit}.",
        "too_many": "Wybierz najwyżej tyle pozycji: {limit}.",
        "too_many_files": "Dodaj najwyżej tyle plików: {limit}.",
        "filetype": "Dodaj tylko pliki tych typów: {limit}.",
        "trouble": "Wystąpił problem z połączeniem. Spróbować ponownie?",
        "click_failed": "To nie zadziałało. Spróbuj ponownie.",
        "shortcut_failed": "Ten skrót nie zadziałał. Spróbuj ponownie.",
    },
}


def say(word: Word, locale: str | None, limit: int | str = 0) -> str:
    """In the language of an IETF tag such as ko-KR; English where the client has no other."""
    language = (locale or "").partition("-")[0]
    return _WORDS.get(language, _ENGLISH)[word].format(limit=limit)
