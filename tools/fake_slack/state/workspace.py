"""The state of the fake workspace and every way it can change; all other parts act through it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tools.fake_slack.blocks.rules import as_stored
from tools.fake_slack.seed.world import Person, SeedChannel, World
from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state import shapes
from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.installs import Installs
from tools.fake_slack.state.messages import (
    Blocks,
    Channel,
    ChannelKind,
    Ephemeral,
    JsonObject,
    Message,
)

TOMBSTONE = "This message was deleted."


@dataclass(frozen=True, slots=True)
class Content:
    """What an app or a person wants to say."""

    text: str
    blocks: Blocks
    metadata: JsonObject | None = None


class Workspace:
    def __init__(self, world: World, installs: Installs, clock: Clock, ids: Ids) -> None:
        self.world = world
        self.app = world.app
        self.installs = installs
        self.clock = clock
        self.ids = ids
        self.ephemerals: list[Ephemeral] = []
        self.read_marks: dict[tuple[str, str], str] = {}
        self.started = int(clock.now())
        self.channels = {seed.id: _seeded(seed, self.started) for seed in world.channels}
        self._listeners: list[Callable[[happened.Happening], None]] = []
        self._last_ts = 0

    @property
    def bot_name(self) -> str:
        return self.installs.home.bot_name

    def listen(self, listener: Callable[[happened.Happening], None]) -> None:
        self._listeners.append(listener)

    def tell(self, happening: happened.Happening) -> None:
        for listener in self._listeners:
            listener(happening)

    def next_ts(self) -> str:
        """Strictly rising over the whole workspace, six decimals."""
        self._last_ts = max(int(self.clock.now() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def name_of(self, user: str) -> str:
        person = self.world.person(user)
        install = self.installs.of_bot(user)
        return person.name if person else install.bot_name if install else user

    def channel(self, name_or_id: str) -> Channel | None:
        by_id = self.channels.get(name_or_id)
        named = (one for one in self.channels.values() if one.name == name_or_id)
        return by_id or next((one for one in named if not one.kind.is_direct), None)

    def dm(self, one: str, other: str) -> Channel:
        """The direct conversation of two people, or of a person and the app; made when missing."""
        members = [one] if one == other else sorted([one, other])
        known = next(
            (
                channel
                for channel in self.channels.values()
                if channel.kind is ChannelKind.IM and sorted(channel.members) == members
            ),
            None,
        )
        if known:
            return known
        partner = next((member for member in members if member != self.app.bot_user), one)
        with_app = self.app.bot_user in members
        channel = Channel(
            id=f"D{partner[1:]}" if with_app else f"D{members[0][-5:]}{members[-1][-5:]}",
            name="directmessage",
            kind=ChannelKind.IM,
            topic="",
            created=int(self.clock.now()),
            members=members,
        )
        self.channels[channel.id] = channel
        return channel

    def post(
        self,
        channel: Channel,
        content: Content,
        *,
        user: str | None = None,
        thread_ts: str | None = None,
        subtype: str | None = None,
        client_msg_id: str | None = None,
    ) -> Message:
        """Add a message by `user`; without one, or by a bot user, it is an app's."""
        author = self.installs.of_bot(user) if user else self.installs.home
        return self._add(
            channel,
            Message(
                channel=channel.id,
                ts=self.next_ts(),
                text=content.text,
                user=user,
                blocks=as_stored(content.blocks, self.ids),
                thread_ts=thread_ts,
                subtype=subtype,
                bot=author.bot_user if author else None,
                metadata=content.metadata,
                client_msg_id=client_msg_id,
            ),
        )

    def _add(self, channel: Channel, message: Message) -> Message:
        channel.add(message)
        if message.user:
            self.read_marks[(message.user, channel.id)] = message.ts
        self.tell(happened.MessagePosted(channel, message))
        return message

    def change(self, channel: Channel, message: Message, content: Content, user: str) -> None:
        """Edit: metadata of None keeps what is there, an empty object removes it."""
        previous = shapes.message_object(self, message)
        message.text = content.text
        message.blocks = as_stored(content.blocks, self.ids)
        if content.metadata is not None:
            message.metadata = content.metadata or None
        message.edited_by, message.edited_ts = user, self.next_ts()
        self.tell(happened.MessageChanged(channel, message, previous, message.edited_ts))

    def delete(self, channel: Channel, message: Message) -> None:
        """Remove a message; the root of a thread leaves a tombstone behind."""
        previous = shapes.message_object(self, message)
        ts = self.next_ts()
        if not message.is_reply and channel.replies(message.ts):
            message.subtype, message.text = "tombstone", TOMBSTONE
            message.blocks, message.reactions, message.metadata = [], {}, None
            self.tell(happened.MessageChanged(channel, message, previous, ts))
            return
        channel.remove(message)
        self.tell(happened.MessageDeleted(channel, previous, ts))

    def react(self, channel: Channel, message: Message, user: str, name: str) -> bool:
        """Whether it was new."""
        users = message.reactions.setdefault(name, [])
        if user in users:
            return False
        users.append(user)
        ts = self.next_ts()
        self.tell(happened.ReactionChanged(channel, message, user, name, added=True, ts=ts))
        return True

    def unreact(self, channel: Channel, message: Message, user: str, name: str) -> bool:
        """Whether there was something to take away."""
        users = message.reactions.get(name, [])
        if user not in users:
            return False
        users.remove(user)
        if not users:
            del message.reactions[name]
        ts = self.next_ts()
        self.tell(happened.ReactionChanged(channel, message, user, name, added=False, ts=ts))
        return True

    def whisper(
        self, channel: str, user: str, content: Content, thread_ts: str | None = None
    ) -> Ephemeral:
        """Show a message to one person only."""
        blocks = as_stored(content.blocks, self.ids)
        ephemeral = Ephemeral(channel, user, self.next_ts(), content.text, blocks, thread_ts)
        self.ephemerals.append(ephemeral)
        self.tell(happened.EphemeralChanged(ephemeral))
        return ephemeral

    def change_whisper(self, ephemeral: Ephemeral, content: Content) -> None:
        ephemeral.text = content.text
        ephemeral.blocks = as_stored(content.blocks, self.ids)
        self.tell(happened.EphemeralChanged(ephemeral))

    def delete_whisper(self, ephemeral: Ephemeral) -> None:
        ephemeral.deleted = True
        self.tell(happened.EphemeralChanged(ephemeral))

    def whispers_to(self, user: str) -> list[Ephemeral]:
        return [one for one in self.ephemerals if one.user == user and not one.deleted]

    def join(self, channel: Channel, user: str, inviter: str | None = None) -> None:
        """A person or the app comes in; the channel is told, and then the app, if it is inside."""
        channel.members.append(user)
        self._announce(channel, "channel_join", user, "has joined the channel", inviter)
        self.tell(happened.MemberJoined(channel, user, self.next_ts(), inviter))

    def leave(self, channel: Channel, user: str) -> None:
        channel.members.remove(user)
        self._announce(channel, "channel_leave", user, "has left the channel")
        self.tell(happened.MemberLeft(channel, user, self.next_ts()))

    def archive(self, channel: Channel, user: str, *, archived: bool) -> None:
        channel.is_archived = archived
        self.tell(happened.ChannelArchived(channel, user, self.next_ts()))

    def _announce(
        self, channel: Channel, subtype: str, user: str, what: str, inviter: str | None = None
    ) -> None:
        """A line that Slack itself writes about somebody."""
        self._add(
            channel,
            Message(
                channel=channel.id,
                ts=self.next_ts(),
                text=f"<@{user}> {what}",
                user=user,
                subtype=subtype,
                inviter=inviter,
            ),
        )

    def channels_of(self, user: str) -> list[Channel]:
        return [channel for channel in self.channels.values() if user in channel.members]

    def add_people(self, people: Sequence[Person]) -> None:
        """Accounts that were not there at the start."""
        self.world = replace(self.world, people=(*self.world.people, *people))

    def may_see(self, channel: Channel, user: str) -> bool:
        """Whether the person may open the channel: members, and colleagues where it is public."""
        if user in channel.members:
            return True
        person = self.world.person(user)
        return person is not None and channel.kind is ChannelKind.PUBLIC and self.roams(person)

    def roams(self, person: Person) -> bool:
        """Whether somebody may look around: guests and people from next door may not."""
        return not person.is_guest and not self.world.is_external(person)

    def mark_read(self, user: str, channel: Channel) -> None:
        if channel.messages:
            self.read_marks[(user, channel.id)] = next(reversed(channel.messages))
            self.tell(happened.ChannelRead(user))

    def unread(self, user: str, channel: Channel) -> int:
        """Messages of others, outside threads, since the person last looked."""
        mark = self.read_marks.get((user, channel.id), "")
        return sum(
            message.ts > mark
            and not (message.is_reply or message.is_by_slack)
            and message.user != user
            for message in channel.messages.values()
        )


def _seeded(seed: SeedChannel, created: int) -> Channel:
    return Channel(
        id=seed.id,
        name=seed.name,
        kind=ChannelKind.PRIVATE if seed.is_private else ChannelKind.PUBLIC,
        topic=seed.topic,
        created=created,
        members=list(seed.members),
        creator=seed.members[-1],
        shared_with=seed.shared_with,
    )
