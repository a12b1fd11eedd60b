"""Channels as Slack shows them to one install: a shared channel looks different from each side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.fake_slack.state import sides
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject, Posting

if TYPE_CHECKING:
    from tools.fake_slack.state.installs import Install
    from tools.fake_slack.state.workspace import Workspace

_ADMINS_ONLY: JsonObject = {"type": ["ra"], "user": []}
_NOBODY: JsonObject = {"type": [], "user": []}


def channel_object(
    workspace: Workspace, channel: Channel, seen_by: Install | None = None
) -> JsonObject:
    """Without `seen_by` as the desk itself sees it."""
    install = seen_by or workspace.installs.home
    if channel.kind is ChannelKind.IM:
        return _direct_message(workspace, channel, install)
    side = sides.side_of(install, channel)
    kind = channel.kind_for(side)
    shown: JsonObject = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "created": channel.created,
        "creator": channel.creator,
        "is_channel": kind is ChannelKind.PUBLIC,
        "is_group": kind in (ChannelKind.PRIVATE, ChannelKind.MPIM),
        "is_im": False,
        "is_mpim": kind is ChannelKind.MPIM,
        "is_private": kind is not ChannelKind.PUBLIC,
        "is_archived": channel.is_archived,
        "is_general": False,
        "is_member": install.bot_user in channel.members,
        "topic": _said(channel, channel.topic),
        "purpose": _said(channel, channel.purpose),
        "previous_names": list(channel.previous_names),
        "unlinked": 0,
        "updated": channel.created * 1000,
        **_sharing(workspace, channel, side),
    }
    if properties := _properties(channel):
        shown["properties"] = properties
    if channel.frozen_reason:
        shown["frozen_reason"] = channel.frozen_reason
    return shown


def _direct_message(workspace: Workspace, channel: Channel, install: Install) -> JsonObject:
    bot = install.bot_user
    partner = next((one for one in channel.members if one != bot), bot)
    person = workspace.world.person(partner)
    return {
        "id": channel.id,
        "created": channel.created,
        "is_archived": False,
        "is_im": True,
        "is_mpim": False,
        "is_private": True,
        "is_org_shared": False,
        "user": partner,
        "is_user_deleted": person is not None and person.deleted,
        "priority": 0,
        "context_team_id": sides.side_of(install, channel),
        "updated": channel.created * 1000,
    }


def _sharing(workspace: Workspace, channel: Channel, side: str) -> JsonObject:
    world = workspace.world
    others = [team for team in channel.teams if not world.same_company(team, side)]
    inside = [team for team in channel.teams if world.same_company(team, side)]
    host = {"conversation_host_id": channel.team} if len(channel.teams) > 1 else {}
    return {
        "is_shared": bool(host),
        "is_ext_shared": bool(others),
        "is_org_shared": len(inside) > 1,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "pending_connected_team_ids": [],
        "shared_team_ids": list(channel.teams),
        "internal_team_ids": inside if len(inside) > 1 else [],
        "connected_team_ids": others,
        "context_team_id": side,
        **host,
    }


def _properties(channel: Channel) -> JsonObject:
    match channel.posting:
        case Posting.READ_ONLY:
            return {"posting_restricted_to": _ADMINS_ONLY}
        case Posting.THREADS_ONLY:
            return {"posting_restricted_to": _ADMINS_ONLY, "threads_restricted_to": _NOBODY}
        case Posting.NO_THREADS:
            return {"threads_restricted_to": _ADMINS_ONLY}
        case _:
            return {}


def _said(channel: Channel, text: str) -> JsonObject:
    set_by = channel.creator if text else ""
    return {"value": text, "creator": set_by, "last_set": channel.created if text else 0}
