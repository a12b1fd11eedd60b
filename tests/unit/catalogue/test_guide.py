"""The guide beside the workflows names everything that can be written in one, and docs/workflows.md
shows those that there are as they are."""

import re

import pytest

from deskbell.domain.catalogue.fields import FieldKind
from deskbell.domain.catalogue.preview import as_mermaid
from deskbell.domain.catalogue.read_steps import KINDS
from deskbell.domain.catalogue.step_parts import Ending, Result, WhoKind
from tests.unit.catalogue.definitions import SHIPPED, VOCABULARY
from tools.desk.workflows.catalogue_files import read_catalogue

GUIDE = (SHIPPED / "README.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", GUIDE))
DOCUMENT = (SHIPPED.parent / "docs" / "workflows.md").read_text(encoding="utf-8")
CATALOGUE = read_catalogue(SHIPPED, VOCABULARY)
BAD_ENDS = ("expired", "rejected", "unavailable", "refused", "failed")


def test_every_step_field_and_end_is_in_the_guide() -> None:
    assert {*KINDS, *FieldKind, *Ending} <= NAMED
    assert {f"if_{Result(end)}" for end in BAD_ENDS} <= NAMED
    assert {name.partition(" ")[0] for name in NAMED} >= set(WhoKind)


@pytest.mark.parametrize("name", CATALOGUE)
def test_each_workflow_is_told_with_what_begins_it_and_why(name: str) -> None:
    workflow = CATALOGUE[name]
    emoji = " ".join(f":{one}:" for one in workflow.start.emoji)
    row = f"| `{name}` | `{emoji}` | `{workflow.start.command}` | {workflow.why['en']} |"
    assert row in DOCUMENT.splitlines()


def test_the_drawing_in_the_document_is_the_one_that_the_tool_makes() -> None:
    assert f"```mermaid\n{as_mermaid(CATALOGUE['peripheral'], 'en')}\n```" in DOCUMENT
