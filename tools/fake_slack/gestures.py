"""Everything a person can do in Slack, for the page and for tests; each answers what they'd see."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tools.fake_slack import composer, elements
from tools.fake_slack.blocks import elements_of
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.emoji_names import is_emoji
from tools.fake_slack.happenings import AppDmOpened
from tools.fake_slack.messages import Blocks, Channel, Ephemeral, Json, JsonObject, Message
from tools.fake_slack.views import View
from tools.fake_slack.world import Person

OK: JsonObject = {"ok": True}


class BadGesture(Exception):
    """Nobody could do this: an unknown person, channel, message or element."""


async def act(slack: FakeSlack, raw: JsonObject) -> JsonObject:
    """One gesture, such as `{"as": "ana", "do": "join", "channel": "it-triage"}`."""
    person = slack.workspace.world.person(str(raw.get("as")))
    if person is None:
        raise BadGesture(f"there is no person {raw.get('as')!r}")
    do = str(raw.get("do"))
    if do not in GESTURES:
        raise BadGesture(f"cannot do {do!r}; known: {', '.join(GESTURES)}")
    gesture = GESTURES[do]
    if missing := [name for name in gesture.needs if name not in raw]:
        raise BadGesture(f"{do} needs {', '.join(missing)}")
    return await gesture.make(slack, person, raw)


async def _message(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = _channel(slack, person, raw)
    return _say(slack, person, channel, raw, None)


async def _reply(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = _channel(slack, person, raw)
    root = channel.messages.get(raw["thread_ts"])
    if root is None:
        raise BadGesture(f"there is no message {raw['thread_ts']}")
    return _say(slack, person, channel, raw, root.thread_ts or root.ts)


def _say(
    slack: FakeSlack, person: Person, channel: Channel, raw: JsonObject, thread_ts: str | None
) -> JsonObject:
    if person.id not in channel.members:
        return _seen("You are not in this channel.")
    content = composer.write(slack.workspace, raw["text"])
    if not content.text.strip():
        return _seen("There is nothing to send.")
    message = slack.workspace.post(
        channel,
        content,
        user=person.id,
        thread_ts=thread_ts,
        client_msg_id=raw.get("client_msg_id") or slack.workspace.ids.secret(),
    )
    return {**OK, "channel": channel.id, "ts": message.ts}


async def _edit(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, message = _at(slack, person, raw)
    if message.user != person.id:
        return _seen("You can only edit your own messages.")
    content = composer.write(slack.workspace, raw["text"])
    slack.workspace.change(channel, message, content, person.id)
    return OK


async def _delete(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, message = _at(slack, person, raw)
    if message.user != person.id:
        return _seen("You can only delete your own messages.")
    slack.workspace.delete(channel, message)
    return OK


async def _react(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, message = _at(slack, person, raw)
    if not is_emoji(raw["name"]):
        return _seen(f"There is no emoji :{raw['name']}:")
    new = slack.workspace.react(channel, message, person.id, raw["name"])
    return {**OK, "changed": new}


async def _unreact(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, message = _at(slack, person, raw)
    return {**OK, "changed": slack.workspace.unreact(channel, message, person.id, raw["name"])}


async def _slash(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = _channel(slack, person, raw)
    name = raw["command"]
    command = slack.manifest.command(name)
    if command is None or slack.workspace.world.is_external(person):
        return _seen(f"{name} is not a valid command.")
    if raw.get("thread_ts"):
        return _seen(f"{name} is not supported in threads. Sorry!")
    text = raw.get("text", "")
    if command.should_escape:
        text = composer.write(slack.workspace, text).text
    return await slack.interactions.slash(person, channel, command, text)


async def _global_shortcut(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    known = {shortcut.callback_id for shortcut in slack.manifest.global_shortcuts}
    if raw["callback_id"] not in known or slack.workspace.world.is_external(person):
        return _seen("There is no such shortcut.")
    return await slack.interactions.shortcut(person, raw["callback_id"])


async def _click(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """A button or menu: in a message by channel and ts, in a modal by view_id or the top one."""
    if "ts" not in raw:
        view = _view(slack, person, raw)
        _fill(slack, view, raw.get("values", {}))
        touched = _touched(view.blocks, raw)
        value = _value(slack, touched[1], raw.get("value"))
        if value is not None:
            view.values.setdefault(touched[0]["block_id"], {})[touched[1]["action_id"]] = value
        return await slack.interactions.click_in_view(person, view, touched, value)
    channel = _channel(slack, person, raw)
    message = _clickable(slack, person, channel, raw["ts"])
    touched = _touched(message.blocks, raw)
    value = _value(slack, touched[1], raw.get("value"))
    return await slack.interactions.click_in_message(person, channel, message, touched, value)


async def _submit(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    view = _view(slack, person, raw)
    _fill(slack, view, raw.get("values", {}))
    return await slack.submissions.submit(person, view)


async def _close(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    view = _view(slack, person, raw)
    return await slack.submissions.close(person, view, everything=bool(raw.get("everything")))


async def _open_dm(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """With another person, or with the app when `with` is left out."""
    workspace = slack.workspace
    other = workspace.world.person(raw["with"]) if "with" in raw else None
    if "with" in raw and other is None:
        raise BadGesture(f"there is no person {raw['with']!r}")
    partner = other.id if other else workspace.app.bot_user
    channel = workspace.dm(person.id, partner)
    if other is None and not workspace.world.is_external(person):
        workspace.tell(AppDmOpened(channel, person.id, workspace.next_ts()))
    return {**OK, "channel": channel.id}


async def _join(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = _channel(slack, person, raw)
    if person.id not in channel.members:
        slack.workspace.join(channel, person.id)
    return OK


@dataclass(frozen=True, slots=True)
class Gesture:
    make: Callable[[FakeSlack, Person, JsonObject], Awaitable[JsonObject]]
    needs: tuple[str, ...] = ()


GESTURES = {
    "message": Gesture(_message, ("channel", "text")),
    "reply": Gesture(_reply, ("channel", "thread_ts", "text")),
    "edit": Gesture(_edit, ("channel", "ts", "text")),
    "delete": Gesture(_delete, ("channel", "ts")),
    "react": Gesture(_react, ("channel", "ts", "name")),
    "unreact": Gesture(_unreact, ("channel", "ts", "name")),
    "slash": Gesture(_slash, ("channel", "command")),
    "global_shortcut": Gesture(_global_shortcut, ("callback_id",)),
    "click": Gesture(_click, ("action_id",)),
    "submit": Gesture(_submit),
    "close": Gesture(_close),
    "open_dm": Gesture(_open_dm),
    "join": Gesture(_join, ("channel",)),
}


def _seen(error: str) -> JsonObject:
    return {"ok": False, "error": error}


def _channel(slack: FakeSlack, person: Person, raw: JsonObject) -> Channel:
    channel = slack.workspace.channel(str(raw.get("channel")))
    if channel is None or not slack.workspace.may_see(channel, person.id):
        raise BadGesture(f"{person.key} sees no channel {raw.get('channel')!r}")
    return channel


def _at(slack: FakeSlack, person: Person, raw: JsonObject) -> tuple[Channel, Message]:
    channel = _channel(slack, person, raw)
    message = channel.messages.get(raw["ts"])
    if message is None or message.is_tombstone:
        raise BadGesture(f"there is no message {raw['ts']}")
    return channel, message


def _clickable(slack: FakeSlack, person: Person, channel: Channel, ts: str) -> Message | Ephemeral:
    whispers = slack.workspace.whispers_to(person.id)
    found = channel.messages.get(ts) or next((one for one in whispers if one.ts == ts), None)
    if found is None:
        raise BadGesture(f"{person.key} sees no message {ts}")
    return found


def _view(slack: FakeSlack, person: Person, raw: JsonObject) -> View:
    stack = slack.views.stack(person.id)
    wanted = raw.get("view_id") or (stack[-1].id if stack else None)
    found = next((view for view in stack if view.id == wanted), None)
    if found is None:
        raise BadGesture(f"{person.key} has no modal open")
    return found


def _touched(blocks: Blocks, raw: JsonObject) -> tuple[JsonObject, JsonObject]:
    wanted_block = raw.get("block_id")
    for block in blocks:
        for element in elements_of(block):
            same_block = wanted_block in (None, block["block_id"])
            if same_block and element.get("action_id") == raw["action_id"]:
                return block, element
    raise BadGesture(f"there is no element {raw['action_id']!r}")


def _fill(slack: FakeSlack, view: View, values: JsonObject) -> None:
    """`{block_id: {action_id: value}}`, or `{block_id: value}` where the block has one input."""
    known: dict[str, dict[str, JsonObject]] = {}
    for block, element in elements.inputs(view.blocks):
        known.setdefault(block["block_id"], {})[element["action_id"]] = element
    for block_id, given in values.items():
        if block_id not in known:
            raise BadGesture(f"the modal has no input {block_id!r}; it has {sorted(known)}")
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
