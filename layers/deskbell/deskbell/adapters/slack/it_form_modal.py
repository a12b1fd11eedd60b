"""The IT support form as a Slack modal: built by the ingress, and read back from a submission.

A block's id is the field's name, its one element's action is `value`. `private_metadata` is
neither set nor read: whoever is shown a view could change it (bad_inputs.md 69).
"""

from collections.abc import Mapping

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.fields import Payload
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.domain.settings.desk import FormSettings
from deskbell.domain.texts import Text
from deskbell.domain.tickets.it_form import (
    FIELDS,
    FOR_OTHERS,
    HELP_LIMIT,
    OPTIONAL,
    REQUEST_LIMIT,
    Channel,
    Urgency,
)

_ELEMENT = "value"

Block = dict[str, object]

_WORDS = {  # label, hint, placeholder
    "requested_for": (
        Text("modal.it.field.requested_for"),
        Text("modal.it.hint.requested_for"),
        Text("modal.it.placeholder.requested_for"),
    ),
    "channel": (
        Text("modal.it.field.channel"),
        Text("modal.it.hint.channel"),
        Text("modal.it.placeholder.channel"),
    ),
    "request": (
        Text("modal.it.field.request"),
        Text("modal.it.hint.request"),
        Text("modal.it.placeholder.request"),
    ),
    "location": (
        Text("modal.it.field.location"),
        Text("modal.it.hint.location"),
        Text("modal.it.placeholder.location"),
    ),
    "manager": (
        Text("modal.it.field.manager"),
        Text("modal.it.hint.manager"),
        Text("modal.it.placeholder.manager"),
    ),
    "help": (
        Text("modal.it.field.help"),
        Text("modal.it.hint.help"),
        Text("modal.it.placeholder.help"),
    ),
    "urgency": (
        Text("modal.it.field.urgency"),
        Text("modal.it.hint.urgency"),
        Text("modal.it.placeholder.urgency"),
    ),
    "needed_by": (
        Text("modal.it.field.needed_by"),
        Text("modal.it.hint.needed_by"),
        Text("modal.it.placeholder.needed_by"),
    ),
}
_URGENCIES = {
    Urgency.LOW: Text("modal.it.option.urgency.low"),
    Urgency.NORMAL: Text("modal.it.option.urgency.normal"),
    Urgency.HIGH: Text("modal.it.option.urgency.high"),
    Urgency.OUTAGE: Text("modal.it.option.urgency.outage"),
}
CHANNELS = {
    Channel.WALK_IN: Text("modal.it.option.channel.walk_in"),
    Channel.PHONE: Text("modal.it.option.channel.phone"),
    Channel.EMAIL: Text("modal.it.option.channel.email"),
    Channel.CHAT: Text("modal.it.option.channel.chat"),
}


def it_form_modal(
    form: FormSettings,
    language: str,
    *,
    urgent: bool = False,
    for_others: bool = False,
    pages: bool = False,
) -> Block:
    """The view for `views.open`; `for_others`: whoever fills it in may file for somebody else.
    `pages`: somebody is called for an outage."""
    locations = [_option(choice.value, choice.label) for choice in form.locations]
    urgencies = {
        urgency: _option(urgency, translate(text.key, language))
        for urgency, text in _URGENCIES.items()
        if pages or urgency is not Urgency.OUTAGE
    }
    elements: dict[str, Block] = {
        "request": {"type": "plain_text_input", "max_length": REQUEST_LIMIT},
        "location": {"type": "static_select", "options": locations},
        "manager": {"type": "users_select"},
        "help": {"type": "plain_text_input", "multiline": True, "max_length": HELP_LIMIT},
        "urgency": {
            "type": "static_select",
            "options": list(urgencies.values()),
            "initial_option": urgencies[Urgency.HIGH if urgent else Urgency.NORMAL],
        },
        "needed_by": {"type": "datepicker"},
        "requested_for": {"type": "users_select"},
        "channel": {
            "type": "static_select",
            "options": [
                _option(channel, translate(text.key, language))
                for channel, text in CHANNELS.items()
            ],
        },
    }
    asked = (*FOR_OTHERS, *FIELDS) if for_others else FIELDS
    return {
        "type": "modal",
        "callback_id": form.shortcut,
        "title": _plain(translate("modal.it.title", language)),
        "submit": _plain(translate("modal.it.submit", language)),
        "close": _plain(translate("modal.it.close", language)),
        "blocks": [_input(name, elements[name], language) for name in asked],
    }


def read_answers(state: Payload) -> tuple[dict[str, str], tuple[str, ...], str | None]:
    """The answers by field, the view's input blocks, and one of these if it is not our form.

    Anything that is not the value its field's element gives counts as an empty answer, which
    the form's own check then refuses beside the field (bad_inputs.md 66).
    """
    answers = {name: _answer(name, state.get(name)) for name in (*FIELDS, *FOR_OTHERS)}
    blocks = tuple(state)
    strange = [block for block in blocks if block not in (*FIELDS, *FOR_OTHERS)]
    if strange or not set(FIELDS) <= set(blocks):
        return answers, blocks, (strange or [*blocks, FIELDS[0]])[0]
    return answers, blocks, None


def _answer(name: str, block: object) -> str:
    element = block.get(_ELEMENT) if isinstance(block, Mapping) else None
    if not isinstance(element, Mapping):
        return ""
    match name:
        case "location" | "urgency" | "channel":
            option = element.get("selected_option")
            value = option.get("value") if isinstance(option, Mapping) else None
        case "manager" | "requested_for":
            value = element.get("selected_user")
        case "needed_by":
            value = element.get("selected_date")
        case _:
            value = element.get("value")
    return clean_text(value) if isinstance(value, str) else ""


def _input(name: str, element: Block, language: str) -> Block:
    label, hint, placeholder = (_plain(translate(text.key, language)) for text in _WORDS[name])
    return {
        "type": "input",
        "block_id": name,
        "label": label,
        "hint": hint,
        "element": {**element, "action_id": _ELEMENT, "placeholder": placeholder},
        "optional": name in OPTIONAL,
    }


def _option(value: str, label: str) -> Block:
    return {"text": _plain(label), "value": str(value)}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}
