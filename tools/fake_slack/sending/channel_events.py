"""Events about channels: their life from creation to deletion, and with whom they are shared."""

from collections.abc import Iterator

from tools.fake_slack.sending.notices import Notice, family_of, is_inside, told
from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state import shapes, sides
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import Channel, JsonObject
from tools.fake_slack.state.workspace import Workspace

IN_CREATED = frozenset(
    (
        "id",
        "name",
        "name_normalized",
        "created",
        "creator",
        "is_channel",
        "is_group",
        "is_im",
        "is_mpim",
        "is_private",
        "is_archived",
        "is_general",
        "is_shared",
        "is_ext_shared",
        "is_org_shared",
        "is_pending_ext_shared",
        "pending_shared",
        "pending_connected_team_ids",
        "shared_team_ids",
        "internal_team_ids",
        "context_team_id",
        "topic",
        "purpose",
        "previous_names",
        "unlinked",
        "updated",
    )
)
"""What `channel_created` tells of the channel."""


def notices(
    workspace: Workspace, install: Install, happening: happened.Happening
) -> Iterator[Notice]:
    """Members hear with whom it is shared, everybody of a public channel's life."""
    match happening:
        case happened.ChannelCreated(channel, user, ts) if sides.may_know(install, channel):
            shown = shapes.channel_object(workspace, channel, install)
            new = {name: value for name, value in shown.items() if name in IN_CREATED}
            yield _life(install, channel, "created", {"channel": new}, ts, user)
        case happened.ChannelRenamed(channel, user, ts) if sides.may_know(install, channel):
            yield _life(install, channel, "rename", {"channel": _name(channel)}, ts, user)
        case happened.ChannelArchived(channel, user, ts) if sides.may_know(install, channel):
            what = "archive" if channel.is_archived else "unarchive"
            place = {"channel": channel.id, "user": user, "is_moved": 0}
            yield _life(install, channel, what, place, ts, user)
        case happened.ChannelDeleted(channel, user, ts) if sides.may_know(install, channel):
            yield _deleted(install, channel, user, ts)
        case happened.ChannelIdChanged(channel, old_id, ts) if is_inside(install, channel):
            ids = {"old_channel_id": old_id, "new_channel_id": channel.id}
            yield told(install, channel, "channel_id_changed", ids, ts, None)
        case happened.ChannelShared(channel, team, ts) if is_inside(install, channel):
            other = channel.team if team in install.workspaces else team
            shared = {"connected_team_id": other, "channel": channel.id}
            yield told(install, channel, "channel_shared", shared, ts, None)
        case happened.ChannelUnshared(channel, team, ts) if is_inside(install, channel):
            gone = {"previously_connected_team_id": team, "channel": channel.id}
            still = {"is_ext_shared": channel.is_shared}
            yield told(install, channel, "channel_unshared", gone | still, ts, None)
        case _:
            return


def _life(
    install: Install, channel: Channel, what: str, inner: JsonObject, ts: str, user: str
) -> Notice:
    kind = f"{family_of(install, channel)}_{what}"
    return told(install, channel, kind, inner, ts, user)


def _name(channel: Channel) -> JsonObject:
    return {
        "id": channel.id,
        "is_channel": True,
        "is_mpim": False,
        "name": channel.name,
        "name_normalized": channel.name,
        "created": channel.created,
    }


def _deleted(install: Install, channel: Channel, user: str, ts: str) -> Notice:
    gone: JsonObject = {"channel": channel.id, "actor_id": user}
    if family_of(install, channel) == "group":
        gone["date_deleted"] = int(ts.partition(".")[0])
    return _life(install, channel, "deleted", gone, ts, user)
