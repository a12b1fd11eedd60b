"""Names are found however the directory writes them, and words beside them are left."""

import pytest

from deskbell.adapters.redaction.redactor import TextRedactor


@pytest.mark.parametrize(
    ("name", "said", "shown"),
    [
        ("Kim Minjun", "김민준님이 도와줬어요", "[name]님이 도와줬어요"),
        ("Minjun Kim", "민준이가 그랬고 김 민준 씨도", "[name]이가 그랬고 [name] 씨도"),
        ("Yoon Seojin", "윤서진 매니저, Seo-jin, ㅋㅋ", "[name] 매니저, [name], ㅋㅋ"),
        ("Kim Minjun", "민준비는 됐어요", "민준비는 됐어요"),
        ("김민준 (Minjun Kim)", "Minjun and 민준", "[name] and [name]"),
        ("Ben Carter (Support)", "Ask Ben in support", "Ask [name] in support"),
        ("Ben Carter | IT", "It is Ben's IT", "It is [name] IT"),
        ("ben.carter", "Ask Ben Carter", "Ask [name]"),
        ("Vincent van der Berg", "The van of Vincent Berg", "The van of [name]"),
        ("Anna Maria Nowak-Kowalska", "Nowakowa i Ania", "[name] i [name]"),
        ("Łucja Żółć", "Lucji Zolc dziękuję", "[name] dziękuję"),
        ("Jo Lee", "jo, Jo Lee was nice", "jo, [name] was nice"),
        ("???", "What???", "What???"),
        ("", "Nobody", "Nobody"),
        ("A", "A plan", "A plan"),
    ],
)
def test_somebody_is_found_by_the_name_of_the_directory(name: str, said: str, shown: str) -> None:
    assert TextRedactor().redact(said, [name], "en-US").text == shown


@pytest.mark.parametrize("locale", ["pl-PL", "pl_PL", "pl"])
def test_bare_numbers_are_read_as_in_the_country_of_the_locale(locale: str) -> None:
    assert TextRedactor().redact("600700800", (), locale).text == "[phone]"
    assert TextRedactor().redact("600700800", (), "en-US").text == "600700800"


@pytest.mark.parametrize("locale", ["fr-FR", "de", "zz-ZZ", "", None])
def test_a_country_of_another_language_is_known_or_not_and_nothing_breaks(
    locale: str | None,
) -> None:
    assert TextRedactor().redact("+33 1 99 00 12 34", (), locale).text == "[phone]"


def test_whoever_wrote_can_be_among_the_names() -> None:
    signed = "It never came. Regards, Hortensja Przykładna"
    assert TextRedactor().redact(signed, ["Hortensja Przykładna"], "pl-PL").text == (
        "It never came. Regards, [name]"
    )
