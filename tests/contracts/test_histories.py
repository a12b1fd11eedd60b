"""slack_ports.Histories: the twin and our adapter (before the fake Slack) read the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import pytest

from deskbell.adapters.memory.histories import MemoryHistories
from deskbell.adapters.slack.events import EventReader
from deskbell.domain.envelope import Envelope
from deskbell.domain.ids import ChannelId, PersonId, Thread, Ts
from deskbell.domain.inputs import MessageEdited, MessagePosted, ReactionChanged
from deskbell.usecases.slack_ports import (
    Heard,
    Histories,
    Later,
    Message,
    Never,
    Page,
    Sent,
    Undelivered,
)
from tests.builders import ANA, BEN, INSTALL, IT_HAPPENS, MINJUN, NOW, a_desk
from tests.contracts import workspaces
from tests.contracts.workspaces import FakeSlackScene, MemoryScene

# Both scenes say things by the clock on the wall; what is read is read after all of it.
READ = NOW + timedelta(days=50 * 365)
NEVER, EVER = Ts("0000000000.000000"), Ts("9999999999.999999")
NOWHERE = ChannelId("C0NOWHERE1")


class Scene(Protocol):
    """What people do, and who reads it afterwards."""

    @property
    def history(self) -> Histories: ...
    def say(
        self, person: PersonId, channel: ChannelId, text: str, thread_ts: Ts | None = None
    ) -> Ts: ...
    def edit(self, person: PersonId, message: Thread, text: str) -> Ts: ...
    def put_on(self, person: PersonId, message: Thread, emoji: str) -> None: ...
    def post(self, channel: ChannelId, text: str) -> Ts: ...
    def refuse_for_now(self, method: str, seconds: float) -> None: ...
    def share(self, channel: ChannelId) -> None: ...


def posted(sent: object) -> Ts:
    assert isinstance(sent, Sent)
    assert sent.ts
    return sent.ts


@dataclass
class InMemory:
    scene: MemoryScene

    def __post_init__(self) -> None:
        self.history = MemoryHistories(self.scene.workspace, a_desk().workspace)
        self.say, self.refuse_for_now = self.scene.say, self.scene.refuse_for_now

    def edit(self, person: PersonId, message: Thread, text: str) -> Ts:
        return self.scene.workspace.edit(message, text)

    def put_on(self, person: PersonId, message: Thread, emoji: str) -> None:
        self.scene.workspace.posts[message].reactions[emoji].append(person)

    def post(self, channel: ChannelId, text: str) -> Ts:
        return posted(self.scene.workspace.post(channel, None, Message(text, []), "T#A/1/0"))

    def share(self, channel: ChannelId) -> None:
        self.scene.workspace.shared.add(channel)


@dataclass
class OverHttp:
    scene: FakeSlackScene

    def __post_init__(self) -> None:
        self.history = self.scene.workspace
        self.say, self.refuse_for_now = self.scene.say, self.scene.refuse_for_now

    def edit(self, person: PersonId, message: Thread, text: str) -> Ts:
        where = {"channel": message.channel, "ts": message.ts}
        self.scene.client.act(person, "edit", text=text, **where)
        [found] = [m for m in self.scene.client.messages(message.channel) if m["ts"] == message.ts]
        return Ts(found["edited"]["ts"])

    def put_on(self, person: PersonId, message: Thread, emoji: str) -> None:
        where = {"channel": message.channel, "ts": message.ts}
        assert self.scene.client.act(person, "react", name=emoji, **where)["ok"]

    def post(self, channel: ChannelId, text: str) -> Ts:
        return posted(self.scene.workspace.post(channel, None, Message(text, []), "T#A/1/0"))

    def share(self, channel: ChannelId) -> None:
        assert self.scene.client.act(BEN, "share", channel=channel, team="acme-sample")["ok"]


@pytest.fixture(scope="module")
def fake_slack() -> Iterator[FakeSlackScene]:
    with workspaces.fake_slack() as scene:
        yield scene


@pytest.fixture(params=["memory", "slack"])
def scene(request: pytest.FixtureRequest) -> Scene:
    if request.param == "memory":
        return InMemory(workspaces.memory_scene())
    over_http: FakeSlackScene = request.getfixturevalue("fake_slack")
    over_http.reset()
    return OverHttp(over_http)


def page_of(scene: Scene, after: Ts = NEVER, before: Ts = EVER) -> Page:
    page = scene.history.read_channel(IT_HAPPENS, after, before, READ)
    assert isinstance(page, Page)
    return page


def replies_of(scene: Scene, root: Ts) -> list[Heard]:
    heard = scene.history.read_replies(Thread(IT_HAPPENS, root), READ)
    assert isinstance(heard, list)
    return heard


def test_a_channel_is_read_from_its_newest_message_and_without_replies(scene: Scene) -> None:
    first = scene.say(ANA, IT_HAPPENS, "One")
    scene.say(BEN, IT_HAPPENS, "A reply", first)
    second = scene.say(MINJUN, IT_HAPPENS, "Two")
    page = page_of(scene)

    assert [heard.message.ts for heard in page.heard] == [second, first]
    assert page.down_to is None


def test_both_ends_of_the_time_are_left_out(scene: Scene) -> None:
    stamps = [scene.say(ANA, IT_HAPPENS, str(number)) for number in range(4)]

    assert [h.message.ts for h in page_of(scene, stamps[0], stamps[3]).heard] == stamps[2:0:-1]


def test_a_message_is_the_input_that_its_event_would_have_been(scene: Scene) -> None:
    ts = scene.say(ANA, IT_HAPPENS, "My laptop <is> dead & gone")
    event = {"type": "message", "channel": IT_HAPPENS, "user": ANA, "ts": ts}
    [heard] = page_of(scene).heard
    told = EventReader(a_desk().workspace, READ).read(event)

    assert isinstance(told, Envelope)
    assert isinstance(heard.posted, Envelope)
    assert (heard.posted.key, heard.posted.group) == (told.key, told.group)
    assert (heard.posted.occurred_at, heard.posted.received_at) == (told.occurred_at, READ)
    assert isinstance(heard.posted.input, MessagePosted)
    assert (heard.posted.input.author, heard.edited) == (ANA, None)


def test_a_thread_is_read_whole_and_its_root_says_that_there_is_one(scene: Scene) -> None:
    root = scene.say(ANA, IT_HAPPENS, "Help")
    replies = [scene.say(BEN, IT_HAPPENS, text, root) for text in ("Which one?", "When?")]
    [heard] = page_of(scene).heard

    assert (heard.root, heard.latest_reply) == (root, replies[-1])
    assert [(one.message.ts, one.root) for one in replies_of(scene, root)] == [
        (root, root),
        *((reply, root) for reply in replies),
    ]


def test_an_edit_has_the_key_of_its_event(scene: Scene) -> None:
    ts = scene.say(ANA, IT_HAPPENS, "Lapotp")
    when = scene.edit(ANA, Thread(IT_HAPPENS, ts), "Laptop")
    [heard] = page_of(scene).heard

    assert heard.edited
    assert heard.edited.key == f"edit:{INSTALL}:{IT_HAPPENS}:{ts}:{when}"
    assert isinstance(heard.edited.input, MessageEdited)
    assert (heard.edited.input.text, heard.edited.input.edited_ts) == ("Laptop", when)


def test_an_emoji_is_known_by_who_put_it_where_as_its_time_is_not_told(scene: Scene) -> None:
    ts = scene.say(ANA, IT_HAPPENS, "Help")
    for person in (BEN, MINJUN):
        scene.put_on(person, Thread(IT_HAPPENS, ts), "ticket")
    [heard] = page_of(scene).heard

    assert [one.key for one in heard.reactions] == [
        f"react:{INSTALL}:{IT_HAPPENS}:{ts}:{person}:ticket:seen" for person in (BEN, MINJUN)
    ]
    first = heard.reactions[0].input
    assert isinstance(first, ReactionChanged)
    assert (first.person, first.author, first.added) == (BEN, ANA, True)
    assert first.event_ts > ts


def test_a_post_of_ours_tells_nothing_but_its_thread(scene: Scene) -> None:
    card = scene.post(IT_HAPPENS, "A card")
    reply = scene.say(BEN, IT_HAPPENS, "On it", card)
    [heard] = page_of(scene).heard

    assert heard == Heard(Thread(IT_HAPPENS, card), card, latest_reply=reply)


def test_a_channel_without_us_and_a_thread_without_a_root_cannot_be_read(scene: Scene) -> None:
    assert scene.history.read_channel(NOWHERE, NEVER, EVER, NOW) == Never(
        Undelivered.CHANNEL_GONE, "channel_not_found"
    )
    assert scene.history.read_replies(Thread(IT_HAPPENS, Ts("1700000000.000100")), NOW) == Never(
        Undelivered.MESSAGE_GONE, "thread_not_found"
    )


def test_slack_may_want_to_be_asked_later(scene: Scene) -> None:
    scene.refuse_for_now("conversations.history", 30)

    assert scene.history.read_channel(IT_HAPPENS, NEVER, EVER, NOW) == Later(30, "ratelimited")


def test_a_channel_says_whether_other_companies_are_in_it(scene: Scene) -> None:
    assert scene.history.is_shared(IT_HAPPENS) is False
    scene.share(IT_HAPPENS)
    assert scene.history.is_shared(IT_HAPPENS) is True
    assert scene.history.is_shared(NOWHERE) == Never(Undelivered.CHANNEL_GONE, "channel_not_found")
