"""What open pages are told when something happens, so that each asks only for what it shows."""

from dataclasses import dataclass, field, replace

from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.happenings import Happening
from tools.fake_slack.state.messages import JsonObject, Message
from tools.fake_slack.state.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Change:
    """`frame`: people, channels and their members; `place`: one channel's line in the sidebar.

    `messages` are the timestamps touched in `channel`. With `user` only their pages are told.
    """

    frame: bool = False
    views: bool = False
    channel: str | None = None
    place: bool = False
    messages: frozenset[str] = frozenset()
    user: str | None = None


@dataclass(slots=True)
class Changes:
    """All that came together since a page of `user` was last told."""

    user: str
    everything: bool = False
    frame: bool = False
    views: bool = False
    places: set[str] = field(default_factory=set)
    messages: dict[str, set[str]] = field(default_factory=dict)

    def add(self, change: Change) -> bool:
        """Whether it concerns this page."""
        if change.user not in (None, self.user):
            return False
        self.frame |= change.frame
        self.views |= change.views
        if change.channel and change.place:
            self.places.add(change.channel)
        if change.channel and change.messages:
            self.messages.setdefault(change.channel, set()).update(change.messages)
        return True

    def as_seen(self, workspace: Workspace) -> JsonObject:
        """Without the channels that the person cannot open."""

        def visible(channel_id: str) -> bool:
            channel = workspace.channels.get(channel_id)
            return channel is not None and workspace.may_see(channel, self.user)

        return {
            "everything": self.everything,
            "frame": self.frame,
            "views": self.views,
            "places": sorted(filter(visible, self.places)),
            "messages": {one: sorted(self.messages[one]) for one in self.messages if visible(one)},
            **time_of(workspace.clock),
        }


def time_of(clock: Clock) -> JsonObject:
    """The workspace's time, and how many of its seconds are in one of the browser's."""
    return {"now": clock.now(), "pace": clock.pace}


def change_of(happening: Happening) -> Change:
    match happening:
        case happened.MessagePosted(channel, message):
            return _messages(channel.id, _touched(message), place=True)
        case happened.MessageChanged(channel, message):
            return _messages(channel.id, _touched(message), place=True)
        case happened.MessageDeleted(channel, previous):
            gone = {previous["ts"], previous.get("thread_ts")}
            return _messages(channel.id, gone, place=True)
        case happened.ReactionChanged(channel, message):
            return _messages(channel.id, {message.ts})
        case happened.EphemeralChanged(whisper):
            return replace(_messages(whisper.channel, {whisper.ts}), user=whisper.user)
        case happened.ViewsChanged(user):
            return Change(views=True, user=user)
        case happened.ChannelRead(user, channel):
            return Change(channel=channel.id, place=True, user=user)
        case happened.AppOpened(channel, user):
            return Change(channel=channel.id, place=True, user=user)
        case _:
            return Change(frame=True)


def _touched(message: Message) -> set[str | None]:
    """The message and, for a reply, the root, which tells how many replies it has."""
    return {message.ts, message.thread_ts}


def _messages(channel: str, touched: set[str | None], *, place: bool = False) -> Change:
    messages = frozenset(ts for ts in touched if ts)
    return Change(channel=channel, messages=messages, place=place)
