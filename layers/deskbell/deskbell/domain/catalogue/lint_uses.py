"""Names that are used without being known: unknown, asked too late, or not surely answered (D-7).

Asked by `lint.py` when every way leads to a step.
"""

from collections.abc import Iterator, Mapping

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.fields import NO, YES, Field, FieldKind
from deskbell.domain.catalogue.flow import KEPT, Known, ways
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.catalogue.step_results import results
from deskbell.domain.catalogue.steps import Form, Ticket
from deskbell.domain.catalogue.uses import As, Use, tested, uses
from deskbell.domain.catalogue.wording import BUILT_IN, MESSAGE, REQUESTER, TICKET
from deskbell.domain.settings.faults import Fault, one_of

_KINDS: Mapping[As, FieldKind] = {
    As.PERSON: FieldKind.PERSON,
    As.DAY: FieldKind.DATE,
    As.OFFICE: FieldKind.CHOICE,
}
_MISSING = {
    TICKET: "there is no ticket by now; open one with `do: ticket`",
    KEPT: (
        "nothing is kept for them by now; reserve it with `do: reserve`, or, where they come for "
        "something else, ask for the day in a form"
    ),
}
_ALWAYS = frozenset((REQUESTER, MESSAGE))


def lint_uses(definition: Definition) -> Iterator[Fault]:
    """Also the fields that nobody uses."""
    some, every = _known(definition, on_every_way=False), _known(definition, on_every_way=True)
    used = set[str]()
    for index, step in enumerate(definition.steps):
        if step.id not in every:
            continue
        place = ("steps", f"[{index}]")
        for use in uses(step, place):
            used.add(use.name)
            if wrong := _wrong(definition, use, some[step.id], every[step.id]):
                yield Fault(use.place, wrong)
        if isinstance(step, Ticket) and not step.fields:
            used |= some[step.id]
        if isinstance(step, Form):
            before = some[step.id]
            for number, field in enumerate(step.fields):
                where = (*place, "fields", f"[{number}]", "when")
                for use in tested(field.when, where):
                    used.add(use.name)
                    if wrong := _wrong(definition, use, before, before):
                        yield Fault(use.place, wrong)
                before |= {field.id}
    yield from _unused(definition, used)


def _known(definition: Definition, *, on_every_way: bool) -> Mapping[StepId, Known]:
    """By each step that can be reached, what every way to it has given, or some way has."""
    found = ways(definition)
    first = definition.steps[0].id
    known: dict[StepId, Known] = {first: frozenset()}
    ahead = [first]
    while ahead:
        step = ahead.pop()
        for way in found[step]:
            if way.to is None:
                continue
            now = known[step] | way.gives
            if way.to in known:
                before = known[way.to]
                now = now & before if on_every_way else now | before
                if now == before:
                    continue
            known[way.to] = now
            ahead.append(way.to)
    return known


def _wrong(definition: Definition, use: Use, some: Known, every: Known) -> str | None:
    """What is wrong with a use where `some` and `every` are known."""
    if use.kind is As.WORKED_ON:
        return None if use.name in every else _MISSING[use.name]
    names = _names(definition, use.kind)
    if use.name not in names:
        what = "no placeholder" if use.kind is As.SHOWN else "no field of this workflow"
        return f'"{use.name}" is {what}; {one_of(names, use.name)}'
    if use.kind is As.SHOWN and use.name in _ALWAYS:
        return None
    if use.name not in some:
        return f'"{use.name}" is used before it is asked; ask it in a step above'
    if use.kind is As.TESTED:
        return _never(definition, use)
    if use.kind is not As.HANDED_ON and use.name not in every:
        return f'"{use.name}" is not asked on every way to this step; ask it before the ways part'
    return _unfit(definition.fields.get(use.name), use.kind)


def _names(definition: Definition, kind: As) -> list[str]:
    """What can be named there at all."""
    names = list(definition.fields)
    match kind:
        case As.SHOWN:
            return [*names, *BUILT_IN]
        case As.TESTED:
            return [*names, *(step.id for step in definition.steps)]
    return names


def _unfit(field: Field | None, kind: As) -> str | None:
    """What a person, a day or an office needs of its field."""
    wanted = _KINDS.get(kind)
    if field is None or wanted is None:
        return None
    if field.kind is not wanted:
        return f'"{field.id}" is a {field.kind}, and a {wanted} belongs here'
    if not field.is_sure:
        return f'"{field.id}" may stay empty; make it required, without `when`'
    return None


def _never(definition: Definition, use: Use) -> str | None:
    """What a condition asks for that cannot be."""
    condition = use.condition
    field, step = definition.fields.get(use.name), definition.by_id.get(StepId(use.name))
    if condition is None or (field and field.choices):
        return None
    if condition.at_least is not None:
        return None if _is_number(field) else f'"{use.name}" is no number; write the value itself'
    values = _values(field) if field else [str(result) for result in results(step)] if step else []
    if not values:
        return None if _is_number(field) else f'"{use.name}" cannot be compared; ask it as a choice'
    for value in condition.among:
        if value not in values:
            return f'"{use.name}" is never "{value}"; {one_of(values, value)}'
    return None


def _is_number(field: Field | None) -> bool:
    return field is not None and field.kind is FieldKind.NUMBER


def _values(field: Field) -> list[str]:
    if field.kind is FieldKind.YES_NO:
        return [YES, NO]
    return [option.value for option in field.options]


def _unused(definition: Definition, used: set[str]) -> Iterator[Fault]:
    for index, step in enumerate(definition.steps):
        if isinstance(step, Form):
            for number, field in enumerate(step.fields):
                if field.id not in used:
                    place = ("steps", f"[{index}]", "fields", f"[{number}]")
                    yield Fault(
                        place,
                        f'"{field.id}" is asked and never used; show it, or do not ask for it',
                    )
