"""The state of the fake workspace and every way it can change; all other parts act through it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tools.fake_slack.blocks.rules import as_stored
from tools.fake_slack.seed.world import Person, SeedChannel, World
from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state import shapes
from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.content import Content, kept_attachments
from tools.fake_slack.state.files import Files
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.installs import Installs
from tools.fake_slack.state.messages import (
    Channel,
    ChannelKind,
    Ephemeral,
    JsonObject,
    Message,
)
from tools.fake_slack.state.user_groups import UserGroups

TOMBSTONE = "This message was deleted."


class Workspace:
    def __init__(
        self, world: World, installs: Installs, clock: Clock, ids: Ids, files: Files
    ) -> None:
        self.world = world
        self.app = world.app
        self.installs = installs
        self.clock = clock
        self.ids = ids
        self.files = files
        self.ephemerals: dict[str, list[Ephemeral]] = {}
        """By who sees them, oldest first; whispers.py keeps them."""
        self.direct: dict[tuple[str, ...], str] = {}
        """The channel of these people, where it was looked up once; direct.py keeps it."""
        self.read_marks: dict[tuple[str, str], str] = {}
        self.started = int(clock.now())
        self.channels = {seed.id: _seeded(seed, self.started) for seed in world.channels}
        self.user_groups = UserGroups(world.groups, world.team.id, world.app.bot_user, self.started)
        self.happenings = 0
        """How many there were: whoever waits looks again only when there are more."""
        self._listeners: list[Callable[[happened.Happening], None]] = []
        self._last_ts = 0

    @property
    def bot_name(self) -> str:
        return self.installs.home.bot_name

    def listen(self, listener: Callable[[happened.Happening], None]) -> None:
        self._listeners.append(listener)

    def tell(self, happening: happened.Happening) -> None:
        self.happenings += 1
        for listener in self._listeners:
            listener(happening)

    def next_ts(self) -> str:
        """Strictly rising over the whole workspace, six decimals."""
        self._last_ts = max(int(self.clock.now() * 1_000_000), self._last_ts + 1)
        return self.last_ts

    @property
    def last_ts(self) -> str:
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def name_of(self, user: str) -> str:
        person = self.world.person(user)
        install = self.installs.of_bot(user)
        return person.name if person else install.bot_name if install else user

    def channel(self, name_or_id: str) -> Channel | None:
        """By id, or by name: one of ours rather than one next door."""
        if name_or_id in self.channels:
            return self.channels[name_or_id]
        named = [one for one in self.channels.values() if one.name == name_or_id]
        rooms = [one for one in named if not one.kind.is_direct]
        ours = (one for one in rooms if self.world.is_ours(one.teams))
        return next(ours, rooms[0] if rooms else None)

    def post(
        self,
        channel: Channel,
        content: Content,
        *,
        user: str | None = None,
        thread_ts: str | None = None,
        subtype: str | None = None,
        client_msg_id: str | None = None,
        bot: str | None = None,
    ) -> Message:
        """Add a message by `user`; without one, or by a bot user, it is an app's: `bot`, or ours.

        Under another name an app writes as a bot that is no user.
        """
        by = user or bot
        author = self.installs.of_bot(by) if by else self.installs.home
        disguised = author is not None and content.is_disguised
        return self._add(
            channel,
            Message(
                channel=channel.id,
                ts=self.next_ts(),
                text=content.text,
                user=None if disguised else user,
                blocks=as_stored(content.blocks, self.ids),
                attachments=kept_attachments(content.attachments, self.ids),
                files=content.files or (),
                is_mrkdwn=content.is_mrkdwn,
                thread_ts=thread_ts,
                subtype=subtype or ("bot_message" if disguised else None),
                username=content.username,
                icons=content.icons,
                execution=content.execution,
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
        message.attachments = kept_attachments(content.attachments, self.ids)
        if content.files is not None:
            message.files = content.files
        if content.metadata is not None:
            message.metadata = content.metadata or None
        message.edited_by, message.edited_ts = user, self.next_ts()
        self.tell(happened.MessageChanged(channel, message, previous, message.edited_ts))

    def broadcast(self, channel: Channel, reply: Message) -> None:
        """Show a reply that is already there to the whole channel."""
        previous = shapes.message_object(self, reply)
        reply.subtype = "thread_broadcast"
        self.tell(happened.MessageChanged(channel, reply, previous, self.next_ts()))

    def lock(self, channel: Channel, root: Message, *, locked: bool) -> None:
        """Close the thread of a message to replies and reactions, or open it again."""
        previous = shapes.message_object(self, root)
        root.is_locked = locked
        self.tell(happened.MessageChanged(channel, root, previous, self.next_ts()))

    def delete(self, channel: Channel, message: Message) -> None:
        """Remove a message; the root of a thread leaves a tombstone until its replies are gone."""
        previous = shapes.message_object(self, message)
        ts = self.next_ts()
        if not message.is_reply and channel.replies(message.ts):
            message.subtype, message.text = "tombstone", TOMBSTONE
            message.blocks, message.reactions, message.metadata = [], {}, None
            message.attachments, message.files = [], ()
            self.tell(happened.MessageChanged(channel, message, previous, ts))
            return
        channel.remove(message)
        root = channel.messages.get(message.thread_ts or "")
        if root and root.is_tombstone and not channel.replies(root.ts):
            channel.remove(root)
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

    def join(self, channel: Channel, user: str, inviter: str | None = None) -> None:
        """A person or the app comes in; the channel is told, and then the app, if it is inside."""
        channel.members.append(user)
        invited = {"inviter": inviter} if inviter else {}
        self.announce(channel, "channel_join", user, "has joined the channel", invited)
        self.tell(happened.MemberJoined(channel, user, self.next_ts(), inviter))

    def leave(self, channel: Channel, user: str, actor: str | None = None) -> None:
        """By themselves, or because `actor` removed them."""
        channel.members.remove(user)
        self.announce(channel, "channel_leave", user, "has left the channel")
        self.tell(happened.MemberLeft(channel, user, self.next_ts(), actor or user))

    def announce(
        self,
        channel: Channel,
        subtype: str,
        user: str,
        what: str,
        details: JsonObject | None = None,
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
                details=details or {},
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
        return (
            person is not None
            and self.roams(person)
            and person.team in channel.teams
            and channel.kind_for(person.team) is ChannelKind.PUBLIC
        )

    def roams(self, person: Person) -> bool:
        """Whether somebody may look around: guests and people from next door may not."""
        return not person.is_guest and not self.world.is_external(person)

    def mark_read(self, user: str, channel: Channel, up_to: str | None = None) -> None:
        """Up to the newest message, or up to an older one: what came after it is unread again."""
        newest = next(reversed(channel.messages), "")
        self.read_marks[(user, channel.id)] = newest if up_to is None else up_to
        self.tell(happened.ChannelRead(user, channel))


def _seeded(seed: SeedChannel, created: int) -> Channel:
    return Channel(
        id=seed.id,
        name=seed.name,
        kind=seed.kind,
        topic=seed.topic,
        created=created,
        members=list(seed.members),
        creator=seed.members[-1] if seed.members else "",
        is_archived=seed.is_archived,
        team=seed.team,
        shared_with=seed.shared_with,
        org_shared_with=seed.org_shared_with,
        private_for=seed.private_for,
        posting=seed.posting,
        purpose=seed.purpose,
    )
