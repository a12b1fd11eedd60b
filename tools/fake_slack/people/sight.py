"""What a person can see and touch; the gestures find their channels, messages and elements here."""

from tools.fake_slack.blocks.rules import elements_of, every_block
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import Blocks, Channel, Ephemeral, JsonObject, Message
from tools.fake_slack.state.views import View
from tools.fake_slack.state.whispers import whispers_to

OK: JsonObject = {"ok": True}
ARCHIVED = "This channel is archived."


class BadGesture(Exception):
    """Nobody could do this: an unknown person, channel, message or element."""


def refused(error: str) -> JsonObject:
    """What the person reads when Slack itself does not let them."""
    return {"ok": False, "error": error}


def channel_of(slack: FakeSlack, person: Person, raw: JsonObject) -> Channel:
    """By name or id; of several with one name, as after a shared channel was cut in two, theirs."""
    workspace, wanted = slack.workspace, str(raw.get("channel"))
    by_id = workspace.channels.get(wanted)
    among = [by_id] if by_id else [one for one in workspace.channels.values() if one.name == wanted]
    for channel in among:
        if workspace.may_see(channel, person.id) and (by_id or not channel.kind.is_direct):
            return channel
    raise BadGesture(f"{person.key} sees no channel {wanted!r}")


def room_of(slack: FakeSlack, person: Person, raw: JsonObject) -> Channel:
    """As `channel_of`, where people come and go."""
    channel = channel_of(slack, person, raw)
    if channel.kind.is_direct:
        raise BadGesture("nobody comes or goes in a direct message")
    return channel


def person_of(slack: FakeSlack, key_or_id: object) -> Person:
    """Somebody else, by key or id."""
    person = slack.workspace.world.person(str(key_or_id))
    if person is None:
        raise BadGesture(f"there is no person {key_or_id!r}")
    return person


def message_of(slack: FakeSlack, person: Person, raw: JsonObject) -> tuple[Channel, Message]:
    channel = channel_of(slack, person, raw)
    message = channel.messages.get(raw["ts"])
    if message is None or message.is_tombstone:
        raise BadGesture(f"there is no message {raw['ts']}")
    return channel, message


def clickable(slack: FakeSlack, person: Person, channel: Channel, ts: str) -> Message | Ephemeral:
    whispers = whispers_to(slack.workspace, person.id)
    found = channel.messages.get(ts) or next((one for one in whispers if one.ts == ts), None)
    if found is None:
        raise BadGesture(f"{person.key} sees no message {ts}")
    return found


def modal_of(slack: FakeSlack, person: Person, raw: JsonObject) -> View:
    """The one with `view_id`, else the one on top."""
    stack = slack.views.stack(person.id)
    wanted = raw.get("view_id") or (stack[-1].id if stack else None)
    found = next((view for view in stack if view.id == wanted), None)
    if found is None:
        raise BadGesture(f"{person.key} has no modal open")
    return found


def view_of(slack: FakeSlack, person: Person, raw: JsonObject) -> View:
    """A modal, or the person's home: by `view_id`, else the home when no modal covers it."""
    home, stack = slack.views.home(person.id), slack.views.stack(person.id)
    if home and (raw.get("view_id") == home.id or not ("view_id" in raw or stack)):
        return home
    return modal_of(slack, person, raw)


def touched(blocks: Blocks, raw: JsonObject) -> tuple[JsonObject, JsonObject]:
    """The block and the element in it that `action_id` (and `block_id`) name."""
    wanted_block = raw.get("block_id")
    for block in every_block(blocks):
        for element in elements_of(block):
            same_block = wanted_block in (None, block["block_id"])
            if same_block and element.get("action_id") == raw["action_id"]:
                return block, element
    raise BadGesture(f"there is no element {raw['action_id']!r}")
