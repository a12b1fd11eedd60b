"""The values of input elements, as a person gives them and as payloads tell them.

A person's value is simple: text, an option's value, an id, a date, or a list of these.
"""

import re
from collections.abc import Iterator

from tools.fake_slack.blocks.client_words import say
from tools.fake_slack.blocks.rules import elements_of
from tools.fake_slack.state.messages import Blocks, Json, JsonObject

Values = dict[str, dict[str, Json]]
"""Block id, action id, value."""

_SINGLE = {
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "multi_users_select": ("selected_users", "initial_users"),
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
}
_ONE_OPTION = ("static_select", "radio_buttons", "external_select", "overflow")
_OPTIONS = ("checkboxes", "multi_static_select")
_EMPTY_LISTS = (*_OPTIONS, "multi_users_select")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def inputs(blocks: Blocks) -> Iterator[tuple[JsonObject, JsonObject]]:
    """Every block with each of its elements that holds a value."""
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in (*_SINGLE, *_ONE_OPTION, *_OPTIONS):
                yield block, element


def state_values(blocks: Blocks, values: Values) -> dict[str, dict[str, JsonObject]]:
    """`state.values` of a view or message: what was given, else what the app put there."""
    state: dict[str, dict[str, JsonObject]] = {}
    for block, element in inputs(blocks):
        block_id, action_id = block["block_id"], element["action_id"]
        given = values.get(block_id, {}).get(action_id, initial(element))
        state.setdefault(block_id, {})[action_id] = as_state(element, given)
    return state


def initial(element: JsonObject) -> Json:
    kind = element["type"]
    if kind in _ONE_OPTION:
        return (element.get("initial_option") or {}).get("value")
    if kind in _OPTIONS:
        return [option["value"] for option in element.get("initial_options", [])]
    return element.get(_SINGLE[kind][1])


def as_state(element: JsonObject, value: Json) -> JsonObject:
    """One element's entry, such as `{"type": "datepicker", "selected_date": "2026-01-31"}`."""
    kind = element["type"]
    if kind in _ONE_OPTION:
        chosen = [option for option in options_of(element) if option["value"] == value]
        return {"type": kind, "selected_option": chosen[0] if chosen else None}
    if kind in _OPTIONS:
        wanted = value or []
        return {
            "type": kind,
            "selected_options": [one for one in options_of(element) if one["value"] in wanted],
        }
    empty: Json = [] if kind in _EMPTY_LISTS else None
    return {"type": kind, _SINGLE[kind][0]: value or empty}


def options_of(element: JsonObject) -> list[JsonObject]:
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(one for group in groups for one in group["options"])]


def complaints(blocks: Blocks, values: Values, locale: str | None) -> dict[str, str]:
    """What Slack's client says before it sends a submission, by block id."""
    found = {}
    for block, element in inputs(blocks):
        if block["type"] != "input":
            continue
        value = values.get(block["block_id"], {}).get(element["action_id"], initial(element))
        if not value and block.get("optional", False):
            continue
        complaint = _complaint(element, value, locale)
        if complaint:
            found[block["block_id"]] = complaint
    return found


def _complaint(element: JsonObject, value: Json, locale: str | None) -> str | None:
    if not value:
        return say("required", locale)
    if element["type"] == "email_text_input" and not EMAIL.fullmatch(value):
        return say("email", locale)
    if element["type"] == "plain_text_input":
        if len(value) > element.get("max_length", 3000):
            return say("too_long", locale, element.get("max_length", 3000))
        if len(value) < element.get("min_length", 0):
            return say("too_short", locale, element["min_length"])
    if element["type"] in _ONE_OPTION and as_state(element, value)["selected_option"] is None:
        return say("no_option", locale)
    return None
