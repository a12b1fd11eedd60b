"""Gestures on channels themselves: create, rename, topic, private, archive, delete; gestures.py
lists them."""

import re

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.memberships import NOT_INSIDE
from tools.fake_slack.people.sight import ARCHIVED, OK, refused, room_of
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state import channel_life
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject

NAME = re.compile(r"[\w-]{1,80}")
BAD_NAME = "Channel names can’t contain spaces, capitals or most punctuation. Try a different name."
TAKEN = "That name is already taken by a channel, username, or user group."


async def create(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    if not slack.workspace.roams(person):
        return refused("You cannot create channels.")
    name = str(raw["name"])
    if error := _name_error(slack, name):
        return refused(error)
    private = bool(raw.get("is_private"))
    channel = channel_life.create(slack.workspace, name, person.id, private=private)
    return {**OK, "channel": channel.id}


async def rename(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, name = room_of(slack, person, raw), str(raw["name"])
    if not manages(slack, person, channel):
        return refused("Only who created this channel, or an admin, can rename it.")
    if channel.is_archived:
        return refused(ARCHIVED)
    if error := _name_error(slack, name):
        return refused(error)
    channel_life.rename(slack.workspace, channel, name, person.id)
    return OK


async def set_topic(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel, topic = room_of(slack, person, raw), str(raw["topic"])
    if person.id not in channel.members:
        return refused(NOT_INSIDE)
    if channel.is_archived:
        return refused(ARCHIVED)
    if len(topic) > 250:
        return refused("A topic has at most 250 characters.")
    if topic != channel.topic:
        channel_life.set_topic(slack.workspace, channel, topic, person.id)
    return OK


async def make_private(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = room_of(slack, person, raw)
    if not manages(slack, person, channel):
        return refused("Only who created this channel, or an admin, can make it private.")
    if channel.is_archived:
        return refused(ARCHIVED)
    if channel.kind_for(person.team) is ChannelKind.PRIVATE:
        return refused("This channel is already private.")
    channel_life.make_private(slack.workspace, channel, person.id)
    return OK


async def archive(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    return _archive(slack, person, raw, archived=True)


async def unarchive(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    return _archive(slack, person, raw, archived=False)


def _archive(slack: FakeSlack, person: Person, raw: JsonObject, *, archived: bool) -> JsonObject:
    channel = room_of(slack, person, raw)
    if not slack.workspace.roams(person):
        return refused("You cannot archive channels.")
    if channel.is_archived is not archived:
        channel_life.archive(slack.workspace, channel, person.id, archived=archived)
    return OK


async def delete_channel(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = room_of(slack, person, raw)
    if not is_admin(slack, person):
        return refused("Only an admin can delete a channel.")
    if channel.is_shared:
        return refused("A shared channel cannot be deleted. Stop sharing it first.")
    channel_life.delete(slack.workspace, channel, person.id)
    return OK


def is_admin(slack: FakeSlack, person: Person) -> bool:
    return person.is_admin and not slack.workspace.world.is_external(person)


def manages(slack: FakeSlack, person: Person, channel: Channel) -> bool:
    return slack.workspace.roams(person) and (person.is_admin or person.id == channel.creator)


def _name_error(slack: FakeSlack, name: str) -> str | None:
    workspace = slack.workspace
    if not NAME.fullmatch(name) or name != name.lower():
        return BAD_NAME
    taken = workspace.channel(name) or workspace.world.person(name)
    return TAKEN if taken or workspace.user_groups.find(name) else None
