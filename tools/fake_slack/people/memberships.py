"""Gestures around who is in a channel: join, leave, invite, kick; gestures.py lists them."""

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.sight import ARCHIVED, OK, person_of, refused, room_of
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import Channel, JsonObject

NOT_INSIDE = "You are not in this channel."


async def join(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = room_of(slack, person, raw)
    if channel.is_archived:
        return refused(ARCHIVED)
    if person.id not in channel.members:
        slack.workspace.join(channel, person.id)
    return OK


async def leave(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = room_of(slack, person, raw)
    if person.id not in channel.members:
        return refused(NOT_INSIDE)
    if person.is_guest:
        return refused("Guests cannot leave a channel themselves. Ask an admin.")
    slack.workspace.leave(channel, person.id)
    return OK


async def invite(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """`user` is a key or id, or the app's bot user."""
    channel, user = room_of(slack, person, raw), _user(slack, raw)
    if person.id not in channel.members:
        return refused(NOT_INSIDE)
    if person.is_guest:
        return refused("Guests cannot add people.")
    if channel.is_archived:
        return refused(ARCHIVED)
    if user in channel.members:
        return refused("They are already in this channel.")
    if error := _why_not(slack, channel, user):
        return refused(error)
    slack.workspace.join(channel, user, inviter=person.id)
    return OK


async def kick(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """`user` as in `invite`."""
    channel, user = room_of(slack, person, raw), _user(slack, raw)
    if person.id not in channel.members:
        return refused(NOT_INSIDE)
    if not slack.workspace.roams(person):
        return refused("You cannot remove people.")
    if user not in channel.members:
        return refused("They are not in this channel.")
    slack.workspace.leave(channel, user, actor=person.id)
    return OK


def _why_not(slack: FakeSlack, channel: Channel, user: str) -> str | None:
    """Why somebody cannot be brought in."""
    invited = slack.workspace.world.person(user)
    if invited is None:
        return None
    if invited.deleted:
        return "Their account has been deactivated."
    if invited.is_webhook:
        return "A webhook is nobody who could come in."
    if invited.team not in channel.teams:
        return "This channel is not shared with their company."
    if invited.is_guest and slack.workspace.channels_of(invited.id):
        return "Single-channel guests can only be in one channel."
    return None


def _user(slack: FakeSlack, raw: JsonObject) -> str:
    workspace = slack.workspace
    if raw["user"] == workspace.bot_name:
        return workspace.app.bot_user
    if workspace.installs.of_bot(str(raw["user"])):
        return str(raw["user"])
    return person_of(slack, raw["user"]).id
