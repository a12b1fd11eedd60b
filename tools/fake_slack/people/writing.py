"""Gestures on messages: write, reply, edit, delete, react; gestures.py lists them."""

from dataclasses import dataclass

from tools.fake_slack.blocks import composer
from tools.fake_slack.blocks.emoji_names import is_emoji
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.memberships import NOT_INSIDE
from tools.fake_slack.people.sight import ARCHIVED, OK, BadGesture, channel_of, message_of, refused
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state import posting_rules
from tools.fake_slack.state.messages import Channel, JsonObject, Message

ME = "/me "
RESTRICTED = {
    "restricted_action_thread_locked": "This thread is locked.",
    "restricted_action_read_only_channel": "Only admins can post in this channel.",
    "restricted_action_thread_only_channel": "Only replies in threads are allowed here.",
    "restricted_action_non_threadable_channel": "Threads are turned off in this channel.",
}


async def message(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """`/me ` before the text tells what the person does."""
    channel = channel_of(slack, person, raw)
    text = str(raw["text"])
    about_me = text.startswith(ME)
    said = _Said(text.removeprefix(ME), subtype="me_message" if about_me else None)
    return _say(slack, person, channel, raw, said)


async def reply(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """With `broadcast` the channel sees it as well."""
    channel = channel_of(slack, person, raw)
    root = channel.messages.get(raw["thread_ts"])
    if root is None:
        raise BadGesture(f"there is no message {raw['thread_ts']}")
    root = channel.messages.get(root.thread_ts or root.ts, root)
    subtype = "thread_broadcast" if raw.get("broadcast") else None
    return _say(slack, person, channel, raw, _Said(str(raw["text"]), subtype, root))


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    subtype: str | None = None
    root: Message | None = None


def _say(
    slack: FakeSlack, person: Person, channel: Channel, raw: JsonObject, said: _Said
) -> JsonObject:
    if error := why_silent(person, channel, said.root):
        return refused(error)
    content = composer.write(slack.workspace, said.text)
    if not content.text.strip():
        return refused("There is nothing to send.")
    by_hand = not (person.is_bot or said.subtype == "me_message")
    typed_id = raw.get("client_msg_id") or slack.workspace.ids.secret()
    posted = slack.workspace.post(
        channel,
        content,
        user=person.id,
        thread_ts=said.root.ts if said.root else None,
        subtype=said.subtype,
        client_msg_id=typed_id if by_hand else None,
    )
    return {**OK, "channel": channel.id, "ts": posted.ts}


def why_silent(person: Person, channel: Channel, root: Message | None) -> str | None:
    """Why somebody cannot write here, or into the thread of `root`; None when they can."""
    if not (person.id in channel.members or person.is_webhook):
        return NOT_INSIDE
    if channel.is_archived:
        return ARCHIVED
    code = None if person.is_admin else posting_rules.refusal(channel, root)
    return RESTRICTED[code] if code else None


async def edit(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, found = message_of(slack, person, raw)
    if error := _why_still(person, channel, found):
        return refused(error)
    if found.user != person.id or found.is_by_slack:
        return refused("You can only edit your own messages.")
    content = composer.write(slack.workspace, raw["text"])
    slack.workspace.change(channel, found, content, person.id)
    return OK


async def delete(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, found = message_of(slack, person, raw)
    if error := _why_still(person, channel, found):
        return refused(error)
    if found.user != person.id or found.is_by_slack:
        return refused("You can only delete your own messages.")
    slack.workspace.delete(channel, found)
    return OK


async def react(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, found = message_of(slack, person, raw)
    if error := _why_still(person, channel, found):
        return refused(error)
    if not is_emoji(raw["name"]):
        return refused(f"There is no emoji :{raw['name']}:")
    return {**OK, "changed": slack.workspace.react(channel, found, person.id, raw["name"])}


async def unreact(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, found = message_of(slack, person, raw)
    if error := _why_still(person, channel, found):
        return refused(error)
    return {**OK, "changed": slack.workspace.unreact(channel, found, person.id, raw["name"])}


def _why_still(person: Person, channel: Channel, message: Message) -> str | None:
    """Why somebody cannot react to a message, or change their own."""
    if person.id not in channel.members:
        return NOT_INSIDE
    if channel.is_archived:
        return ARCHIVED
    locked = channel.is_locked(message) and not person.is_admin
    return RESTRICTED["restricted_action_thread_locked"] if locked else None
