"""Whatever somebody writes, it is redacted: once, in bounded time and length, and silently."""

import importlib
import logging
import pkgutil
import re
from re import _constants, _parser  # type: ignore[attr-defined]  # their only reader

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.adapters import redaction
from deskbell.adapters.redaction import redactor
from deskbell.adapters.redaction.numbers import Numbers
from deskbell.adapters.redaction.reading import Reading, read
from deskbell.adapters.redaction.redactor import PASSES, TextRedactor
from deskbell.domain.redaction import MARK, Kind, mark
from tests.functional.test_ingress_start import modules_after
from tests.redaction.measure import SETS, cases, people

LENGTH = 6_000
MOST_FOR_ONE_SIGN = len(mark(Kind.NAME))
"""A family name of one syllable is the shortest that is found."""
PIECES = sorted({piece for name in SETS for case in cases(name) for piece in case.text.split()})
ANY_SIGN = st.text(st.characters(exclude_categories=()), max_size=12)
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), ANY_SIGN, st.sampled_from(["[phone]", "[name", "<", ">"])),
    max_size=25,
).flatmap(lambda parts: st.sampled_from(["", " ", ", ", "-", "\n"]).map(lambda by: by.join(parts)))
HOSTILE = [
    *("0", "1 ", "5 1 2 ", "12-", "9 8 7 6 5 4 3 2 1, x ", "one ", "sto ", "double "),
    *("일", "+1 ", "a@", "@", "a at ", "a dot ", " dot ", "a.", "<", "<@", "https://"),
    *("&#", "?token=", "[phone", "12 a b c d ", "12 oak elm ", "ul. a ", "00-238 a "),
    *("가", "가로", "가1로", "서울특별시 ", "아파트", "Will ", "K o ", "민준", "김 "),
    *("ㄱ", "A.B.", "k0", "x'y'", "e\u0301", "\u200b", "\ud800", "\n", "GB82 WEST "),
    *(
        "I am A ",
        "Regards, A-",
        "Jestem ",
        "My name is: ",
        "- A",
        "저는 ",
        "저는 김 가",
        "김 가나 드림 ",
    ),
    *("passport 1", "konto 1 2 ", "900101-", "1,000,", "12:34 ", "Jan 1 ", "[phone]"),
]


def redacted(text: str, locale: str | None = "en-US") -> str:
    return TextRedactor().redact(text, people(), locale).text


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["en-US", "ko-KR", "pl-PL", "xx", None]))
def test_what_is_redacted_already_stays_as_it_is(text: str, locale: str | None) -> None:
    once = redacted(text, locale)
    assert redacted(once, locale) == once
    assert len(once) <= MOST_FOR_ONE_SIGN * len(text)


@settings(max_examples=150, deadline=None)
@given(ANY_SIGN, st.sampled_from(["Anna Kowalska", "010-1234-5678", "x@example.com"]))
def test_marks_of_ours_and_signs_around_hide_nothing(noise: str, personal: str) -> None:
    assert personal not in redacted(f"[phone] {noise}\n{personal}\n{noise}", "ko-KR")


@settings(max_examples=100, deadline=None)
@given(st.lists(ANY_SIGN, max_size=5))
def test_any_names_may_stand_in_the_directory(names: list[str]) -> None:
    TextRedactor().redact("Somebody helped me, 민준님도요.", names, None)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_text_that_repeats_itself_is_redacted(piece: str) -> None:
    """Rules that tried all ways through it would not come to an end before the test's time does."""
    text = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    assert len(redacted(text)) <= MOST_FOR_ONE_SIGN * LENGTH


@pytest.mark.parametrize("piece", ["5 1 2 ", "12-34 ", "9 8 7 6 5, x ", "call 212-55 ", "일이 "])
def test_twice_the_text_asks_the_numbering_plans_twice_as_often(piece: str) -> None:
    def asked(times: int) -> int:
        numbers = Numbers(read(f"{piece}x. " * times), "KR")
        list(numbers.spans())
        return numbers.asked

    assert asked(400) <= 2 * asked(200) + 10
    assert asked(200) <= 40 * 200


def test_no_rule_repeats_more_than_one_sign_without_end() -> None:
    """A repeated group may be matched in more ways than a text has signs."""
    rules = [
        (module.name, name, value.pattern)
        for module in pkgutil.iter_modules(redaction.__path__, f"{redaction.__name__}.")
        for name, value in vars(importlib.import_module(module.name)).items()
        if isinstance(value, re.Pattern)
    ]
    assert len(rules) > 40
    assert [rule for rule in rules if _repeats_groups(_parser.parse(rule[2]))] == []


def _repeats_groups(parsed: _parser.SubPattern) -> bool:
    for operation, argument in parsed:
        if operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            _, most, inside = argument
            if most is _constants.MAXREPEAT and (len(inside) > 1 or _groups(inside)):
                return True
        if any(_repeats_groups(inside) for inside in _inside(argument)):
            return True
    return False


def _groups(parsed: _parser.SubPattern) -> bool:
    return any(operation in (_constants.SUBPATTERN, _constants.BRANCH) for operation, _ in parsed)


def _inside(argument: object) -> list[_parser.SubPattern]:
    if isinstance(argument, _parser.SubPattern):
        return [argument]
    if isinstance(argument, tuple | list):
        return [found for part in argument for found in _inside(part)]
    return []


def test_it_is_read_again_only_as_often_as_something_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads: list[str] = []

    def counted(text: str) -> Reading:
        reads.append(text)
        return read(text)

    monkeypatch.setattr(redactor, "read", counted)
    redacted("nothing personal")
    assert len(reads) == 1
    for name in SETS:
        for case in cases(name):
            reads.clear()
            redacted(case.text, case.locale)
            assert len(reads) < PASSES


def test_nothing_is_said_of_the_original(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        kept = TextRedactor().redact("Anna Kowalska, 600 700 800", people(), "pl-PL")
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")
    assert "Kowalska" not in repr(kept)


def test_each_mark_is_one_of_ours() -> None:
    assert [found[1] for found in MARK.finditer("".join(mark(kind) for kind in Kind))] == [*Kind]


@pytest.mark.parametrize(
    "module",
    [
        *("slack_ingress.receive_request", "intake.process_input", "relay.send_outbox"),
        *("deskbell.runtime.redaction", "deskbell.adapters.slack.rendering.renderer"),
    ],
)
def test_whoever_redacts_nothing_does_not_import_the_numbering_plans(module: str) -> None:
    loaded = modules_after(f"import {module}")
    assert "phonenumbers" not in loaded
    assert "deskbell.adapters.redaction" not in loaded


def test_the_relay_imports_them_for_the_first_text_that_it_shows() -> None:
    first = (
        "from deskbell.runtime.redaction import LateRedaction as Late; Late().redact('', (), None)"
    )
    assert "phonenumbers" in modules_after(first)
