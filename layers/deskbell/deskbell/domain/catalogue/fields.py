"""The fields of a workflow's form, which `read_fields.py` makes and `answers.py` checks against."""

from dataclasses import dataclass, field
from enum import StrEnum

from deskbell.domain.catalogue.conditions import Condition
from deskbell.domain.catalogue.wording import Wording

YES, NO = "yes", "no"


class FieldKind(StrEnum):
    """What can be asked."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    DATE = "date"
    PERSON = "person"
    NUMBER = "number"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a menu: the value we store and the label people see."""

    value: str
    label: Wording


@dataclass(frozen=True, slots=True)
class Field:
    """`id` names the answer. A choice has `options` of its own or those of `choices`, a list of the
    desk. `least` and `most` bound a number; `most` is also a text's longest length. `when` holds,
    or the field is not asked.
    """

    id: str
    kind: FieldKind
    label: Wording
    hint: Wording = field(default_factory=dict)
    required: bool = True
    options: tuple[Option, ...] = ()
    choices: str | None = None
    least: int | None = None
    most: int | None = None
    from_today: bool = False
    """Of a date: the past is no answer."""
    when: tuple[Condition, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether whoever sends the form has answered it."""
        return self.required and not self.when
