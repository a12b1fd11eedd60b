"""Gestures that use the app: commands, shortcuts, clicks and modals; gestures.py lists them."""

from tools.fake_slack.blocks import composer
from tools.fake_slack.blocks import values as elements
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.sight import (
    BadGesture,
    channel_of,
    clickable,
    modal_of,
    refused,
    touched,
    view_of,
)
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import Json, JsonObject
from tools.fake_slack.state.views import View


async def slash(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = channel_of(slack, person, raw)
    name = raw["command"]
    command = slack.manifest.command(name)
    if command is None or slack.workspace.world.is_external(person):
        return refused(f"{name} is not a valid command.")
    if raw.get("thread_ts"):
        return refused(f"{name} is not supported in threads. Sorry!")
    text = raw.get("text", "")
    if command.should_escape:
        text = composer.write(slack.workspace, text).text
    return await slack.interactions.slash(person, channel, command, text)


async def global_shortcut(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    known = {shortcut.callback_id for shortcut in slack.manifest.global_shortcuts}
    if raw["callback_id"] not in known or slack.workspace.world.is_external(person):
        return refused("There is no such shortcut.")
    return await slack.interactions.shortcut(person, raw["callback_id"])


async def click(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """A button or menu: in a message by channel and ts, in a view as `view_of` finds it."""
    if "ts" not in raw:
        return await _click_in_view(slack, person, raw)
    channel = channel_of(slack, person, raw)
    message = clickable(slack, person, channel, raw["ts"])
    target = touched(message.blocks, raw)
    value = _value(slack, target[1], raw.get("value"))
    return await slack.interactions.click_in_message(person, channel, message, target, value)


async def _click_in_view(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    view = view_of(slack, person, raw)
    _fill(slack, view, raw.get("values", {}))
    block, element = target = touched(view.blocks, raw)
    value = _value(slack, element, raw.get("value"))
    if value is not None:
        view.values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return await slack.interactions.click_in_view(person, view, target, value)


async def submit(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    view = modal_of(slack, person, raw)
    _fill(slack, view, raw.get("values", {}))
    return await slack.submissions.submit(person, view)


async def close(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    view = modal_of(slack, person, raw)
    return await slack.submissions.close(person, view, everything=bool(raw.get("everything")))


def _fill(slack: FakeSlack, view: View, values: JsonObject) -> None:
    """`{block_id: {action_id: value}}`, or `{block_id: value}` where the block has one input."""
    known: dict[str, dict[str, JsonObject]] = {}
    for block, element in elements.inputs(view.blocks):
        known.setdefault(block["block_id"], {})[element["action_id"]] = element
    for block_id, given in values.items():
        if block_id not in known:
            raise BadGesture(f"the view has no input {block_id!r}; it has {sorted(known)}")
        inside = known[block_id]
        by_action = given if isinstance(given, dict) else {next(iter(inside)): given}
        for action_id, value in by_action.items():
            if action_id not in inside:
                raise BadGesture(f"{block_id!r} has no element {action_id!r}")
            kept = view.values.setdefault(block_id, {})
            kept[action_id] = _value(slack, inside[action_id], value)


def _value(slack: FakeSlack, element: JsonObject, value: Json) -> Json:
    """People may be given by key."""
    if element["type"] == "users_select" and isinstance(value, str):
        person = slack.workspace.world.person(value)
        return person.id if person else value
    return value
