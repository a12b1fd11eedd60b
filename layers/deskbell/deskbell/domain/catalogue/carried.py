"""Answers that a request brings along from another form: what fits is not asked once more (A1-29).

Whoever moves a ticket to another request asks it when that begins; the form's message, its modal
and its submission leave out the same fields.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from deskbell.domain.catalogue.answers import Accepted, Lists, check, shown
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.steps import Form


def fitting(
    definition: Definition, answers: Mapping[str, str], lists: Lists, today: date
) -> Mapping[str, str]:
    """Those of fields that the workflow asks by the same name, and that would be right there."""
    found = dict[str, str]()
    for step in definition.steps:
        if not isinstance(step, Form):
            continue
        for field in step.fields:
            alone = replace(step, fields=(replace(field, when=()),))
            checked = check(alone, answers, {}, lists, today)
            if isinstance(checked, Accepted):
                found |= checked.answers
    return found


def left_to_ask(form: Form, known: Collection[str]) -> Form:
    return replace(form, fields=tuple(one for one in form.fields if one.id not in known))


def completed(
    form: Form, given: Mapping[str, str], facts: Mapping[str, str], carried: Mapping[str, str]
) -> Mapping[str, str]:
    """What was given and what came along, of the fields that are asked by all of that."""
    answers = {**carried, **given}
    asked = (field.id for field in shown(form, answers, facts))
    return {name: answers[name] for name in asked if name in answers}


def without(carried: Mapping[str, str], form: Form) -> Mapping[str, str]:
    """A form that comes again in a loop asks for all of it."""
    asked = {field.id for field in form.fields}
    return {name: answer for name, answer in carried.items() if name not in asked}
