"""What people see in Slack when the relay carries out each kind of effect, and Slack is well."""

from datetime import UTC, datetime, timedelta

import pytest

from deskbell.adapters import wire
from deskbell.domain.decision import message_link
from deskbell.domain.effects import (
    FollowUp,
    Place,
    ReadThread,
    ReleaseParked,
    SendDirect,
    SendNotice,
    ShowCard,
    ShowStatus,
    Whisper,
)
from deskbell.domain.ids import EventKey, Thread, Ts
from deskbell.domain.inputs import PostParked, ThreadRead
from deskbell.domain.texts import Text
from deskbell.domain.tickets.open_from_message import BACKFILL_LIMIT
from deskbell.domain.tickets.ticket import Status
from deskbell.usecases.outbox.send_outbox import Fate
from deskbell.usecases.ports import RowState
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    BOT,
    INSTALL,
    IT_HAPPENS,
    IT_TRIAGE,
    MINJUN,
    NOW,
    a_reply,
    an_envelope,
)
from tests.functional.relay_world import World

TRIAGE_CARD = ShowCard(Place.TRIAGE, IT_TRIAGE)
REQUEST_CARD = ShowCard(Place.REQUEST, IT_HAPPENS)
HELLO = Text("dm.hello")


@pytest.fixture(params=[False, True], ids=["stream", "fast path"])
def world(request: pytest.FixtureRequest) -> World:
    return World(held=request.param)


def test_card_is_posted_once_and_then_updated_in_place(world: World) -> None:
    world.do(TRIAGE_CARD)
    world.do(TRIAGE_CARD, card_revision=2)

    (card,) = world.slack.in_channel(IT_TRIAGE)
    assert card.shown.text == "#7 assigned r2 triage"
    assert world.methods() == ["chat.postMessage", "chat.update"]


def test_card_in_a_thread_is_a_reply(world: World) -> None:
    root = world.slack.say(ANA, IT_HAPPENS, "My laptop does not start")
    world.do(ShowCard(Place.THREAD, IT_HAPPENS, root))

    (card,) = world.slack.in_channel(IT_HAPPENS, root)
    assert card.author == BOT


def test_a_reply_under_a_card_finds_its_ticket(world: World) -> None:
    world.do(REQUEST_CARD)

    (card,) = world.slack.in_channel(IT_HAPPENS)
    link = world.ports.aggregates.find(message_link(INSTALL, Thread(IT_HAPPENS, card.ts)))
    assert link is not None
    assert (link.ref, link.place) == (world.ticket.ref, Place.REQUEST)


def test_card_that_shows_the_ticket_already_costs_no_call(world: World) -> None:
    world.do(TRIAGE_CARD)
    world.do(TRIAGE_CARD)
    world.do(TRIAGE_CARD, card_revision=2)
    rows = world.wants(TRIAGE_CARD)
    world.send(rows)

    assert world.methods() == ["chat.postMessage", "chat.update"]
    assert world.states(rows) == [RowState.SENT]


def test_stale_button_refreshes_even_a_card_that_shows_the_ticket(world: World) -> None:
    world.do(TRIAGE_CARD)
    world.do(ShowCard(Place.TRIAGE, IT_TRIAGE, refresh=True))

    assert world.methods() == ["chat.postMessage", "chat.update"]


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.MERGED])
def test_ticket_that_is_over_before_its_card_came_leaves_no_card(
    world: World, status: Status
) -> None:
    rows = world.wants(TRIAGE_CARD, status=status)
    world.send(rows)

    assert world.slack.in_channel(IT_TRIAGE) == []
    assert world.states(rows) == [RowState.SENT]


def test_deleted_card_of_an_open_ticket_is_posted_again(world: World) -> None:
    world.do(TRIAGE_CARD)
    world.slack.remove(Thread(IT_TRIAGE, world.slack.in_channel(IT_TRIAGE)[0].ts))
    world.do(TRIAGE_CARD, card_revision=2)
    world.do(TRIAGE_CARD, card_revision=3)

    (card,) = world.slack.in_channel(IT_TRIAGE)
    assert card.shown.text == "#7 assigned r3 triage"


def test_deleted_card_of_a_closed_ticket_stays_away(world: World) -> None:
    world.do(TRIAGE_CARD)
    world.slack.remove(Thread(IT_TRIAGE, world.slack.in_channel(IT_TRIAGE)[0].ts))
    world.do(TRIAGE_CARD, card_revision=2, status=Status.CLOSED)

    assert world.slack.in_channel(IT_TRIAGE) == []
    assert world.inputs() == []


def test_bots_one_reaction_follows_the_status(world: World) -> None:
    ts = world.slack.say(ANA, IT_HAPPENS, "My laptop does not start")
    message = Thread(IT_HAPPENS, ts)
    world.do(ShowStatus(Place.THREAD, message, "eyes", None))
    world.do(ShowStatus(Place.THREAD, message, "white_check_mark", "eyes"))

    reactions = {name: by for name, by in world.slack.posts[message].reactions.items() if by}
    assert reactions == {"white_check_mark": [BOT]}


def test_status_of_a_form_request_is_on_its_card(world: World) -> None:
    world.do(REQUEST_CARD)
    world.do(ShowStatus(Place.REQUEST, None, "eyes", None))

    assert world.slack.in_channel(IT_HAPPENS)[0].reactions["eyes"] == [BOT]


def test_status_of_a_card_that_was_never_posted_is_nowhere(world: World) -> None:
    rows = world.wants(ShowStatus(Place.REQUEST, None, "eyes", None))
    world.send(rows)

    assert world.methods() == []
    assert world.states(rows) == [RowState.SENT]


def test_dm_speaks_the_language_of_its_reader(world: World) -> None:
    world.do(SendDirect(MINJUN, HELLO))

    channel = world.slack.direct_channel(MINJUN)
    assert isinstance(channel, str)
    (dm,) = world.slack.in_channel(channel)
    assert dm.shown.text == "dm.hello ko-KR Asia/Seoul"


def test_dm_that_cannot_reach_its_person_is_told_to_the_ticket(world: World) -> None:
    (row,) = world.wants(SendDirect(ADAM, HELLO))
    world.send([row])

    assert world.row(row).state is RowState.PARKED
    assert world.inputs() == [PostParked(world.ticket.ref, row, "user_disabled")]


def test_notice_hangs_under_the_card_it_is_about(world: World) -> None:
    world.do(TRIAGE_CARD)
    world.do(SendNotice(IT_TRIAGE, Text("notice.reminder"), under=Place.TRIAGE))

    (card,) = world.slack.in_channel(IT_TRIAGE)
    (notice,) = world.slack.in_channel(IT_TRIAGE, card.ts)
    assert notice.shown.text == "notice.reminder None None"


def test_notice_about_a_card_in_another_channel_stands_by_itself(world: World) -> None:
    world.do(REQUEST_CARD)
    world.do(SendNotice(IT_TRIAGE, Text("notice.reminder"), under=Place.REQUEST))

    assert len(world.slack.in_channel(IT_TRIAGE)) == 1


def test_whisper_is_seen_by_one_person(world: World) -> None:
    world.do(Whisper(BEN, IT_TRIAGE, None, Text("whisper.stale")))

    (whisper,) = world.slack.whispers
    assert (whisper.person, whisper.shown.text) == (BEN, "whisper.stale en-US America/Chicago")


def test_thread_that_was_read_comes_back_as_an_input(world: World) -> None:
    root = world.slack.say(ANA, IT_HAPPENS, "My laptop does not start")
    world.slack.say(BEN, IT_HAPPENS, "Which one?", root)
    world.do(ShowCard(Place.THREAD, IT_HAPPENS, root))
    (row,) = world.wants(ReadThread(Thread(IT_HAPPENS, root)))
    world.send([row])

    (envelope,) = world.queue.take()
    assert isinstance(envelope.input, ThreadRead)
    assert [message.text for message in envelope.input.messages] == [
        "My laptop does not start",
        "Which one?",
    ]
    assert envelope.key == f"read:{row}:1:0"
    assert envelope.group == f"{INSTALL}:{IT_HAPPENS}:{root}"
    assert envelope.hops == 1


def test_thread_that_is_gone_comes_back_with_the_reason(world: World) -> None:
    gone = Thread(IT_HAPPENS, Ts("1795424000.000100"))
    rows = world.wants(ReadThread(gone))
    world.send(rows)

    assert world.inputs() == [
        ThreadRead(world.ticket.ref, gone, (), failure="thread_not_found"),
    ]
    assert world.states(rows) == [RowState.SENT]


def test_replies_that_came_too_early_are_put_on_the_inbox_in_their_order(world: World) -> None:
    thread = Thread(IT_HAPPENS, Ts("1795424400.000100"))
    until = datetime.fromtimestamp(world.now, UTC) + timedelta(hours=1)
    for second in (3, 1, 2):
        reply = a_reply(f"179542440{second}.000100", f"reply {second}")
        early = an_envelope(reply, f"msg {second}", NOW + timedelta(seconds=second))
        world.ports.parked.park(thread, early, until)
    world.do(ReleaseParked(thread))

    released = world.queue.take()
    assert [envelope.key for envelope in released] == ["msg 1", "msg 2", "msg 3"]
    assert {envelope.hops for envelope in released} == {1}
    assert world.ports.parked.waiting(INSTALL, thread, 0.0) == []


def test_replies_that_waited_when_the_ticket_was_asked_for_come_however_late(
    world: World,
) -> None:
    thread, asked = Thread(IT_HAPPENS, Ts("1795424400.000100")), NOW
    early = an_envelope(a_reply("1795424401.000100", "reply"), "msg 1", NOW)
    world.ports.parked.park(thread, early, NOW + timedelta(hours=1))
    world.now = (NOW + timedelta(hours=3)).timestamp()  # the desk stood still meanwhile
    world.do(ReleaseParked(thread, asked))

    assert [envelope.key for envelope in world.queue.take()] == ["msg 1"]


def test_follow_up_goes_on_the_inbox_as_it_is(world: World) -> None:
    more = an_envelope(a_reply("1795424401.000100", "more"), "cause:op:1")
    world.do(FollowUp(more))

    assert [envelope.key for envelope in world.queue.take()] == [EventKey("cause:op:1")]


def test_rows_of_one_place_are_sent_in_their_order() -> None:
    world = World()
    rows = world.wants(REQUEST_CARD, ShowStatus(Place.REQUEST, None, "eyes", None))
    attempts = world.send(rows[1:])

    assert [attempt.fate for attempt in attempts] == [Fate.SENT, Fate.SENT]
    assert world.methods() == ["chat.postMessage", "reactions.add"]


def test_sweep_sends_what_nobody_has_sent() -> None:
    world = World()
    rows = world.wants(REQUEST_CARD, TRIAGE_CARD, SendDirect(ANA, HELLO))
    world.sweep()

    assert set(world.states(rows)) == {RowState.SENT}


def test_no_row_is_begun_when_the_time_is_up(world: World) -> None:
    rows = world.wants(REQUEST_CARD)

    assert world.send(rows, seconds=0.0) == []
    assert world.methods() == []


def test_long_thread_comes_back_in_parts_that_the_queue_takes(world: World) -> None:
    root = world.slack.say(ANA, IT_HAPPENS, "My laptop does not start")
    said = ["가" * 12_000] * 5 + [f"{n}" for n in range(90)]
    for words in said:
        world.slack.say(BEN, IT_HAPPENS, words, root)
    world.do(ReadThread(Thread(IT_HAPPENS, root)))

    parts = world.queue.take()
    read = [envelope.input for envelope in parts if isinstance(envelope.input, ThreadRead)]
    assert all(part.messages[0].ts == root for part in read)
    assert [message.text for part in read for message in part.messages[1:]] == said
    assert max(len(part.messages) for part in read) == 1 + BACKFILL_LIMIT
    assert max(len(wire.encode(envelope)) for envelope in parts) < 256 * 1024
    assert len({envelope.key for envelope in parts}) == len(parts)
