"""ports.Workspace: the memory twin and our Slack adapter (before the fake Slack) do the same."""

from collections.abc import Callable, Iterator

import pytest

from deskbell.adapters.pictures.nps_weeks import draw_weeks
from deskbell.adapters.slack import web_api
from deskbell.domain.ids import ChannelId, PersonId, Thread, Ts
from deskbell.domain.nps.net_score import Scores
from deskbell.domain.people import Person
from deskbell.usecases.slack_ports import Later, Message, Never, Sent, Undelivered, Unknown
from tests.builders import ANA, BEN, BOT, GUS, IT_HAPPENS, IT_TRIAGE, MINJUN
from tests.contracts import workspaces
from tests.contracts.workspaces import NOBODY, PEOPLE, FakeSlackScene, Scene

ROW = "T#ABC/3/0"
NOWHERE = ChannelId("C0NOWHERE1")
MISSING = Ts("1700000000.000100")
HELLO = Message(
    "Hello",
    [{"type": "section", "text": {"type": "mrkdwn", "text": "*Hello*"}}],
)


@pytest.fixture(scope="module")
def fake_slack() -> Iterator[FakeSlackScene]:
    with workspaces.fake_slack() as scene:
        yield scene


@pytest.fixture(params=["memory", "slack"])
def scene(request: pytest.FixtureRequest) -> Scene:
    if request.param == "memory":
        return workspaces.memory_scene()
    over_http: FakeSlackScene = request.getfixturevalue("fake_slack")
    over_http.reset()
    return over_http


def posted(scene: Scene, channel: str = IT_HAPPENS, thread_ts: Ts | None = None) -> Thread:
    """Posts `HELLO` for ROW."""
    sent = scene.workspace.post(channel, thread_ts, HELLO, ROW)
    assert isinstance(sent, Sent)
    assert sent.channel is not None
    assert sent.ts is not None
    return Thread(sent.channel, sent.ts)


def test_post_is_found_by_its_outbox_row(scene: Scene) -> None:
    post = posted(scene)

    found = scene.workspace.find_post(IT_HAPPENS, None, ROW, float(post.ts) - 5)
    assert found == Sent(post.channel, post.ts)
    assert scene.workspace.find_post(IT_HAPPENS, None, "T#ABC/4/0", float(post.ts) - 5) is None


def test_reply_is_found_by_its_outbox_row(scene: Scene) -> None:
    root = scene.say(MINJUN, IT_HAPPENS, "노트북이 고장났어요")
    reply = posted(scene, thread_ts=root)

    found = scene.workspace.find_post(IT_HAPPENS, root, ROW, float(reply.ts) - 5)
    assert found == Sent(reply.channel, reply.ts)


def test_post_before_the_row_was_written_is_not_taken_for_it(scene: Scene) -> None:
    post = posted(scene)

    assert scene.workspace.find_post(IT_HAPPENS, None, ROW, float(post.ts) + 5) is None


@pytest.mark.parametrize("method", ["post", "find_post", "read_thread"])
def test_channel_that_is_not_there_is_gone(scene: Scene, method: str) -> None:
    asked: dict[str, Callable[[], object]] = {
        "post": lambda: scene.workspace.post(NOWHERE, None, HELLO, ROW),
        "find_post": lambda: scene.workspace.find_post(NOWHERE, None, ROW, 0.0),
        "read_thread": lambda: scene.workspace.read_thread(Thread(NOWHERE, MISSING)),
    }
    assert asked[method]() == Never(Undelivered.CHANNEL_GONE, "channel_not_found")


def test_post_under_a_message_that_is_not_there_is_refused(scene: Scene) -> None:
    assert scene.workspace.post(IT_HAPPENS, MISSING, HELLO, ROW) == Never(
        Undelivered.FORBIDDEN, "cannot_reply_to_message"
    )


def test_post_whose_answer_is_lost_is_unknown_and_there(scene: Scene) -> None:
    scene.lose_answer("chat.postMessage")

    assert isinstance(scene.workspace.post(IT_HAPPENS, None, HELLO, ROW), Unknown)
    assert scene.texts(IT_HAPPENS) == ["Hello"]


def test_rate_limit_says_when_to_come_back(scene: Scene) -> None:
    scene.refuse_for_now("chat.postMessage", 30)

    assert scene.workspace.post(IT_HAPPENS, None, HELLO, ROW) == Later(30, "ratelimited")
    assert scene.texts(IT_HAPPENS) == []


def test_update_changes_our_post(scene: Scene) -> None:
    post = posted(scene)

    assert scene.workspace.update(post.channel, post.ts, Message("Bye", HELLO.blocks)) == Sent()
    assert scene.texts(IT_HAPPENS) == ["Bye"]


def test_updated_post_is_still_found(scene: Scene) -> None:
    post = posted(scene)
    scene.workspace.update(post.channel, post.ts, Message("Bye", HELLO.blocks))

    found = scene.workspace.find_post(IT_HAPPENS, None, ROW, float(post.ts) - 5)
    assert found == Sent(post.channel, post.ts)


def test_update_of_what_is_gone_or_not_ours_cannot_be(scene: Scene) -> None:
    theirs = scene.say(MINJUN, IT_HAPPENS, "Mine")

    assert scene.workspace.update(IT_HAPPENS, MISSING, HELLO) == Never(
        Undelivered.MESSAGE_GONE, "message_not_found"
    )
    assert scene.workspace.update(IT_HAPPENS, theirs, HELLO) == Never(
        Undelivered.MESSAGE_GONE, "cant_update_message"
    )


def test_update_with_a_text_that_is_too_long_is_our_bug(scene: Scene) -> None:
    post = posted(scene)

    assert scene.workspace.update(post.channel, post.ts, Message("x" * 4001, [])) == Never(
        Undelivered.REJECTED, "msg_too_long"
    )


def test_deleting_twice_is_deleting(scene: Scene) -> None:
    post = posted(scene)

    assert scene.workspace.delete(post) == Sent()
    assert scene.workspace.delete(post) == Sent()
    assert scene.texts(IT_HAPPENS) == []


def test_whisper_is_for_one_person(scene: Scene) -> None:
    assert scene.workspace.whisper(IT_TRIAGE, BEN, None, HELLO) == Sent()

    assert scene.whispers(BEN) == ["Hello"]
    assert scene.texts(IT_TRIAGE) == []


def test_whisper_reaches_nobody_outside_the_channel(scene: Scene) -> None:
    assert scene.workspace.whisper(IT_TRIAGE, GUS, None, HELLO) == Never(
        Undelivered.PERSON_UNREACHABLE, "user_not_in_channel"
    )


def test_reaction_is_put_on_and_taken_off_however_often(scene: Scene) -> None:
    message = Thread(IT_HAPPENS, scene.say(MINJUN, IT_HAPPENS, "Help"))

    assert [scene.workspace.react(message, "eyes") for _ in "12"] == [Sent(), Sent()]
    assert scene.reactions(message) == {"eyes"}
    assert [scene.workspace.unreact(message, "eyes") for _ in "12"] == [Sent(), Sent()]
    assert scene.reactions(message) == set()


def test_reaction_on_a_message_that_is_gone_cannot_be(scene: Scene) -> None:
    assert scene.workspace.react(Thread(IT_HAPPENS, MISSING), "eyes") == Never(
        Undelivered.MESSAGE_GONE, "message_not_found"
    )


def test_thread_is_what_people_said_in_it(scene: Scene) -> None:
    root = scene.say(MINJUN, IT_HAPPENS, "노트북이 고장났어요")
    posted(scene, thread_ts=root)
    scene.say(BEN, IT_HAPPENS, "Które?", root)

    read = scene.workspace.read_thread(Thread(IT_HAPPENS, root))
    assert isinstance(read, list)
    assert [(m.author, m.text, m.thread_ts) for m in read] == [
        (MINJUN, "노트북이 고장났어요", None),
        (BEN, "Które?", root),
    ]


def test_reading_a_reply_names_the_root_it_belongs_to(scene: Scene) -> None:
    root = scene.say(MINJUN, IT_HAPPENS, "Help")
    reply = scene.say(BEN, IT_HAPPENS, "Which one?", root)

    read = scene.workspace.read_thread(Thread(IT_HAPPENS, reply))
    assert isinstance(read, list)
    assert [(m.ts, m.thread_ts) for m in read] == [(reply, root)]


def test_thread_that_is_gone_cannot_be_read(scene: Scene) -> None:
    assert scene.workspace.read_thread(Thread(IT_HAPPENS, MISSING)) == Never(
        Undelivered.MESSAGE_GONE, "thread_not_found"
    )


def test_dm_is_opened_posted_to_and_read_back(scene: Scene) -> None:
    channel = scene.workspace.direct_channel(MINJUN)
    assert isinstance(channel, str)
    dm = posted(scene, channel)

    assert scene.workspace.direct_channel(MINJUN) == channel
    found = scene.workspace.find_post(channel, None, ROW, float(dm.ts) - 5)
    assert found == Sent(dm.channel, dm.ts)


@pytest.mark.parametrize(
    ("person", "code"), [(NOBODY, "user_not_found"), (BOT, "cannot_dm_bot")], ids=str
)
def test_nobody_there_to_write_to(scene: Scene, person: PersonId, code: str) -> None:
    assert scene.workspace.direct_channel(person) == Never(Undelivered.PERSON_UNREACHABLE, code)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_profile_tells_who_somebody_is(scene: Scene, person: Person) -> None:
    assert scene.workspace.profile(person.id) == person


def test_nobody_has_no_profile(scene: Scene) -> None:
    assert isinstance(scene.workspace.profile(NOBODY), Never)


def test_somebody_is_found_by_their_address_and_nobody_by_another(scene: Scene) -> None:
    found = scene.workspace.profile_of("ana@deskbell-sample.example")
    assert isinstance(found, Person)
    assert found.id == ANA
    assert scene.workspace.profile_of("nobody@example.com") == Never(
        Undelivered.PERSON_UNREACHABLE, "users_not_found"
    )


def test_a_channel_says_who_is_in_it_page_after_page(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bots, too; of a very large one those of the first pages."""
    everybody = scene.workspace.channel_members(IT_HAPPENS)
    assert isinstance(everybody, tuple)
    assert {BOT, ANA, MINJUN, BEN, GUS} <= set(everybody)
    monkeypatch.setattr(web_api, "MEMBER_PAGE", 4)
    assert scene.workspace.channel_members(IT_HAPPENS) == everybody
    gone = Never(Undelivered.CHANNEL_GONE, "channel_not_found")
    assert scene.workspace.channel_members(NOWHERE) == gone


def test_who_is_in_a_channel_may_have_to_be_asked_later(scene: Scene) -> None:
    scene.refuse_for_now("conversations.members", 30)
    assert scene.workspace.channel_members(IT_HAPPENS) == Later(30, "ratelimited")


def test_a_user_group_has_the_one_member_it_is_set_to(scene: Scene) -> None:
    group = scene.make_group(ANA, BEN)
    for _ in range(2):
        assert scene.workspace.set_group(group, MINJUN) == Sent()
    assert scene.in_group(group) == [MINJUN]
    assert isinstance(scene.workspace.set_group("S0NOBODY01", MINJUN), Never)


def test_a_channel_of_our_own_is_made_once_and_people_come_in(scene: Scene) -> None:
    made = [scene.workspace.open_channel("inc-57-vpn") for _ in range(2)]
    channel = made[0]
    assert isinstance(channel, str)
    assert made == [channel, channel]
    for _ in range(2):
        assert scene.workspace.invite(channel, [ANA, MINJUN, NOBODY]) == Sent()
    psst = scene.workspace.whisper(channel, MINJUN, None, HELLO)
    assert psst == Sent(), "who was invited is inside"


def test_a_channel_of_that_name_that_somebody_brought_us_into_is_not_ours(scene: Scene) -> None:
    scene.bring_app_into_a_new("inc-57-vpn")
    refused = Never(Undelivered.FORBIDDEN, "name_taken")
    assert scene.workspace.open_channel("inc-57-vpn") == refused


def test_a_channel_whose_making_had_no_answer_is_found(scene: Scene) -> None:
    scene.lose_answer("conversations.create")
    assert isinstance(scene.workspace.open_channel("inc-57-vpn"), Unknown)
    assert isinstance(scene.workspace.open_channel("inc-57-vpn"), str)


def test_a_file_is_seen_where_a_post_names_it(scene: Scene) -> None:
    file = scene.workspace.upload("weeks.png", draw_weeks([("47", Scores(1, 1, 1))]))
    assert isinstance(file, str)
    picture: dict[str, object] = {"type": "image", "slack_file": {"id": file}, "alt_text": "weeks"}
    sent = scene.workspace.post(IT_HAPPENS, None, Message("Weeks", [picture]), "T#1/1/0")
    assert isinstance(sent, Sent)
    assert scene.texts(IT_HAPPENS) == ["Weeks"]


@pytest.mark.parametrize("method", ["files.completeUploadExternal"])
def test_a_file_whose_upload_had_no_answer_is_unknown(scene: Scene, method: str) -> None:
    scene.lose_answer(method)
    assert isinstance(scene.workspace.upload("weeks.png", b"a picture"), Unknown)


def test_nobody_is_invited_who_is_nobody(scene: Scene) -> None:
    channel = scene.workspace.open_channel("inc-57-vpn")
    assert isinstance(channel, str)
    assert scene.workspace.invite(channel, [NOBODY]) == Never(
        Undelivered.PERSON_UNREACHABLE, "user_not_found"
    )
