"""What is wrong with a workflow that each of its lines alone does not show (D-7).

Asked by `read_definition.py` when every line could be read.
"""

from collections.abc import Iterator

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.flow import Place, ways
from deskbell.domain.catalogue.lint_flow import lint_flow
from deskbell.domain.catalogue.lint_uses import lint_uses
from deskbell.domain.catalogue.steps import Form
from deskbell.domain.catalogue.wording import BUILT_IN
from deskbell.domain.settings.faults import Fault, one_of


def lint(definition: Definition) -> list[Fault]:
    """In the order of what has to be mended first: the flow is looked at when it has no gaps."""
    faults = [*_names_twice(definition), *_unknown_steps(definition)]
    return faults or [*lint_flow(definition), *lint_uses(definition)]


def _names_twice(definition: Definition) -> Iterator[Fault]:
    """Steps and fields share one set of names, as conditions may ask for either."""
    known = set(BUILT_IN)
    for name, place in _names(definition):
        if name in known:
            yield Fault(place, f'"{name}" has a meaning already; choose another name')
        known.add(name)


def _names(definition: Definition) -> Iterator[tuple[str, Place]]:
    for index, step in enumerate(definition.steps):
        place = ("steps", f"[{index}]")
        yield step.id, (*place, "id")
        if isinstance(step, Form):
            for number, field in enumerate(step.fields):
                yield field.id, (*place, "fields", f"[{number}]", "id")


def _unknown_steps(definition: Definition) -> Iterator[Fault]:
    known = definition.by_id
    for found in ways(definition).values():
        for way in {way.place: way for way in found}.values():
            if way.to is not None and way.to not in known:
                wrong = f'"{way.to}" is no step of this workflow; {one_of(known, way.to)}'
                yield Fault(way.place, wrong)
