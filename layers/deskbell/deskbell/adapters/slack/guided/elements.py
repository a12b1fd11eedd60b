"""Each kind of field of a workflow's form as Slack's element, and what somebody put into it.

One input block a field: its id is the field's, its one element's action is `value`. The texts are
the workflow's own; what is given already stays when other fields come and go.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.dialogs.fields import ELEMENT, OPTIONS_LIMIT, Block, plain
from deskbell.adapters.slack.fields import Payload
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.domain.catalogue.answers import TEXT_MOST, Lists, is_person
from deskbell.domain.catalogue.fields import NO, YES, Field, FieldKind
from deskbell.domain.catalogue.wording import said
from deskbell.domain.graphemes import cut

OPTION_LIMIT = 75
_HELD_BY = {FieldKind.DATE: "selected_date", FieldKind.PERSON: "selected_user"}


def input_block(
    field: Field, lists: Lists, language: str, given: str, *, changes_others: bool
) -> Block | None:
    """None where there is nothing to choose from; `changes_others`: Slack tells at once what is
    chosen, as other fields depend on it."""
    element = _element(field, lists, language, given)
    if element is None:
        return None
    block: Block = {
        "type": "input",
        "block_id": field.id,
        "label": plain(said(field.label, language)),
        "element": {**element, "action_id": ELEMENT},
        "optional": not field.required,
    }
    if field.hint:
        block["hint"] = plain(said(field.hint, language))
    return block | {"dispatch_action": True} if changes_others else block


def answer_in(field: Field, state: Payload) -> str:
    """Anything that is not the value its element gives is an empty answer (bad_inputs.md 66)."""
    block = state.get(field.id)
    element = block.get(ELEMENT) if isinstance(block, Mapping) else None
    if not isinstance(element, Mapping):
        return ""
    value = element.get(_HELD_BY.get(field.kind, "value"))
    if field.kind in (FieldKind.CHOICE, FieldKind.YES_NO):
        option = element.get("selected_option")
        value = option.get("value") if isinstance(option, Mapping) else None
    return clean_text(value).strip() if isinstance(value, str) else ""


def _element(field: Field, lists: Lists, language: str, given: str) -> Block | None:
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            return _text(field, given)
        case FieldKind.NUMBER:
            return _number(field, given)
        case FieldKind.DATE:
            initial = {"initial_date": given} if _is_day(given) else {}
            return {"type": "datepicker", **initial}
        case FieldKind.PERSON:
            initial = {"initial_user": given} if is_person(given) else {}
            return {"type": "users_select", **initial}
        case FieldKind.YES_NO:
            offered = [(one, translate(f"modal.form.{one}", language)) for one in (YES, NO)]
            return _options("radio_buttons", offered, given)
        case FieldKind.CHOICE:
            return _options("static_select", _offered(field, lists, language), given)


def _text(field: Field, given: str) -> Block:
    most = min(field.most or TEXT_MOST, TEXT_MOST)
    long = field.kind is FieldKind.LONG_TEXT
    element: Block = {"type": "plain_text_input", "multiline": long, "max_length": most}
    return element | ({"initial_value": given[:most]} if given else {})


def _number(field: Field, given: str) -> Block:
    element: Block = {"type": "number_input", "is_decimal_allowed": False}
    element["min_value"] = str(field.least or 0)
    if field.most is not None:
        element["max_value"] = str(field.most)
    return element | ({"initial_value": given} if given.isascii() and given.isdigit() else {})


def _offered(field: Field, lists: Lists, language: str) -> Sequence[tuple[str, str]]:
    if field.choices is not None:
        return list(lists.get(field.choices, {}).items())
    return [(option.value, said(option.label, language)) for option in field.options]


def _options(kind: str, offered: Sequence[tuple[str, str]], given: str) -> Block | None:
    options = [
        {"text": plain(cut(label, OPTION_LIMIT)), "value": value}
        for value, label in offered[:OPTIONS_LIMIT]
    ]
    if not options:
        return None
    element: Block = {"type": kind, "options": options}
    chosen = [option for option in options if option["value"] == given]
    return element | ({"initial_option": chosen[0]} if chosen else {})


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
