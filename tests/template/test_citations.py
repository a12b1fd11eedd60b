"""Comments cite rules by number; each citation leads to a heading or a row of a document.

What a citation looks like, and why there are any, is decision 14.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.template.cloudformation import FUNCTIONS, ROOT

CITED = re.compile(
    r"\b(?P<document>architecture|reliability|slack|performance|bad_inputs)\.md,? ?"
    r"(?P<idea>ideas? )?(?P<numbers>\d+(?:\.\d+)?(?:(?:, | and |-)\d+(?:\.\d+)?)*)?"
    r"|\bbad inputs? (?P<inputs>\d+(?:(?:, | and |-)\d+)*)"
    r"|\b(?P<requirement>[A-D]\d-\d\d|D-\d+|on-call case \d+)\b"
    r"|\((?P<invariant>I\d+)\)"
)


def citations() -> dict[tuple[str, str], str]:
    """(document, number) and one file that cites it; the number is empty for all of it."""
    places = (FUNCTIONS, ROOT / "layers", ROOT / "tools", ROOT / "tests")
    sources = [file for place in places for file in sorted(place.rglob("*.py"))]
    sources += [*FUNCTIONS.rglob("*.asl.yaml"), ROOT / "template.yaml"]
    found: dict[tuple[str, str], str] = {}
    for file in sources:
        if file == Path(__file__):
            continue
        text = re.sub(r"\s*\n\s*(# )?", " ", file.read_text(encoding="utf-8"))
        for match in CITED.finditer(text):
            for key in _cited(match.groupdict()):
                found.setdefault(key, str(file.relative_to(ROOT)))
    return found


def _cited(part: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    if requirement := part["requirement"]:
        yield "requirements", requirement
    elif invariant := part["invariant"]:
        yield "reliability", invariant
    else:
        document = part["document"] or "bad_inputs"
        numbers = part["numbers"] or part["inputs"] or ""
        for number in re.findall(r"\d+(?:\.\d+)?", numbers) or [""]:
            yield document, number


def test_the_code_cites_rules() -> None:
    documents = {document for document, _ in citations()}
    assert documents >= {"architecture", "reliability", "slack", "bad_inputs", "requirements"}


@pytest.mark.parametrize(("document", "number"), sorted(citations()))
def test_every_citation_has_its_heading_or_row(document: str, number: str) -> None:
    text = (ROOT / "docs" / f"{document}.md").read_text(encoding="utf-8")
    place = rf"^(#+ {re.escape(number)}\.? |\| {re.escape(number)} \|)"
    told = not number or re.search(place, text, re.MULTILINE)
    assert told, f"{citations()[document, number]} cites {document}.md {number}"
