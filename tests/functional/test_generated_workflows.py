"""A hundred workflows that nobody has seen before are begun with their emoji and come to their end,
with no change but that of the settings."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.domain.catalogue.read_definition import read_definition
from deskbell.domain.catalogue.script import Script
from deskbell.domain.catalogue.step_results import results
from deskbell.domain.catalogue.steps import Reserve, Step, Visit, Webhook
from tests.functional.guided import Guided
from tests.unit.catalogue.definitions import VOCABULARY
from tests.unit.catalogue.generated import answers_of, documents


@settings(max_examples=100, deadline=None)
@given(documents(), st.data())
def test_a_workflow_that_is_pushed_runs_from_its_emoji_to_its_end(
    document: dict[str, Any], data: st.DataObject
) -> None:
    definition = read_definition(document, VOCABULARY)
    told = {str(step.id): ends(step, data) for step in definition.steps if len(results(step)) > 1}
    desk = Guided(definition)
    desk.ask(definition.start.emoji[0])
    course = desk.go_through(definition, Script(answers_of(document), told))
    assert course.ending is not None
    assert course.generation >= len(course.done)
    assert not course.reminders
    assert desk.approvals == []
    request = desk.requests[0]
    assert [
        timer
        for timer in desk.timers.due(desk.now.replace(year=2100), 100)
        if timer[1].ref == request.ref
    ] == []


def ends(step: Step, data: st.DataObject) -> tuple[str, ...]:
    """Anything the first time that it is come to, and well from then on; what nothing carries out
    yet ends badly."""
    good, *bad = map(str, results(step))
    if isinstance(step, Reserve | Visit | Webhook):
        return (bad[0],)
    return (data.draw(st.sampled_from([good, *bad])), good)
