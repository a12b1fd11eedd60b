"""Messages, channels and people as Slack shows them in events and in Web API answers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tools.fake_slack.state.messages import Channel, ChannelKind, Ephemeral, JsonObject, Message

if TYPE_CHECKING:
    from tools.fake_slack.seed.world import Person
    from tools.fake_slack.state.workspace import Workspace


def message_object(
    workspace: Workspace, message: Message, *, with_metadata: bool = True
) -> JsonObject:
    """One message; without `with_metadata` only the metadata's event type is told."""
    team = workspace.world.team
    shown: JsonObject = {"type": "message", "ts": message.ts, "text": message.text}
    person = workspace.world.person(message.user or "")
    if message.subtype:
        shown["subtype"] = message.subtype
    if message.user:
        shown |= {"user": message.user, "team": person.team if person else team.id}
    if not message.is_by_slack:
        shown |= _of_bot(workspace, message, person)
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.inviter:
        shown["inviter"] = message.inviter
    if message.client_msg_id:
        shown["client_msg_id"] = message.client_msg_id
    if message.edited_ts:
        shown["edited"] = {"user": message.edited_by, "ts": message.edited_ts}
    if message.metadata:
        kept = {"event_type": message.metadata["event_type"]}
        shown["metadata"] = message.metadata if with_metadata else kept
    if message.reactions:
        shown["reactions"] = reactions(message)
    return shown | _thread_fields(workspace, message)


def _thread_fields(workspace: Workspace, message: Message) -> JsonObject:
    channel = workspace.channels[message.channel]
    if message.is_reply:
        root = channel.messages.get(message.thread_ts or "")
        parent = {"parent_user_id": root.user} if root and root.user else {}
        return {"thread_ts": message.thread_ts, **parent}
    replies = channel.replies(message.ts)
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.user for reply in replies if reply.user))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "reply_users": users,
        "is_locked": False,
        "subscribed": workspace.app.bot_user in users,
    }


def reactions(message: Message) -> list[JsonObject]:
    return [
        {"name": name, "users": list(users), "count": len(users)}
        for name, users in message.reactions.items()
    ]


def ephemeral_object(workspace: Workspace, ephemeral: Ephemeral) -> JsonObject:
    return {
        "type": "message",
        "subtype": "bot_message",
        "ts": ephemeral.ts,
        "text": ephemeral.text,
        "bot_id": workspace.app.bot_id,
        "blocks": ephemeral.blocks,
        "channel": ephemeral.channel,
        "is_ephemeral": True,
        **({"thread_ts": ephemeral.thread_ts} if ephemeral.thread_ts else {}),
    }


def _of_bot(workspace: Workspace, message: Message, author: Person | None) -> JsonObject:
    """What the message of the app, or of another app's bot, has on top of a person's."""
    install = workspace.installs.of_bot(message.bot or "")
    if install:
        bot_id, app_id, name = install.bot_id, install.app_id, install.bot_name
    elif author and author.is_bot:
        bot_id, app_id, name = author.bot_id, author.app_id, author.name
    else:
        return {}
    profile = {
        "id": bot_id,
        "deleted": False,
        "name": name,
        "updated": workspace.started,
        "app_id": app_id,
        "icons": {},
        "team_id": workspace.world.team.id,
    }
    return {"bot_id": bot_id, "app_id": app_id, "bot_profile": profile}


def channel_object(workspace: Workspace, channel: Channel) -> JsonObject:
    bot, team = workspace.app.bot_user, workspace.world.team
    if channel.kind is ChannelKind.IM:
        partner = next((one for one in channel.members if one != bot), bot)
        return {
            "id": channel.id,
            "created": channel.created,
            "is_archived": False,
            "is_im": True,
            "is_org_shared": False,
            "user": partner,
            "is_user_deleted": False,
            "priority": 0,
            "context_team_id": team.id,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "created": channel.created,
        "creator": channel.creator,
        "is_channel": channel.kind is ChannelKind.PUBLIC,
        "is_group": channel.kind is ChannelKind.PRIVATE,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.kind is ChannelKind.PRIVATE,
        "is_archived": channel.is_archived,
        "is_general": False,
        "is_shared": channel.is_shared,
        "is_ext_shared": channel.is_shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "shared_team_ids": [team.id, *channel.shared_with],
        "connected_team_ids": list(channel.shared_with),
        "context_team_id": team.id,
        "is_member": bot in channel.members,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
        "unlinked": 0,
        "updated": channel.created * 1000,
    }


def user_object(workspace: Workspace, person: Person, *, with_locale: bool) -> JsonObject:
    """A person as `users.info` tells it; people of another company have no locale."""
    external = workspace.world.is_external(person)
    offset = datetime.fromtimestamp(workspace.clock.now(), ZoneInfo(person.tz)).utcoffset()
    shown: JsonObject = {
        "id": person.id,
        "team_id": person.team,
        "name": person.key,
        "deleted": False,
        "color": "9f69e7",
        "real_name": person.name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": _profile(person.name, person.key, person.title, person.team),
        "is_admin": person.is_admin,
        "is_owner": person.is_admin,
        "is_primary_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": person.is_guest,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": workspace.started,
    }
    if person.is_bot:
        shown["profile"] |= {"api_app_id": person.app_id, "bot_id": person.bot_id}
    if external:
        shown["is_stranger"] = False
    elif with_locale:
        shown["locale"] = person.locale
    return shown


def bot_user_object(workspace: Workspace) -> JsonObject:
    name = workspace.bot_name
    profile = _profile(name, name, "", workspace.world.team.id)
    own = {"api_app_id": workspace.app.id, "bot_id": workspace.app.bot_id, "always_active": True}
    return {
        "id": workspace.app.bot_user,
        "team_id": workspace.world.team.id,
        "name": name,
        "deleted": False,
        "real_name": name,
        "profile": profile | own,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": True,
        "is_app_user": False,
        "updated": workspace.started,
    }


def _profile(name: str, key: str, title: str, team: str) -> JsonObject:
    return {
        "title": title,
        "real_name": name,
        "real_name_normalized": name,
        "display_name": key,
        "display_name_normalized": key,
        "status_text": "",
        "status_emoji": "",
        "team": team,
    }
