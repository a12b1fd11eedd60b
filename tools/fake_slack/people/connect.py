"""Gestures that share a channel with another company, and end that; gestures.py lists them."""

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.memberships import NOT_INSIDE
from tools.fake_slack.people.sight import ARCHIVED, OK, BadGesture, refused, room_of
from tools.fake_slack.seed.world import Person, Team
from tools.fake_slack.state import channel_life
from tools.fake_slack.state.messages import Channel, JsonObject


async def share(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """`team` is the other company's id or domain; its people can be invited from then on."""
    channel, team = room_of(slack, person, raw), _team(slack, raw)
    if person.id not in channel.members:
        return refused(NOT_INSIDE)
    if not slack.workspace.roams(person):
        return refused("You cannot share channels with other companies.")
    if channel.is_archived:
        return refused(ARCHIVED)
    if team.id in channel.teams:
        return refused(f"This channel is already shared with {team.name}.")
    if slack.workspace.world.same_company(team.id, channel.team):
        return refused(f"{team.name} belongs to your own organization.")
    channel_life.share(slack.workspace, channel, team.id)
    return {**OK, "channel": channel.id}


async def unshare(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """By the host, or by the invited company itself; its side gets `channel`, a new id."""
    channel, team = room_of(slack, person, raw), _team(slack, raw)
    if team.id not in channel.shared_with:
        return refused(f"This channel is not shared with {team.name}.")
    if not may_unshare(person, channel, team.id):
        return refused("You cannot stop sharing this channel.")
    copy = channel_life.unshare(slack.workspace, channel, team.id)
    return {**OK, "channel": copy.id}


def may_unshare(person: Person, channel: Channel, team: str) -> bool:
    concerned = person.team in (channel.team, team)
    return not person.is_guest and concerned and (person.is_admin or person.id in channel.members)


def _team(slack: FakeSlack, raw: JsonObject) -> Team:
    wanted = str(raw["team"])
    known = slack.workspace.world.teams
    found = next((team for team in known if wanted in (team.id, team.domain, team.name)), None)
    if found is None:
        raise BadGesture(f"there is no company {wanted!r}")
    return found
