"""Flows that nobody gets to the end of: gaps, dead steps, loops, answers without a way (D-7).

Asked by `lint.py` when every way leads to a step.
"""

from collections.abc import Iterator, Mapping

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.flow import Way, reached, ways
from deskbell.domain.catalogue.step_parts import Result, StepId
from deskbell.domain.catalogue.step_results import results, takes_time
from deskbell.domain.catalogue.steps import Branch, Finish, Form, Step
from deskbell.domain.settings.faults import Fault


def lint_flow(definition: Definition) -> Iterator[Fault]:
    """Of each step, the first thing that is wrong with where it leads, and its forgotten ends."""
    found = ways(definition)
    live = reached(found, definition.steps[0].id)
    ends = {step.id for step in definition.steps if isinstance(step, Finish)}
    hasty = _hasty(definition, found)
    for index, step in enumerate(definition.steps):
        place = ("steps", f"[{index}]")
        if step.id not in live:
            yield Fault(place, "no way leads to this step; lead one here, or remove it")
        elif any(way.to is None for way in found[step.id]):
            wrong = "the flow stops here without an end; add `do: finish`, or `then: step`"
            yield Fault(place, wrong)
        elif not reached(found, step.id) & ends:
            yield Fault(place, "from here no way leads to an end; lead one out of this loop")
        elif step.id in hasty:
            wrong = "this loop goes round without waiting for a person or a time"
            yield Fault(place, f"{wrong}; put a form, an approval or a wait into it")
        for result in _forgotten(definition, step):
            wrong = f"nothing says what happens when this is {result}"
            yield Fault(place, f"{wrong}; add `if_{result}: step`, or a branch on {step.id}")


def _hasty(definition: Definition, found: Mapping[StepId, tuple[Way, ...]]) -> frozenset[StepId]:
    """The steps of loops in which nothing takes time."""
    quick = {step.id for step in definition.steps if not takes_time(step)}
    among = {
        step: tuple(way for way in found[step] if way.to in quick) if step in quick else ()
        for step in found
    }
    return frozenset(
        step
        for step in quick
        if any(way.to is not None and step in reached(among, way.to) for way in among[step])
    )


def _forgotten(definition: Definition, step: Step) -> Iterator[Result]:
    """The bad ends of a step that no way of its own and no branch looks at."""
    asked_for = {
        condition.fact
        for one in definition.steps
        if isinstance(one, Branch)
        for case in one.cases
        for condition in case.when
    }
    # A form that nobody fills in cancels the request by itself.
    if step.id in asked_for or isinstance(step, Form):
        return
    for result in results(step)[1:]:
        if result not in step.on:
            yield result
