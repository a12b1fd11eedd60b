"""Every text exists in every language, and the code and the catalogues name the same ones."""

import re
import string
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from deskbell.adapters.languages import CATALOGUES, language_of, translate
from deskbell.domain.texts import LANGUAGES
from tests.unit.languages.code_texts import UsedText, used_patterns, used_texts

FORMS = {"en": 2, "ko": 1, "pl": 3}


@cache
def catalogue(language: str) -> Catalog:
    path = CATALOGUES / language / "LC_MESSAGES" / "deskbell.po"
    with path.open("rb") as source:
        return read_po(source, abort_invalid=True)


def messages(language: str) -> dict[str, Message]:
    return {
        message.id if isinstance(message.id, str) else message.id[0]: message
        for message in catalogue(language)
        if message.id
    }


def forms(message: Message) -> tuple[str, ...]:
    texts = message.string
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


def placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_the_languages_are_those_that_have_a_catalogue() -> None:
    assert sorted(path.name for path in CATALOGUES.iterdir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text(language: str) -> None:
    assert messages(language).keys() == messages("en").keys()
    empty = [key for key, message in messages(language).items() if not all(forms(message))]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_arguments_of_a_text_are_the_same_in_every_language(language: str) -> None:
    for key, message in messages(language).items():
        expected = placeholders(forms(messages("en")[key])[0])
        assert [placeholders(form) for form in forms(message)] == [expected] * len(forms(message))
        assert all(name.isidentifier() for name in expected), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_with_a_count_has_every_plural_form(language: str) -> None:
    for key, message in messages(language).items():
        has_count = "count" in placeholders(forms(messages("en")[key])[0])
        assert len(forms(message)) == (FORMS[language] if has_count else 1), key
        assert message.fuzzy is False


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_could_ping_or_is_left_in_markup_that_explain_would_print(language: str) -> None:
    for key, message in messages(language).items():
        for form in forms(message):
            assert "<" not in form, key
            if key.startswith(("reason.", "error.", "modal.", "button.", "status.")):
                assert not set(form) & set("*`\n"), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_bold_words_are_bold_in_slack(language: str) -> None:
    """Slack shows a star as a star where a letter touches it from outside, such as a particle."""
    for key, message in messages(language).items():
        for form in forms(message):
            around = re.sub(r"\{\w+\}", "x", form).split("*")[::2]
            assert not any(one[:1].isalnum() for one in around[1:]), key
            assert not any(one[-1:].isalnum() for one in around[:-1]), key


@pytest.mark.parametrize(
    ("count", "hours"),
    [
        (1, "minęła 1 godzina"),
        *((count, f"minęły {count} godziny") for count in (2, 3, 4, 22, 24, 102)),
        *((count, f"minęło {count} godzin") for count in (0, *range(5, 22), 25, 112)),
    ],
)
def test_polish_counts_as_polish_does(count: int, hours: str) -> None:
    assert translate("reason.closed", "pl", count=count) == f"Od rozwiązania {hours}."


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("en", 1, "It was solved 1 hour ago."),
        ("en", 2, "It was solved 2 hours ago."),
        ("en", 0, "It was solved 0 hours ago."),
        ("ko", 1, "해결된 지 1시간이 지났어요."),
        ("ko", 21, "해결된 지 21시간이 지났어요."),
    ],
)
def test_english_has_two_forms_and_korean_one(language: str, count: int, text: str) -> None:
    assert translate("reason.closed", language, count=count) == text


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        *(("pl-PL", "pl"), ("ko-KR", "ko"), ("en-GB", "en"), ("ko", "ko"), ("pl_PL", "pl")),
        *(("de-DE", "ko"), (None, "ko"), ("", "ko"), ("polish", "ko")),
    ],
)
def test_somebody_whose_language_we_do_not_speak_gets_the_desks(
    locale: str | None, language: str
) -> None:
    assert language_of(locale, "ko") == language


def test_an_unknown_key_is_shown_as_it_is_because_old_rows_may_name_it() -> None:
    assert translate("reason.of_old", "pl", by="Ana") == "reason.of_old"


def test_every_text_that_the_code_names_exists_with_its_arguments() -> None:
    known = messages("en")
    unknown = [text for text in used_texts() if text.key not in known]
    assert unknown == []
    wrong = [text for text in used_texts() if not _args_fit(text, known[text.key])]
    assert wrong == []


def test_every_text_of_the_catalogues_is_used() -> None:
    literal = {text.key for text in used_texts()}
    patterns = used_patterns()
    unused = [
        key
        for key in messages("en")
        if key not in literal and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert unused == []


def _args_fit(text: UsedText, message: Message) -> bool:
    """A text may ignore an argument; it must not miss one."""
    return text.args is None or placeholders(forms(message)[0]) <= text.args
