"""The values of elements, as a person gives them and as payloads tell them; views.py asks.

A person's value is simple: text, an option's value, an id, a date, or a list of these. Where the
app did not send the options (external selects), it is the option itself; of a file the whole file.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tools.fake_slack.blocks.rules import elements_of, every_block
from tools.fake_slack.state.messages import Blocks, Json, JsonObject

Values = dict[str, dict[str, Json]]
"""Block id, action id, value."""


@dataclass(frozen=True, slots=True)
class Field:
    """Where payloads tell the value of one kind of element, and where the app starts it."""

    told: str
    initial: str
    is_many: bool = False
    has_options: bool = False


def _one(what: str) -> Field:
    return Field(f"selected_{what}", f"initial_{what}")


def _many(what: str) -> Field:
    return Field(f"selected_{what}", f"initial_{what}", is_many=True)


_OPTION = Field("selected_option", "initial_option", has_options=True)
_OPTIONS = Field("selected_options", "initial_options", is_many=True, has_options=True)
_TYPED = Field("value", "initial_value")

FIELDS = {
    "static_select": _OPTION,
    "external_select": _OPTION,
    "radio_buttons": _OPTION,
    "overflow": _OPTION,
    "multi_static_select": _OPTIONS,
    "multi_external_select": _OPTIONS,
    "checkboxes": _OPTIONS,
    "users_select": _one("user"),
    "channels_select": _one("channel"),
    "conversations_select": _one("conversation"),
    "multi_users_select": _many("users"),
    "multi_channels_select": _many("channels"),
    "multi_conversations_select": _many("conversations"),
    "datepicker": _one("date"),
    "timepicker": _one("time"),
    "datetimepicker": _one("date_time"),
    "plain_text_input": _TYPED,
    "email_text_input": _TYPED,
    "url_text_input": _TYPED,
    "number_input": _TYPED,
    "rich_text_input": Field("rich_text_value", "initial_value"),
    "file_input": Field("files", "", is_many=True),
}
TYPED = tuple(kind for kind, field in FIELDS.items() if field.initial == "initial_value")
EXTERNAL = ("external_select", "multi_external_select")
_CONVERSATIONS = ("conversations_select", "multi_conversations_select")
_ECHOED = (
    *("text", "value", "style", "url", "confirm", "placeholder", "min_query_length"),
    *sorted({field.initial for field in FIELDS.values() if field.initial}),
)
"""What `actions` repeat of an element, beside its type, ids and value."""


def holding(blocks: Blocks) -> Iterator[tuple[JsonObject, JsonObject]]:
    """Every block with each of its elements that keeps a value."""
    for block in every_block(blocks):
        for element in elements_of(block):
            if element["type"] in FIELDS and element["type"] != "overflow":
                yield block, element


def state_values(
    blocks: Blocks, values: Values, current: str | None = None
) -> dict[str, dict[str, JsonObject]]:
    """`state.values` of a view or message: what was given, else what the app put there.

    `current` is the conversation the person comes from.
    """
    state: dict[str, dict[str, JsonObject]] = {}
    for block, element in holding(blocks):
        entry = as_state(element, value_in(values, block, element, current))
        state.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return state


def value_in(
    values: Values, block: JsonObject, element: JsonObject, current: str | None = None
) -> Json:
    given = values.get(block["block_id"], {})
    if element["action_id"] in given:
        return given[element["action_id"]]
    return _initial(element, current)


def _initial(element: JsonObject, current: str | None) -> Json:
    field = FIELDS[element["type"]]
    if element["type"] in _CONVERSATIONS and field.initial not in element:
        takes_it = current and element.get("default_to_current_conversation")
        return ([current] if field.is_many else current) if takes_it else None
    return element.get(field.initial)


def as_state(element: JsonObject, value: Json) -> JsonObject:
    """One element's entry, such as `{"type": "datepicker", "selected_date": "2026-01-31"}`."""
    field = FIELDS[element["type"]]
    if field.has_options:
        wanted = value if isinstance(value, list) else [value]
        options = [option for one in wanted if (option := option_of(element, one))]
        chosen: Json = options if field.is_many else next(iter(options), None)
    else:
        chosen = value or ([] if field.is_many else None)
    return {"type": element["type"], field.told: chosen}


def option_of(element: JsonObject, value: Json) -> JsonObject | None:
    """The whole option: as it came from the app, or by its value."""
    if isinstance(value, dict):
        return value
    return next((option for option in options_of(element) if option["value"] == value), None)


def options_of(element: JsonObject) -> list[JsonObject]:
    """What the element offers by itself; a repeated external option is its initial one."""
    groups = element.get("option_groups", [])
    initial = [element["initial_option"]] if "initial_option" in element else []
    return [
        *element.get("options", []),
        *(one for group in groups for one in group["options"]),
        *(initial if element["type"] in EXTERNAL else []),
        *(element.get("initial_options", []) if element["type"] in EXTERNAL else []),
    ]


def as_action(block: JsonObject, element: JsonObject, value: Json, ts: str) -> JsonObject:
    """One entry of `actions` in a block_actions payload."""
    action = {name: element[name] for name in _ECHOED if name in element}
    if element["type"] in FIELDS:
        action |= as_state(element, value)
    elif element["type"] == "feedback_buttons":
        action |= {"text": pressed_feedback(element, value)["text"], "value": value}
    ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
    return {"type": element["type"], **ids, **action, "action_ts": ts}


def pressed_feedback(element: JsonObject, value: Json) -> JsonObject:
    """The one of two buttons with this value; the first when none has it."""
    pair: list[JsonObject] = [element["positive_button"], element["negative_button"]]
    return next((one for one in pair if one.get("value") == value), pair[0])
