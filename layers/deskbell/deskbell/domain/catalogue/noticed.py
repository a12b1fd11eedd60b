"""What people notice of a workflow, as names and values; `diff.py` compares two versions by it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import timedelta

from deskbell.domain.approvals.counting import Policy
from deskbell.domain.catalogue.conditions import all_of
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.fields import Field
from deskbell.domain.catalogue.flow import Place, ways
from deskbell.domain.catalogue.step_parts import Item, Moment
from deskbell.domain.catalogue.step_results import word_of
from deskbell.domain.catalogue.steps import Checklist, Form, Step
from deskbell.domain.catalogue.texts_of import texts_of

_TOLD_OTHERWISE = frozenset(("id", "then", "on", "cases", "title", "text"))
"""As ways from step to step, or as texts in each language."""


def noticed(definition: Definition) -> Iterator[tuple[str, str]]:
    """A name is `what: part of it`, so that what is new or gone as a whole is told once."""
    start = definition.start
    yield "owner", definition.owner
    yield "privacy", definition.privacy
    yield "whose request", start.requester
    yield "channels", ", ".join(start.channels) or "everywhere"
    for name in start.emoji:
        yield f"emoji :{name}:", "begins it"
    for way, value in (("command", start.command), ("shortcut", start.shortcut)):
        if value:
            yield way, value
    for way, is_there in (("Home tab", start.home), ("called by others", start.called)):
        yield way, "yes" if is_there else "no"
    for name, wording in (("title", definition.title), ("why", definition.why)):
        for language, text in wording.items():
            yield f"{name}: {language}", text
    found = ways(definition)
    for step in definition.steps:
        name = f"step {step.id}"
        yield name, word_of(step)
        for onward in found[step.id]:
            yield f"{name}: {onward.when or 'then'}", onward.to or "the end"
        yield from _of_step(step, name)


def _of_step(step: Step, name: str) -> Iterator[tuple[str, str]]:
    for part in fields(step):
        if part.name not in _TOLD_OTHERWISE:
            yield from _of_part(getattr(step, part.name), part.name, name)
    for wording, place in texts_of(step):
        for language, text in wording.items():
            yield f"{name}: {_read_at(step, place)} in {language}", text


def _of_part(value: object, part: str, name: str) -> Iterator[tuple[str, str]]:
    match value:
        case Policy(least, in_turn):
            yield f"{name}: needed", "all" if least is None else str(least)
            yield f"{name}: in turn", "yes" if in_turn else "no"
        case Field():
            yield from _of_field(value, f"{name}: field {value.id}")
        case Item():
            due = f", due {_shown(value.due)}" if value.due else ""
            yield f"{name}: item {value.id}", f"{value.who}{due}"
        case (Field() | Item(), *_):
            for one in value:
                yield from _of_part(one, part, name)
        case _:
            yield f"{name}: {part}", _shown(value)


def _of_field(field: Field, name: str) -> Iterator[tuple[str, str]]:
    yield name, field.kind
    yield f"{name}: required", "yes" if field.required else "no"
    yield f"{name}: asked", f"if {all_of(field.when)}" if field.when else "always"
    yield f"{name}: choices", field.choices or ", ".join(one.value for one in field.options)
    yield f"{name}: least", _shown(field.least)
    yield f"{name}: most", _shown(field.most)
    yield f"{name}: from today", "yes" if field.from_today else "no"


def _read_at(step: Step, place: Place) -> str:
    """By the name of a field or an item, as its position changes when one is put above it."""
    match step, place:
        case Form(), (_, position, *rest):
            return f"field {step.fields[int(position.strip('[]'))].id}: {' '.join(rest)}"
        case Checklist(), (_, position, *rest):
            return f"item {step.items[int(position.strip('[]'))].id}: {' '.join(rest)}"
    return " ".join(place)


def _shown(value: object) -> str:
    match value:
        case tuple():
            return ", ".join(map(str, value))
        case Mapping():
            return ", ".join(f"{theirs} = {ours}" for theirs, ours in value.items())
        case timedelta():
            return _as_written(value)
        case Moment():
            return when(value)
        case None:
            return "none"
    return str(value)


def when(moment: Moment) -> str:
    """As `2d from then`, `1d before first_day` or, of the day itself, `first_day`."""
    if moment.date is None:
        return f"{_as_written(moment.offset)} from then"
    if not moment.offset:
        return moment.date
    side = "before" if moment.offset < timedelta() else "after"
    return f"{_as_written(abs(moment.offset))} {side} {moment.date}"


def _as_written(time: timedelta) -> str:
    """As `30m`, `2h` or `3d`."""
    minutes = round(time / timedelta(minutes=1))
    for unit, size in (("d", 24 * 60), ("h", 60)):
        if minutes % size == 0:
            return f"{minutes // size}{unit}"
    return f"{minutes}m"
