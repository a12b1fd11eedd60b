"""A hundred workflows that nobody has seen before: each is read, stored, drawn and run to its end;
what an author does wrong in one is told at its line."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskbell.adapters.wire import decode, encode
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.dry_run import dry_run
from deskbell.domain.catalogue.preview import as_mermaid
from deskbell.domain.catalogue.read_definition import read_definition
from deskbell.domain.catalogue.script import Script
from deskbell.domain.catalogue.step_parts import Ending
from deskbell.domain.catalogue.step_results import results
from tests.unit.catalogue.definitions import LISTS, NOW, VOCABULARY, as_yaml
from tests.unit.catalogue.generated import SLIPS, Slip, answers_of, documents
from tools.desk.workflows.catalogue_files import CatalogueError, read_workflow

IN_A_FILE = settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@settings(max_examples=100, deadline=None)
@given(documents(), st.data())
def test_a_workflow_is_read_stored_and_drawn_and_comes_to_an_end(
    document: dict[str, Any], data: st.DataObject
) -> None:
    definition = read_definition(document, VOCABULARY)
    assert decode(encode(definition), Definition) == definition
    assert as_mermaid(definition, "ko").count("\n") >= len(definition.steps)

    walked = dry_run(definition, Script(answers_of(document)), LISTS, NOW)
    assert walked.ending is Ending.DONE
    assert [stop.at for stop in walked.stops] == sorted(stop.at for stop in walked.stops)

    # And when people say no, or nothing, the first time they are asked.
    told = {
        str(step.id): (str(data.draw(st.sampled_from(results(step)))), str(results(step)[0]))
        for step in definition.steps
        if len(results(step)) > 1
    }
    walked = dry_run(definition, Script(answers_of(document), told), LISTS, NOW)
    assert walked.request.ending is walked.ending
    assert not walked.request.reminders


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.words)
@IN_A_FILE
@given(document=documents())
def test_what_an_author_does_wrong_is_told_at_its_line(
    tmp_path: Path, slip: Slip, document: dict[str, Any]
) -> None:
    wrong = copy.deepcopy(document)
    slip.do(wrong)
    text = as_yaml(wrong)
    path = tmp_path / "sample.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_workflow(path, VOCABULARY)
    line = 1 + text.count("\n", 0, text.index(slip.token)) + slip.below
    told = str(caught.value).splitlines()
    assert any(one.startswith(f"{path}:{line}: ") and slip.words in one for one in told), told
