"""Files as Slack shows them in messages and in files.info; a shared channel gets only a stub."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from tools.fake_slack.state.files import File
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject, Message

if TYPE_CHECKING:
    from tools.fake_slack.state.workspace import Workspace


def files_in(workspace: Workspace, message: Message, *, whole: bool) -> JsonObject:
    """The part of a message about its files; nothing for a message without any."""
    found = [file for one in message.files if (file := workspace.files.find(one))]
    if not found:
        return {}
    in_full = whole or not workspace.channels[message.channel].is_shared
    shown = [file_object(workspace, file) if in_full else _stub(file) for file in found]
    return {"files": shown, "upload": message.subtype == "file_share", "display_as_bot": False}


def file_object(workspace: Workspace, file: File) -> JsonObject:
    if file.is_deleted:
        return {"id": file.id, "mode": "tombstone"}
    team = workspace.world.team
    name = quote(file.name)
    private = f"{workspace.files.base_url}/files/{file.id}"
    shown: JsonObject = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "pretty_type": "Plain Text" if file.snippet_type else file.filetype.upper(),
        "user": file.user,
        "user_team": _team_of(workspace, file.user),
        "editable": bool(file.snippet_type),
        "size": file.length,
        "mode": "snippet" if file.snippet_type else "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": any(one.kind is ChannelKind.PUBLIC for one in places_of(workspace, file)),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{private}/{name}",
        "url_private_download": f"{private}/download/{name}",
        "permalink": f"https://{team.domain}.slack.com/files/{file.user}/{file.id}/{name}",
        "permalink_public": f"https://slack-files.com/{team.id}-{file.id}-0000000000",
        "has_rich_preview": False,
        "file_access": "visible",
        "media_display_type": "unknown",
    }
    return {**shown, "alt_txt": file.alt_text} if file.alt_text else shown


def with_shares(workspace: Workspace, file: File) -> JsonObject:
    """As files.info tells it: also where it is."""
    kinds = {"channels": ChannelKind.PUBLIC, "groups": ChannelKind.PRIVATE, "ims": ChannelKind.IM}
    found = places_of(workspace, file)
    places = {
        name: [channel.id for channel in found if channel.kind is kind]
        for name, kind in kinds.items()
    }
    shares: JsonObject = {}
    for channel in found:
        side = "public" if channel.kind is ChannelKind.PUBLIC else "private"
        told = [_share(workspace, channel, ts) for ts in file.shares[channel.id]]
        shares.setdefault(side, {})[channel.id] = told
    return {**file_object(workspace, file), **places, "shares": shares, "comments_count": 0}


def places_of(workspace: Workspace, file: File) -> list[Channel]:
    """The channels in which it was shared, as far as they are still there."""
    return [channel for one in file.shares if (channel := workspace.channels.get(one))]


def _stub(file: File) -> JsonObject:
    """In channels shared with another company an app must ask files.info."""
    return {
        "id": file.id,
        "mode": "file_access",
        "file_access": "check_file_info",
        "created": 0,
        "timestamp": 0,
        "user": "",
    }


def _share(workspace: Workspace, channel: Channel, ts: str) -> JsonObject:
    replies = channel.replies(ts)
    users = list(dict.fromkeys(reply.user for reply in replies if reply.user))
    message = channel.messages.get(ts)
    in_thread = {"thread_ts": message.thread_ts} if message and message.is_reply else {}
    return {
        "ts": ts,
        **in_thread,
        "channel_name": channel.name,
        "team_id": workspace.world.team.id,
        "reply_users": users,
        "reply_users_count": len(users),
        "reply_count": len(replies),
        "share_user_id": message.user if message else None,
    }


def _team_of(workspace: Workspace, user: str) -> str:
    person = workspace.world.person(user)
    return person.team if person else workspace.world.team.id
