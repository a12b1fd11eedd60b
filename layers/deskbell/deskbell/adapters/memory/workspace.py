"""A small Slack in memory (slack_ports.Workspace) for tests, with faults to inject.

It passes the same contract tests as SlackWorkspace. Errors are Slack's own codes, read by the
same table; the clock is the caller's, so that a lease or a late apply takes no time.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from deskbell.adapters.memory.files import MemoryFiles, NoAnswer
from deskbell.adapters.memory.refusals import RefusedError, answered, refused
from deskbell.domain.ids import ChannelId, PersonId, Thread, Ts
from deskbell.domain.inputs import MessagePosted, PostEchoed
from deskbell.domain.people import Person
from deskbell.usecases.slack_ports import Message, Outcome, Sent

LONGEST_UPDATE = 4_000

Place = tuple[ChannelId, Ts | None]
"""A channel, or one of its threads without the root."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Fault:
    """What a call gets instead of its answer.

    `applied`: Slack does what was asked all the same; `late`: that many seconds afterwards.
    """

    outcome: NoAnswer
    applied: bool = False
    late: float = 0.0


@dataclass(frozen=True, slots=True)
class Call:
    """One call that reached Slack; `place` is a channel or a person."""

    method: str
    place: str


@dataclass(slots=True)
class Post:
    """A message as people see it, since `at`; `outbox_id` is set on ours."""

    channel: ChannelId
    ts: Ts
    at: float
    author: PersonId
    shown: Message
    thread_ts: Ts | None = None
    outbox_id: str | None = None
    reactions: dict[str, list[PersonId]] = field(default_factory=lambda: defaultdict(list))
    edited_ts: Ts | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An ephemeral message."""

    channel: ChannelId
    person: PersonId
    thread_ts: Ts | None
    shown: Message


class MemoryWorkspace(MemoryFiles):
    """`members` by channel, the bot among them where it is inside; `now` in epoch seconds."""

    def __init__(
        self,
        bot: PersonId,
        people: Iterable[Person],
        members: Mapping[ChannelId, Iterable[PersonId]],
        now: Callable[[], float],
    ) -> None:
        self.bot = bot
        self.people = {person.id: person for person in people}
        self.members = {channel: set(inside) for channel, inside in members.items()}
        self.archived: set[ChannelId] = set()
        self.shared: set[ChannelId] = set()
        """With other companies."""
        self.teams: dict[PersonId, str] = {}
        """The workspace that Slack names with somebody's messages, where a test says one."""
        self.addresses: dict[str, PersonId] = {}
        """Whose e-mail address it is, where a test says one."""
        self.posts: dict[Thread, Post] = {}
        self._threads: dict[Place, dict[Thread, Post]] = defaultdict(dict)
        self.whispers: list[Seen] = []
        self.calls: list[Call] = []
        self.echoes: list[PostEchoed] = []
        self.read_lag = 0.0
        self.installed = True
        self.typed: dict[Ts, str] = {}
        """What Slack's client typed once, of messages that it may have sent twice."""
        self._now = now
        self._last_ts = 0
        self.homes: dict[PersonId, Mapping[str, object]] = {}
        self.groups: dict[str, list[PersonId]] = {}
        """The members of each user group, where a test has one."""
        self.named: dict[str, ChannelId] = {}
        """The channels that we have made."""
        self.taken: set[str] = set()
        """The names of somebody else's, where a test has one."""
        self._faults: dict[str, deque[Fault | None]] = defaultdict(deque)
        self._late: list[tuple[float, Callable[[], object]]] = []

    # --- what a test does ---------------------------------------------------------------------

    def fail(self, method: str, *faults: Fault | None) -> None:
        """The next calls of a Web API method (`chat.postMessage`) get these, or None, one each."""
        self._faults[method].extend(faults)

    def say(
        self, person: PersonId, channel: ChannelId, text: str, thread_ts: Ts | None = None
    ) -> Ts:
        """A person's message."""
        return self._add(channel, person, Message(text, []), thread_ts)

    def edit(self, message: Thread, text: str) -> Ts:
        """Its author changes a message; when."""
        post = self.posts[message]
        post.shown, post.edited_ts = Message(text, []), self._next_ts()
        return post.edited_ts

    def remove(self, message: Thread) -> None:
        """A person or an admin deletes a message."""
        post = self.posts.pop(message)
        del self._threads[post.channel, post.thread_ts][message]

    def in_channel(self, channel: ChannelId, thread_ts: Ts | None = None) -> list[Post]:
        """The posts of a channel, or of one of its threads without the root, oldest first."""
        self._apply_late()
        return list(self._threads[channel, thread_ts].values())

    # --- slack_ports.Workspace ----------------------------------------------------------------

    def post(self, channel: str, thread_ts: Ts | None, message: Message, outbox_id: str) -> Outcome:
        def do() -> Outcome:
            # Given a person, Slack finds their DM by itself.
            is_person = channel[:1] in "UW"
            inside = self._inside(
                self._direct(PersonId(channel)) if is_person else ChannelId(channel)
            )
            root = self.posts.get(Thread(inside, thread_ts)) if thread_ts else None
            if thread_ts and (root is None or root.thread_ts):
                raise RefusedError("cannot_reply_to_message")
            ts = self._add(inside, self.bot, message, thread_ts, outbox_id)
            self.echoes.append(PostEchoed(outbox_id, inside, ts, thread_ts))
            return Sent(inside, ts)

        return self._call("chat.postMessage", channel, do)

    def find_post(
        self, channel: str, thread_ts: Ts | None, outbox_id: str, since: float
    ) -> Outcome | None:
        def do() -> Outcome | None:
            inside = self._inside(ChannelId(channel), reading=True)
            if thread_ts and Thread(inside, thread_ts) not in self.posts:
                raise RefusedError("thread_not_found")
            for post in self.in_channel(inside, thread_ts):
                if post.outbox_id == outbox_id and self.is_readable(post, since):
                    return Sent(inside, post.ts)
            return None

        method = "conversations.replies" if thread_ts else "conversations.history"
        return self._call(method, channel, do)

    def update(self, channel: ChannelId, ts: Ts, message: Message) -> Outcome:
        def do() -> Outcome:
            post = self._at(Thread(self._inside(channel), ts))
            if post.author != self.bot:
                raise RefusedError("cant_update_message")
            if len(message.text) > LONGEST_UPDATE:
                raise RefusedError("msg_too_long")
            post.shown = message
            return Sent()

        return self._call("chat.update", channel, do)

    def delete(self, message: Thread) -> Outcome:
        def do() -> Outcome:
            self._inside(message.channel)
            post = self.posts.get(message)
            if post is not None and post.author != self.bot:
                raise RefusedError("cant_delete_message")
            if post is not None:
                self.remove(message)
            return Sent()

        return self._call("chat.delete", message.channel, do)

    def whisper(
        self, channel: ChannelId, person: PersonId, thread_ts: Ts | None, message: Message
    ) -> Outcome:
        def do() -> Outcome:
            self._inside(channel)
            if person not in self.members[channel]:
                raise RefusedError("user_not_in_channel")
            self.whispers.append(Seen(channel, person, thread_ts, message))
            return Sent()

        return self._call("chat.postEphemeral", channel, do)

    def react(self, message: Thread, emoji: str) -> Outcome:
        def do() -> Outcome:
            self._inside(message.channel)
            by = self._at(message).reactions[emoji]
            if self.bot not in by:
                by.append(self.bot)
            return Sent()

        return self._call("reactions.add", message.channel, do)

    def unreact(self, message: Thread, emoji: str) -> Outcome:
        def do() -> Outcome:
            self._inside(message.channel)
            by = self._at(message).reactions[emoji]
            if self.bot in by:
                by.remove(self.bot)
            return Sent()

        return self._call("reactions.remove", message.channel, do)

    def read_thread(self, thread: Thread) -> Sequence[MessagePosted] | NoAnswer:
        def do() -> Sequence[MessagePosted]:
            self._inside(thread.channel, reading=True)
            first = self.posts.get(thread)
            if first is None:
                raise RefusedError("thread_not_found")
            replies = [] if first.thread_ts else self.in_channel(thread.channel, thread.ts)
            seen = [first, *(reply for reply in replies if self.is_readable(reply))]
            return [self._said(post) for post in seen if post.author != self.bot]

        return self._call("conversations.replies", thread.channel, do)

    def is_shared(self, channel: ChannelId) -> bool | NoAnswer:
        return self.ask("conversations.info", channel, lambda: channel in self.shared)

    def channel_members(self, channel: ChannelId) -> tuple[PersonId, ...] | NoAnswer:
        inside = self.members.get(channel, ())
        return self.ask("conversations.members", channel, lambda: tuple(sorted(inside)))

    def direct_channel(self, person: PersonId) -> ChannelId | NoAnswer:
        return self._call("conversations.open", person, lambda: self._direct(person))

    def profile(self, person: PersonId) -> Person | NoAnswer:
        def do() -> Person:
            known = self.people.get(person)
            if known is None:
                raise RefusedError("user_not_found")
            return known

        return self._call("users.info", person, do)

    def profile_of(self, address: str) -> Person | NoAnswer:
        def do() -> Person:
            if address not in self.addresses:
                raise RefusedError("users_not_found")
            return self.people[self.addresses[address]]

        return self._call("users.lookupByEmail", address, do)

    def group_members(self, group: str) -> tuple[PersonId, ...] | NoAnswer:
        def do() -> tuple[PersonId, ...]:
            if group not in self.groups:
                raise RefusedError("no_such_subteam")
            return tuple(self.groups[group])

        return self._call("usergroups.users.list", group, do)

    def set_group(self, group: str, person: PersonId) -> Outcome:
        def do() -> Outcome:
            if group not in self.groups:
                raise RefusedError("no_such_subteam")
            self.groups[group] = [person]
            return Sent()

        return self._call("usergroups.users.update", group, do)

    def open_channel(self, name: str) -> ChannelId | NoAnswer:
        def do() -> ChannelId:
            if name in self.taken:
                raise RefusedError("name_taken")
            channel = self.named.setdefault(name, ChannelId(f"C0ROOM{len(self.named):04}"))
            self.members.setdefault(channel, {self.bot})
            return channel

        return self._call("conversations.create", name, do)

    def invite(self, channel: ChannelId, people: Sequence[PersonId]) -> Outcome:
        def do() -> Outcome:
            self._inside(channel)
            wrong = {one: code for one in people if (code := self._not_invited(one))}
            if len(wrong) == len(people):
                raise RefusedError(wrong[people[0]])
            self.members[channel] |= set(people) - set(wrong)
            return Sent()

        return self._call("conversations.invite", channel, do)

    def show_home(self, person: PersonId, view: Mapping[str, object]) -> Outcome:
        def do() -> Sent:
            self.homes[person] = view
            return Sent()

        return self._call("views.publish", person, do)

    def ask(self, method: str, channel: ChannelId, do: Callable[[], _T]) -> _T | NoAnswer:
        """A reading of the channel by whoever stands beside this, with the method's faults."""

        def inside() -> _T:
            self._inside(channel, reading=True)
            return do()

        return self._call(method, channel, inside)

    def is_readable(self, post: Post, since: float = 0.0) -> bool:
        """Whether the history shows it by now."""
        return since < post.at <= self._now() - self.read_lag

    # --- inside -------------------------------------------------------------------------------

    def _direct(self, person: PersonId) -> ChannelId:
        known = self.people.get(person)
        if person == self.bot:
            raise RefusedError("cannot_dm_bot")
        if known is None:
            raise RefusedError("user_not_found")
        if known.deactivated:
            raise RefusedError("user_disabled")
        channel = ChannelId(f"D{person[1:]}")
        self.members.setdefault(channel, {self.bot, person})
        return channel

    def _not_invited(self, person: PersonId) -> str | None:
        if person == self.bot:
            return "cant_invite_self"
        if person not in self.people:
            return "user_not_found"
        return "cant_invite" if self.people[person].deactivated else None

    def _call(self, method: str, place: str, do: Callable[[], _T]) -> _T | NoAnswer:
        self._apply_late()
        self.calls.append(Call(method, place))
        fault = self._faults[method].popleft() if self._faults[method] else None
        if fault is None:
            return answered(do if self.installed else refused)
        if fault.late:
            self._late.append((self._now() + fault.late, lambda: answered(do)))
        elif fault.applied:
            answered(do)
        return fault.outcome

    def _apply_late(self) -> None:
        due = [work for at, work in self._late if at <= self._now()]
        self._late = [(at, work) for at, work in self._late if at > self._now()]
        for work in due:
            work()

    def _add(
        self,
        channel: ChannelId,
        author: PersonId,
        shown: Message,
        thread_ts: Ts | None,
        outbox_id: str | None = None,
    ) -> Ts:
        ts = self._next_ts()
        post = Post(channel, ts, self._now(), author, shown, thread_ts, outbox_id)
        self.posts[Thread(channel, ts)] = post
        self._threads[channel, thread_ts][Thread(channel, ts)] = post
        return ts

    def _next_ts(self) -> Ts:
        self._last_ts = max(round(self._now() * 1_000_000), self._last_ts + 1)
        return Ts(f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06}")

    def _said(self, post: Post) -> MessagePosted:
        said = MessagePosted(post.channel, post.ts, post.thread_ts, post.author, post.shown.text)
        team, typed = self.teams.get(post.author), self.typed.get(post.ts)
        return replace(said, team=team, client_msg_id=typed)

    def _inside(self, channel: ChannelId, *, reading: bool = False) -> ChannelId:
        if channel not in self.members:
            raise RefusedError("channel_not_found")
        if self.bot not in self.members[channel]:
            raise RefusedError("not_in_channel")
        if channel in self.archived and not reading:
            raise RefusedError("is_archived")
        return channel

    def _at(self, message: Thread) -> Post:
        if message not in self.posts:
            raise RefusedError("message_not_found")
        return self.posts[message]
