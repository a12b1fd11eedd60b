"""What somebody put into a workflow's form: which fields they see, what is wrong, what counts.

The ingress asks it while the dialog is open, the use case once more with the request's own version.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from deskbell.domain.catalogue.conditions import hold
from deskbell.domain.catalogue.fields import NO, YES, Field, FieldKind
from deskbell.domain.catalogue.steps import Form

TEXT_MOST = 3_000
_PERSON = re.compile(r"[UW][A-Z0-9]{2,20}")
Lists = Mapping[str, Mapping[str, str]]
"""The desk's choices, as value and label."""


class Wrong(StrEnum):
    """Said beside the field."""

    MISSING = "missing"
    NOT_OFFERED = "not_offered"
    NOT_A_DATE = "not_a_date"
    PAST = "past"
    NOT_A_NUMBER = "not_a_number"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    TOO_LONG = "too_long"
    NOT_A_PERSON = "not_a_person"


@dataclass(frozen=True, slots=True)
class Accepted:
    """Nothing is wrong: what counts, of the fields that are asked."""

    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """What is wrong, by field."""

    faults: Mapping[str, Wrong]


def shown(form: Form, given: Mapping[str, str], known: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields that are asked, by what is known and what they have `given` so far."""
    found, facts = [], dict(known)
    for field in form.fields:
        facts.pop(field.id, None)
        if hold(field.when, facts):
            found.append(field)
            facts[field.id] = given.get(field.id, "").strip()
    return tuple(found)


def check(
    form: Form, given: Mapping[str, str], known: Mapping[str, str], lists: Lists, today: date
) -> Accepted | Refused:
    """`known` are the request's facts so far, `today` is the requester's."""
    answers, faults = dict[str, str](), dict[str, Wrong]()
    for field in shown(form, given, known):
        answer = given.get(field.id, "").strip()
        if not answer:
            if field.required:
                faults[field.id] = Wrong.MISSING
            continue
        if wrong := _wrong(field, answer, lists, today):
            faults[field.id] = wrong
        else:
            answers[field.id] = _one_way(field, answer)
    return Refused(faults) if faults else Accepted(answers)


def _one_way(field: Field, answer: str) -> str:
    """Of several ways to write the same number or day, always one."""
    match field.kind:
        case FieldKind.NUMBER:
            return str(int(answer))
        case FieldKind.DATE:
            return date.fromisoformat(answer).isoformat()
    return answer


def _wrong(field: Field, answer: str, lists: Lists, today: date) -> Wrong | None:
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            return Wrong.TOO_LONG if len(answer) > (field.most or TEXT_MOST) else None
        case FieldKind.CHOICE:
            return None if answer in offered(field, lists) else Wrong.NOT_OFFERED
        case FieldKind.YES_NO:
            return None if answer in (YES, NO) else Wrong.NOT_OFFERED
        case FieldKind.PERSON:
            return None if is_person(answer) else Wrong.NOT_A_PERSON
        case FieldKind.DATE:
            return _wrong_date(field, answer, today)
        case FieldKind.NUMBER:
            return _wrong_number(field, answer)


def is_person(text: str) -> bool:
    """Whether it looks like somebody's id in Slack."""
    return _PERSON.fullmatch(text) is not None


def offered(field: Field, lists: Lists) -> tuple[str, ...]:
    """The values of a choice."""
    if field.choices is not None:
        return tuple(lists.get(field.choices, ()))
    return tuple(option.value for option in field.options)


def _wrong_date(field: Field, answer: str, today: date) -> Wrong | None:
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return Wrong.NOT_A_DATE
    return Wrong.PAST if field.from_today and day < today else None


def _wrong_number(field: Field, answer: str) -> Wrong | None:
    try:
        number = int(answer)
    except ValueError:
        return Wrong.NOT_A_NUMBER
    if number < (field.least or 0):
        return Wrong.TOO_LOW
    if field.most is not None and number > field.most:
        return Wrong.TOO_HIGH
    return None
