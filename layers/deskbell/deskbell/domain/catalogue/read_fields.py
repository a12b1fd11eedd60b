"""The fields of a form from a definition, with a fault for all that is wrong.

`read_asking_steps.py` calls it.
"""

from deskbell.domain.catalogue.fields import Field, FieldKind, Option
from deskbell.domain.catalogue.reading import LABEL_LIMIT, OPTION_LIMIT, Reading, conditions
from deskbell.domain.settings import values
from deskbell.domain.settings.section import Section

MOST_FIELDS = 30
MOST_OPTIONS = 100


def read_fields(reading: Reading, part: Section) -> tuple[Field, ...]:
    """In the order in which they are asked."""
    parts = part.items("fields")
    if len(parts) > MOST_FIELDS:
        part.fault(f"too many; a form has at most {MOST_FIELDS} fields", "fields")
    return tuple(_field(reading, one) for one in parts)


def _field(reading: Reading, part: Section) -> Field:
    named = part.choose(part.text("type"), FieldKind, "nothing that can be asked", "type")
    kind = FieldKind(named) if named else FieldKind.TEXT
    options, choices = _offered(reading, part) if kind is FieldKind.CHOICE else ((), None)
    bounded = kind in (FieldKind.NUMBER, FieldKind.TEXT, FieldKind.LONG_TEXT)
    found = Field(
        id=values.name(part, "id"),
        kind=kind,
        label=reading.wording(part, "label", LABEL_LIMIT),
        hint=reading.wording(part, "hint", LABEL_LIMIT) if part.has("hint") else {},
        required=values.yes(part, "required") if part.has("required") else True,
        options=options,
        choices=choices,
        least=values.whole(part, "least") if _is_number(kind) and part.has("least") else None,
        most=values.whole(part, "most") if bounded and part.has("most") else None,
        from_today=kind is FieldKind.DATE
        and part.has("from_today")
        and values.yes(part, "from_today"),
        when=conditions(part, "when") if part.has("when") else (),
    )
    if found.least is not None and found.most is not None and found.least > found.most:
        part.fault("no number is at least this and at most that; exchange the two", "least")
    part.end()
    return found


def _is_number(kind: FieldKind) -> bool:
    return kind is FieldKind.NUMBER


def _offered(reading: Reading, part: Section) -> tuple[tuple[Option, ...], str | None]:
    """What a menu offers: its own options, or a list of the desk."""
    own, listed = part.has("options"), part.has("choices")
    if own == listed:
        part.fault("say what there is to choose from: either `options`, or `choices: locations`")
        return (), None
    if listed:
        lists = reading.vocabulary.lists
        name = reading.one(part, "choices", lists, "no list of the desk")
        if name and not lists[name]:
            part.fault(f"the list {name} is empty, so nobody could choose", "choices")
        return (), name
    if isinstance(part.values["options"], list):
        part.fault("a list has no labels; write `name: {en: label}` lines", "options")
        return (), None
    offered = part.section("options")
    if not offered.values and part.values["options"] == {}:
        part.fault("there is nothing to choose from; write `name: {en: label}` lines", "options")
    if len(offered.values) > MOST_OPTIONS:
        part.fault(f"too many; Slack's menus have at most {MOST_OPTIONS} options", "options")
    return tuple(
        Option(value, reading.wording(offered, value, OPTION_LIMIT))
        for value in values.names(offered)
    ), None
