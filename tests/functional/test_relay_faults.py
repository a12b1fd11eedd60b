"""What people see when Slack, the queue or a relay fails half-way: never two posts, never none."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.outbox import MemoryOutbox
from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.decision import Link
from deskbell.domain.effects import Place, ReadThread, SendDirect, ShowCard, ShowStatus, Whisper
from deskbell.domain.errors import StoreUnavailableError
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import PostParked
from deskbell.domain.texts import Text
from deskbell.domain.tickets.ticket import Status
from deskbell.usecases.outbox.send_outbox import Attempt, Fate
from deskbell.usecases.ports import Asked, Copied, OutboxRow, Posted, RowState
from deskbell.usecases.slack_ports import Later, Never, Undelivered, Unknown
from tests.builders import ANA, BEN, IT_HAPPENS, IT_ONCALL, IT_TRIAGE
from tests.functional.relay_world import LEASE, World

TRIAGE_CARD = ShowCard(Place.TRIAGE, IT_TRIAGE)
POST, UPDATE, HISTORY = "chat.postMessage", "chat.update", "conversations.history"
LOST_ANSWER = Fault(Unknown("TimeoutError"), applied=True)
NOT_DONE = Fault(Unknown("TimeoutError"))
BAD_BLOCKS = Fault(Never(Undelivered.REJECTED, "invalid_blocks"))


@pytest.fixture(params=[False, True], ids=["stream", "fast path"])
def world(request: pytest.FixtureRequest) -> World:
    return World(held=request.param)


def fates(attempts: list[Attempt]) -> list[Fate]:
    return [attempt.fate for attempt in attempts]


# --- nobody knows what happened ---------------------------------------------------------------


def test_post_whose_answer_is_lost_is_found_and_not_repeated(world: World) -> None:
    world.slack.fail(POST, LOST_ANSWER)
    rows = world.wants(TRIAGE_CARD)

    assert fates(world.send(rows)) == [Fate.UNKNOWN]
    assert fates(world.sweep(after=LEASE + 1)) == [Fate.SENT]
    (card,) = world.slack.in_channel(IT_TRIAGE)
    posted = world.ports.aggregates.posted(world.ticket.ref, Place.TRIAGE)
    assert posted is not None
    assert posted.ts == card.ts


def test_post_by_an_intake_whose_clock_is_a_minute_fast_is_found() -> None:
    world = World(held=True)
    world.wait(60)
    rows = world.wants(TRIAGE_CARD)
    world.wait(-60)
    world.slack.fail(POST, LOST_ANSWER)
    world.send(rows)
    world.sweep(after=LEASE + 61)

    assert len(world.slack.in_channel(IT_TRIAGE)) == 1
    assert world.states(rows) == [RowState.SENT]


def test_post_that_never_arrived_is_posted_after_the_lease(world: World) -> None:
    world.slack.fail(POST, NOT_DONE)
    world.do(TRIAGE_CARD)
    world.sweep(after=LEASE + 1)

    assert len(world.slack.in_channel(IT_TRIAGE)) == 1


def test_post_that_slack_applies_late_is_found(world: World) -> None:
    world.slack.fail(POST, Fault(Unknown("TimeoutError"), late=8.0))
    world.do(TRIAGE_CARD)
    world.sweep(after=LEASE + 1)

    assert len(world.slack.in_channel(IT_TRIAGE)) == 1


def test_nothing_is_tried_while_slack_may_still_answer(world: World) -> None:
    world.slack.fail(POST, NOT_DONE)
    world.do(TRIAGE_CARD)

    assert world.sweep(after=LEASE - 1) == []


def test_found_card_shows_the_next_change(world: World) -> None:
    world.slack.fail(POST, LOST_ANSWER)
    world.do(TRIAGE_CARD)
    world.sweep(after=LEASE + 1)
    world.do(TRIAGE_CARD, card_revision=2)

    assert world.slack.in_channel(IT_TRIAGE)[0].shown.text == "#7 assigned r2 triage"


def test_card_of_a_ticket_cancelled_meanwhile_is_found_so_that_it_can_say_so(world: World) -> None:
    world.slack.fail(POST, LOST_ANSWER)
    world.do(TRIAGE_CARD)
    world.wants(TRIAGE_CARD, card_revision=2, status=Status.CANCELLED)
    world.sweep(after=LEASE + 1)

    assert [post.shown.text for post in world.slack.in_channel(IT_TRIAGE)] == [
        "#7 cancelled r2 triage"
    ]


def test_dm_whose_answer_is_lost_is_found_and_not_repeated(world: World) -> None:
    world.slack.fail(POST, LOST_ANSWER)
    world.do(SendDirect(ANA, Text("dm.hello")))
    world.sweep(after=LEASE + 1)

    channel = world.slack.direct_channel(ANA)
    assert isinstance(channel, str)
    assert len(world.slack.in_channel(channel)) == 1


def test_read_back_that_slack_refuses_for_now_leaves_the_doubt(world: World) -> None:
    world.slack.fail(POST, LOST_ANSWER)
    world.do(TRIAGE_CARD)
    world.slack.fail(HISTORY, Fault(Later(30.0, "ratelimited")))

    assert fates(world.sweep(after=LEASE + 1)) == [Fate.DELAYED]
    assert fates(world.sweep(after=31)) == [Fate.SENT]
    assert len(world.slack.in_channel(IT_TRIAGE)) == 1


class ForgetfulOutbox(MemoryOutbox):
    """The relay crashes right after Slack's answer."""

    def placed(self, row: OutboxRow, posted: Posted, link: Link) -> None:
        raise StoreUnavailableError("the table is away")

    def sent(
        self, row: OutboxRow, posted: Posted | Copied | Asked | None, link: Link | None = None
    ) -> None:
        raise StoreUnavailableError("the table is away")


def crash_after_slack(world: World, rows: list[str]) -> None:
    sound = world.ports
    world.ports = replace(sound, outbox=ForgetfulOutbox(world.table))
    with suppress(StoreUnavailableError):
        world.send(rows)
    world.ports = sound


def test_crash_between_the_post_and_its_writing_down_posts_nothing_twice(world: World) -> None:
    rows = world.wants(TRIAGE_CARD)
    crash_after_slack(world, rows)
    world.sweep(after=LEASE + 1)

    assert len(world.slack.in_channel(IT_TRIAGE)) == 1
    assert world.states(rows) == [RowState.SENT]


def test_whisper_is_not_repeated_after_a_crash(world: World) -> None:
    rows = world.wants(Whisper(BEN, IT_TRIAGE, None, Text("whisper.stale")))
    crash_after_slack(world, rows)
    world.sweep(after=LEASE + 1)

    assert len(world.slack.whispers) == 1
    assert world.states(rows) == [RowState.SENT]


def test_card_posted_anew_whose_answer_is_lost_is_not_posted_a_third_time(world: World) -> None:
    world.do(TRIAGE_CARD)
    world.slack.remove(Thread(IT_TRIAGE, world.slack.in_channel(IT_TRIAGE)[0].ts))
    world.slack.fail(POST, LOST_ANSWER)
    world.do(TRIAGE_CARD, card_revision=2)
    world.sweep(after=LEASE + 1)

    assert len(world.slack.in_channel(IT_TRIAGE)) == 1


def test_lost_whisper_stays_lost(world: World) -> None:
    world.slack.fail("chat.postEphemeral", NOT_DONE)
    rows = world.wants(Whisper(BEN, IT_TRIAGE, None, Text("whisper.stale")))

    assert fates(world.send(rows)) == [Fate.DROPPED]
    assert world.slack.whispers == []
    assert world.states(rows) == [RowState.SENT]


# --- Slack says no ----------------------------------------------------------------------------


def test_rate_limit_is_kept_and_needs_no_read_back(world: World) -> None:
    world.slack.fail(POST, Fault(Later(30.0, "ratelimited")))
    world.do(TRIAGE_CARD)

    assert world.sweep(after=29) == []
    assert fates(world.sweep(after=2)) == [Fate.SENT]
    assert world.methods() == [POST, POST]


def test_newer_row_does_not_wake_the_one_that_waits_before_it(world: World) -> None:
    world.slack.fail(POST, Fault(Later(30.0, "ratelimited")))
    world.do(TRIAGE_CARD)

    assert world.do(TRIAGE_CARD, card_revision=2) == []


def test_new_emoji_waits_until_the_old_one_is_off(world: World) -> None:
    message = Thread(IT_HAPPENS, world.slack.say(ANA, IT_HAPPENS, "Help"))
    world.do(ShowStatus(Place.THREAD, message, "eyes", None))
    world.slack.fail("reactions.remove", Fault(Later(30.0, "ratelimited")))
    world.do(ShowStatus(Place.THREAD, message, "white_check_mark", "eyes"))

    assert "white_check_mark" not in world.slack.posts[message].reactions
    world.sweep(after=31)
    reactions = {name for name, by in world.slack.posts[message].reactions.items() if by}
    assert reactions == {"white_check_mark"}


@pytest.mark.parametrize(("asked", "kept"), [(-1.0, 1.0), (0.0, 1.0), (86_400.0, 900.0)])
def test_absurd_retry_after_is_kept_within_reason(world: World, asked: float, kept: float) -> None:
    world.slack.fail(POST, Fault(Later(asked, "ratelimited")))
    (row,) = world.wants(TRIAGE_CARD)
    world.send([row])

    assert world.row(row).due == world.now + kept


def test_passing_trouble_is_asked_about_less_and_less_often() -> None:
    world = World()
    world.slack.fail(POST, *[Fault(Later(None, "service_unavailable"))] * 9)
    (row,) = world.wants(TRIAGE_CARD)
    waits = []
    for _ in range(9):
        world.sweep()
        waits.append(world.row(row).due - world.now)
        world.now = world.row(row).due

    assert waits == [15, 30, 60, 120, 240, 480, 900, 900, 900]


def test_what_waits_holds_up_its_own_place_only(world: World) -> None:
    world.slack.fail(POST, Fault(Later(30.0, "ratelimited")))
    root = world.slack.say(ANA, IT_HAPPENS, "My laptop does not start")
    waiting = ShowStatus(Place.TRIAGE, None, "eyes", None)
    free = ShowStatus(Place.THREAD, Thread(IT_HAPPENS, root), "eyes", None)
    rows = world.wants(TRIAGE_CARD, waiting, free)
    world.send(rows)

    assert world.states(rows) == [RowState.PENDING, RowState.PENDING, RowState.SENT]


def test_post_into_a_channel_we_are_not_in_is_parked_and_told(world: World) -> None:
    card = ShowCard(Place.FALLBACK, IT_ONCALL)
    row, behind = world.wants(card, ShowStatus(Place.FALLBACK, None, "eyes", None))
    world.send([row, behind])

    assert world.states([row, behind]) == [RowState.PARKED, RowState.SENT]
    assert world.inputs() == [PostParked(world.ticket.ref, row, "not_in_channel")]


def test_card_whose_blocks_slack_refuses_is_said_in_plain_text(world: World) -> None:
    world.slack.fail(POST, BAD_BLOCKS)
    world.do(TRIAGE_CARD)

    (card,) = world.slack.in_channel(IT_TRIAGE)
    assert card.shown.blocks == []
    assert card.shown.text == "#7 new r1 triage"


def test_card_that_even_as_plain_text_is_refused_is_parked(world: World) -> None:
    world.slack.fail(POST, BAD_BLOCKS, BAD_BLOCKS)

    assert fates(world.do(TRIAGE_CARD)) == [Fate.PARKED]
    assert world.methods() == [POST, POST]


# --- the queue, and other relays --------------------------------------------------------------


def test_answer_that_the_inbox_does_not_take_is_read_again(world: World) -> None:
    root = world.slack.say(ANA, IT_HAPPENS, "My laptop does not start")
    world.queue.available = False
    world.do(ReadThread(Thread(IT_HAPPENS, root)))
    world.queue.available = True
    world.sweep(after=16)

    assert len(world.inputs()) == 1


def test_row_is_parked_only_when_its_ticket_can_be_told(world: World) -> None:
    world.queue.available = False
    rows = world.wants(ShowCard(Place.FALLBACK, IT_ONCALL))
    world.send(rows)

    assert world.states(rows) == [RowState.PENDING]


def test_row_that_another_relay_holds_is_left_to_it() -> None:
    world = World()
    rows = world.wants(TRIAGE_CARD)
    world.ports.outbox.claim(world.row(rows[0]), world.now, timedelta(seconds=LEASE))

    assert world.send(rows) == []


def test_relay_that_took_longer_than_its_lease_changes_nothing_any_more(world: World) -> None:
    rows = world.wants(TRIAGE_CARD)
    slow, post = world.slack, world.slack.post

    def post_slowly(*arguments: object) -> object:
        outcome = post(*arguments)  # type: ignore[arg-type]
        world.now += LEASE + 1
        slow.post = post  # type: ignore[method-assign]
        world.ports.outbox.claim(world.row(rows[0]), world.now, timedelta(seconds=LEASE))
        return outcome

    slow.post = post_slowly  # type: ignore[method-assign,assignment]

    assert fates(world.send(rows)) == [Fate.TAKEN_OVER]
    assert world.states(rows) == [RowState.PENDING]


def test_refusal_that_is_written_down_too_late_makes_nobody_post_twice(world: World) -> None:
    """The second relay's post has no answer; the first one, told to come later, wakes up then."""
    rows = world.wants(TRIAGE_CARD)
    world.slack.fail(POST, Fault(Later(1.0, "ratelimited")), LOST_ANSWER)
    slow, post = world.slack, world.slack.post

    def post_slowly(*arguments: object) -> object:
        outcome = post(*arguments)  # type: ignore[arg-type]
        slow.post = post  # type: ignore[method-assign]
        assert fates(world.sweep(after=LEASE + 1)) == [Fate.UNKNOWN]
        return outcome

    slow.post = post_slowly  # type: ignore[method-assign,assignment]

    assert fates(world.send(rows)) == [Fate.TAKEN_OVER]
    assert world.sweep(after=30) == []
    assert fates(world.sweep(after=LEASE)) == [Fate.SENT]
    assert len(world.slack.in_channel(IT_TRIAGE)) == 1


def test_update_whose_answer_is_lost_is_simply_repeated(world: World) -> None:
    world.do(TRIAGE_CARD)
    world.slack.fail(UPDATE, LOST_ANSWER)
    world.do(TRIAGE_CARD, card_revision=2)
    world.sweep(after=LEASE + 1)

    assert world.methods() == [POST, UPDATE, UPDATE]
