"""Gestures about places: come, go, invite, kick, archive, open the app; gestures.py lists them."""

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.sight import ARCHIVED, OK, BadGesture, channel_of, refused
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.happenings import AppOpened
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject

NOT_INSIDE = "You are not in this channel."


async def join(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = channel_of(slack, person, raw)
    if channel.is_archived:
        return refused(ARCHIVED)
    if person.id not in channel.members:
        slack.workspace.join(channel, person.id)
    return OK


async def leave(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    channel = _room(slack, person, raw)
    if person.id not in channel.members:
        return refused(NOT_INSIDE)
    slack.workspace.leave(channel, person.id)
    return OK


async def invite(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """`user` is a key or id, or the app's bot user."""
    channel, user = _room(slack, person, raw), _user(slack, raw)
    if person.id not in channel.members:
        return refused(NOT_INSIDE)
    if person.is_guest:
        return refused("Guests cannot add people.")
    if user in channel.members:
        return refused("They are already in this channel.")
    invited = slack.workspace.world.person(user)
    team = slack.workspace.world.team.id
    if invited and invited.team not in (team, *channel.shared_with):
        return refused("This channel is not shared with their company.")
    slack.workspace.join(channel, user, inviter=person.id)
    return OK


async def kick(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """`user` as in `invite`."""
    channel, user = _room(slack, person, raw), _user(slack, raw)
    if person.id not in channel.members:
        return refused(NOT_INSIDE)
    if not slack.workspace.roams(person):
        return refused("You cannot remove people.")
    if user not in channel.members:
        return refused("They are not in this channel.")
    slack.workspace.leave(channel, user)
    return OK


async def archive(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    return _archive(slack, person, raw, archived=True)


async def unarchive(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    return _archive(slack, person, raw, archived=False)


def _archive(slack: FakeSlack, person: Person, raw: JsonObject, *, archived: bool) -> JsonObject:
    channel = _room(slack, person, raw)
    if not slack.workspace.roams(person):
        return refused("You cannot archive channels.")
    if channel.is_archived is not archived:
        slack.workspace.archive(channel, person.id, archived=archived)
    return OK


async def open_dm(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """With another person, or with the app (its Messages tab) when `with` is left out."""
    workspace = slack.workspace
    other = workspace.world.person(raw["with"]) if "with" in raw else None
    if "with" in raw and other is None:
        raise BadGesture(f"there is no person {raw['with']!r}")
    channel = workspace.dm(person.id, other.id if other else workspace.app.bot_user)
    if other is None and not workspace.world.is_external(person):
        workspace.tell(AppOpened(channel, person.id, "messages", workspace.next_ts()))
    return {**OK, "channel": channel.id}


async def open_home(slack: FakeSlack, person: Person, _raw: JsonObject) -> JsonObject:
    """The app's Home tab, as it is when the person comes."""
    workspace = slack.workspace
    if not slack.manifest.home_tab or workspace.world.is_external(person):
        return refused(f"{slack.manifest.app_name} has no Home tab for you.")
    channel = workspace.dm(person.id, workspace.app.bot_user)
    home = slack.views.home(person.id)
    shown = slack.views.shown(home) if home else None
    workspace.tell(AppOpened(channel, person.id, "home", workspace.next_ts(), shown))
    return {**OK, "channel": channel.id, "view": shown}


def _room(slack: FakeSlack, person: Person, raw: JsonObject) -> Channel:
    channel = channel_of(slack, person, raw)
    if channel.kind is ChannelKind.IM:
        raise BadGesture("nobody comes or goes in a direct message")
    return channel


def _user(slack: FakeSlack, raw: JsonObject) -> str:
    workspace = slack.workspace
    if raw["user"] in (workspace.app.bot_user, workspace.bot_name):
        return workspace.app.bot_user
    person = workspace.world.person(str(raw["user"]))
    if person is None:
        raise BadGesture(f"there is no person {raw['user']!r}")
    return person.id
