"""None of the cases leaks, and the documents tell the figures as they are (A1-22, A1-23, A3-01)."""

import pytest

from deskbell.adapters.redaction.redactor import TextRedactor
from tests.redaction.measure import SETS, Case, cases, leaks, lost, people, rows
from tests.template.cloudformation import ROOT

TUNED = [case for name in SETS[:3] for case in cases(name)]
EVERY = [*TUNED, *cases("held_out")]


def test_there_are_two_hundred_cases_in_three_languages_and_half_were_written_to_deceive() -> None:
    assert len(TUNED) >= 200
    assert sum(case.adversarial for case in TUNED) * 2 >= len(TUNED)
    assert all(len(cases(name)) >= 60 for name in SETS)
    assert len({case.id for case in EVERY}) == len(EVERY)


def test_what_a_case_names_is_in_its_text() -> None:
    assert [
        (case.id, part)
        for case in EVERY
        for part in (*case.gone, *case.kept)
        if part not in case.text
    ] == []


@pytest.mark.parametrize("case", TUNED, ids=lambda case: case.id)
def test_nothing_personal_is_shown_and_the_rest_can_be_read(case: Case) -> None:
    assert leaks(case) == []
    assert lost(case) == []


@pytest.mark.parametrize(
    ("text", "gone"),
    [("open sesame", "sesame"), ("open Ｓｅ-ｓame", "sesame"), ("1234", "99-12-34-99")],
)
def test_a_leak_would_be_noticed_in_disguise_and_in_part(text: str, gone: str) -> None:
    assert leaks(Case("x", text, (gone,), (), False, "de-DE")) == [gone]


def test_the_documents_have_the_figures() -> None:
    document = (ROOT / "docs/redaction.md").read_text(encoding="utf-8")
    table = [line for line in document.splitlines() if line.startswith("|") and "held" in line]
    assert [row for row in rows() if row not in document] == [], "make redaction prints the table"
    assert len(table) == 1


def test_what_is_found_is_counted_by_kind() -> None:
    said = "Ben Carter: 010-1234-5678, ben@example.com and 010-1234-5679"
    redacted = TextRedactor().redact(said, people(), "ko-KR")
    assert redacted.text == "[name]: [phone], [mail] and [phone]"
    assert redacted.found == {"name": 1, "phone": 2, "mail": 1}
