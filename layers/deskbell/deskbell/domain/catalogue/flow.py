"""The ways between the steps of a workflow, and what is known on each.

`lint_flow.py` walks them before anything is published, `preview.py` draws them, and the running
request takes them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from deskbell.domain.catalogue.conditions import all_of
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.step_parts import Result, StepId
from deskbell.domain.catalogue.step_results import results
from deskbell.domain.catalogue.steps import Branch, Form, Reserve, Step, Ticket
from deskbell.domain.catalogue.wording import TICKET

Place = tuple[str, ...]
Known = frozenset[str]
KEPT = "what is kept"
"""Known where something is reserved; no field is called that."""


@dataclass(frozen=True, slots=True)
class Way:
    """From a step to another; None: beyond the last one. `when` says which of its results or cases
    leads there and is empty where there is only one; `place` is where the file says so."""

    to: StepId | None
    when: str
    place: Place
    gives: Known
    """The fields, steps and built-ins that are known once it is taken."""


def target(definition: Definition, step: Step, result: Result) -> StepId | None:
    """Where a result leads; None is the end of the request."""
    if result is results(step)[0]:
        return definition.after(step)
    if result in step.on:
        return step.on[result]
    # Nobody is left waiting for somebody who forgot the form; what else ends badly goes on as if
    # it had not, to a branch that asks for it (lint_flow.py sees to that).
    return None if isinstance(step, Form) else definition.after(step)


def ways(definition: Definition) -> Mapping[StepId, tuple[Way, ...]]:
    """From each step; none from the end."""
    return {
        step.id: tuple(_ways(definition, step, ("steps", f"[{index}]")))
        for index, step in enumerate(definition.steps)
    }


def _ways(definition: Definition, step: Step, place: Place) -> Iterator[Way]:
    onward = (*place, "then") if step.then is not None else place
    if isinstance(step, Branch):
        for index, case in enumerate(step.cases):
            yield Way(
                case.to, all_of(case.when), (*place, "cases", f"[{index}]", "to"), frozenset()
            )
        yield Way(definition.after(step), "otherwise", onward, frozenset())
        return
    ends = results(step)
    for result in ends:
        if isinstance(step, Form) and result is Result.EXPIRED and result not in step.on:
            continue
        yield Way(
            target(definition, step, result),
            str(result) if len(ends) > 1 else "",
            (*place, f"if_{result}") if result in step.on else onward,
            _given(step, result),
        )


def reached(found: Mapping[StepId, tuple[Way, ...]], first: StepId) -> frozenset[StepId]:
    """All steps that there is a way to from `first`, itself included."""
    seen, ahead = {first}, [first]
    while ahead:
        for way in found[ahead.pop()]:
            if way.to is not None and way.to not in seen:
                seen.add(way.to)
                ahead.append(way.to)
    return frozenset(seen)


def _given(step: Step, result: Result) -> Known:
    match step:
        case Form() if result is Result.SUBMITTED:
            return frozenset((step.id, *(field.id for field in step.fields)))
        case Ticket():
            return frozenset((step.id, TICKET))
        case Reserve() if result is Result.RESERVED:
            return frozenset((step.id, KEPT))
    return frozenset((step.id,))
