"""Every way through a workflow: the answers its conditions tell apart, the ends of its steps."""

from collections.abc import Iterator
from itertools import product

from deskbell.domain.catalogue.conditions import Condition
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.dry_run import Walk, dry_run
from deskbell.domain.catalogue.fields import NO, YES, Field, FieldKind
from deskbell.domain.catalogue.script import Script
from deskbell.domain.catalogue.step_results import results
from deskbell.domain.catalogue.steps import Branch, Form
from tests.unit.catalogue.definitions import LISTS, NOW


def every_walk(definition: Definition, **fixed: str) -> Iterator[tuple[Script, Walk]]:
    """With the answers in `fixed` as they are."""
    asked = list(_conditions(definition))
    fields = {
        name: (fixed[name],) if name in fixed else _told_apart(field, asked)
        for name, field in definition.fields.items()
    }
    ends = {step.id: results(step) for step in definition.steps if len(results(step)) > 1}
    for answers in product(*fields.values()):
        for chosen in product(*ends.values()):
            script = Script(
                dict(zip(fields, answers, strict=True)),
                {step: (str(result),) for step, result in zip(ends, chosen, strict=True)},
            )
            yield script, dry_run(definition, script, LISTS, NOW)


def _conditions(definition: Definition) -> Iterator[Condition]:
    for step in definition.steps:
        if isinstance(step, Branch):
            for case in step.cases:
                yield from case.when
        if isinstance(step, Form):
            for field in step.fields:
                yield from field.when


def _told_apart(field: Field, conditions: list[Condition]) -> tuple[str, ...]:
    """One answer, or as many as some condition looks at."""
    looked_at = [condition for condition in conditions if condition.fact == field.id]
    match field.kind:
        case FieldKind.NUMBER:
            bounds = [condition.at_least for condition in looked_at if condition.at_least]
            edges = {max(bound - 1, 1) for bound in bounds} | set(bounds)
            return tuple(map(str, sorted(edges or {field.least or 1})))
        case FieldKind.YES_NO:
            return (YES, NO) if looked_at else (YES,)
        case FieldKind.CHOICE if field.choices:
            return tuple(LISTS[field.choices])[:1]
        case FieldKind.CHOICE:
            values = tuple(option.value for option in field.options)
            return values if looked_at else values[:1]
        case FieldKind.DATE:
            return ("2027-03-28",)
        case FieldKind.PERSON:
            return ("U0MANAGER1",)
    return (f"The {field.id}",)
