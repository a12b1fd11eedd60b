"""Gestures on messages: write, reply, edit, delete, react; gestures.py lists them."""

from tools.fake_slack.blocks import composer
from tools.fake_slack.blocks.emoji_names import is_emoji
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.sight import ARCHIVED, OK, BadGesture, channel_of, message_of, refused
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import Channel, JsonObject


async def message(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = channel_of(slack, person, raw)
    return _say(slack, person, channel, raw, None)


async def reply(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = channel_of(slack, person, raw)
    root = channel.messages.get(raw["thread_ts"])
    if root is None:
        raise BadGesture(f"there is no message {raw['thread_ts']}")
    return _say(slack, person, channel, raw, root.thread_ts or root.ts)


def _say(
    slack: FakeSlack, person: Person, channel: Channel, raw: JsonObject, thread_ts: str | None
) -> JsonObject:
    if person.id not in channel.members:
        return refused("You are not in this channel.")
    if channel.is_archived:
        return refused(ARCHIVED)
    content = composer.write(slack.workspace, raw["text"])
    if not content.text.strip():
        return refused("There is nothing to send.")
    typed_id = raw.get("client_msg_id") or slack.workspace.ids.secret()
    said = slack.workspace.post(
        channel,
        content,
        user=person.id,
        thread_ts=thread_ts,
        client_msg_id=None if person.is_bot else typed_id,
    )
    return {**OK, "channel": channel.id, "ts": said.ts}


async def edit(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, found = message_of(slack, person, raw)
    if found.user != person.id or found.is_by_slack:
        return refused("You can only edit your own messages.")
    content = composer.write(slack.workspace, raw["text"])
    slack.workspace.change(channel, found, content, person.id)
    return OK


async def delete(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, found = message_of(slack, person, raw)
    if found.user != person.id or found.is_by_slack:
        return refused("You can only delete your own messages.")
    slack.workspace.delete(channel, found)
    return OK


async def react(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, found = message_of(slack, person, raw)
    if not is_emoji(raw["name"]):
        return refused(f"There is no emoji :{raw['name']}:")
    return {**OK, "changed": slack.workspace.react(channel, found, person.id, raw["name"])}


async def unreact(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, found = message_of(slack, person, raw)
    return {**OK, "changed": slack.workspace.unreact(channel, found, person.id, raw["name"])}
