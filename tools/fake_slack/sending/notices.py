"""What one install of the app is told about a happening; the families of events make them,
events.py sends those that are subscribed and in scope."""

from dataclasses import dataclass

from tools.fake_slack.state import sides
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject


@dataclass(frozen=True, slots=True)
class Notice:
    """An event for an install that can see where it happened.

    `subscription` None is an event that comes without being subscribed, `scope` None one that
    needs no scope. `team` is the workspace it is delivered for, None what concerns a whole org.
    """

    event: JsonObject
    subscription: str | None
    scope: str | None
    team: str | None
    channel: Channel | None = None
    user: str | None = None

    @property
    def type(self) -> str:
        return str(self.event["type"])


def in_channel(
    install: Install,
    channel: Channel,
    event: JsonObject,
    scope: str | None,
    *,
    user: str | None,
    subscription: str | None = None,
) -> Notice:
    """About something in a channel; what must be subscribed is mostly the event's type."""
    return Notice(
        event=event,
        subscription=subscription or str(event["type"]),
        scope=scope,
        team=sides.side_of(install, channel),
        channel=channel,
        user=user,
    )


def is_inside(install: Install, channel: Channel) -> bool:
    return install.bot_user in channel.members


def family_of(install: Install, channel: Channel) -> str:
    """The first half of an event's name: `channel_archive`, or `group_archive` where private."""
    return "channel" if sides.kind_for(install, channel) is ChannelKind.PUBLIC else "group"


def told(
    install: Install, channel: Channel, kind: str, inner: JsonObject, ts: str, user: str | None
) -> Notice:
    """About the channel itself or its people, for which an app must be allowed to read it."""
    scope = f"{sides.kind_for(install, channel).scope_stem}:read"
    event = {"type": kind, **inner, "event_ts": ts}
    return in_channel(install, channel, event, scope, user=user)
