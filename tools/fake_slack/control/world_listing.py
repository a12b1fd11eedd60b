"""Everybody, every channel and every user group in one answer, for the control panel."""

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import Channel, JsonObject
from tools.fake_slack.state.user_groups import UserGroup


def world_listing(slack: FakeSlack) -> JsonObject:
    workspace, world = slack.workspace, slack.workspace.world
    channels = (one for one in workspace.channels.values() if not one.kind.is_direct)
    return {
        "team": _named(world.team.id, world.team.name),
        "other_teams": [_named(team.id, team.name) for team in world.other_teams],
        "app": {
            "id": workspace.app.bot_user,
            "key": workspace.bot_name,
            "name": workspace.bot_name,
        },
        "people": [_person(slack, person) for person in world.people],
        "channels": [_channel(channel) for channel in channels],
        "groups": [_group(group) for group in workspace.user_groups.all()],
        "event_types": sorted({event.partition(".")[0] for event in slack.manifest.events}),
    }


def _named(id_: str, name: str) -> JsonObject:
    return {"id": id_, "name": name}


def _person(slack: FakeSlack, person: Person) -> JsonObject:
    return {
        "key": person.key,
        "id": person.id,
        "name": person.name,
        "title": person.title,
        "team": person.team,
        "locale": person.locale,
        "tz": person.tz,
        "is_admin": person.is_admin,
        "is_guest": person.is_guest,
        "is_bot": person.is_bot,
        "is_external": slack.workspace.world.is_external(person),
        "deleted": person.deleted,
    }


def _channel(channel: Channel) -> JsonObject:
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "topic": channel.topic,
        "is_archived": channel.is_archived,
        "frozen": channel.frozen_reason,
        "shared_with": channel.shared_with,
        "members": channel.members,
        "messages": len(channel.messages),
    }


def _group(group: UserGroup) -> JsonObject:
    return {
        "id": group.id,
        "handle": group.handle,
        "name": group.name,
        "members": group.members,
        "enabled": group.is_enabled,
    }
