"""What the fast path owes: rows it holds are sent in order, given back, or found by the sweep."""

from collections.abc import Callable, Iterable, Iterator

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.effects import Place, SendDirect, ShowCard, ShowComment, ShowStatus, Whisper
from deskbell.domain.ids import Thread, Ts
from deskbell.domain.texts import Text
from deskbell.runtime.relay import Relay
from deskbell.usecases.outbox.messages import WHISPERED_WITHIN
from deskbell.usecases.outbox.send_outbox import FIRST_BACKOFF, Attempt, Fate, Lane
from deskbell.usecases.ports import RowState
from deskbell.usecases.slack_ports import Later, Unknown
from tests.builders import ANA, BEN, IT_TRIAGE, a_ticket
from tests.functional.relay_world import LEASE, World

TRIAGE_CARD = ShowCard(Place.TRIAGE, IT_TRIAGE)
STATUS = ShowStatus(Place.TRIAGE, None, "eyes", None)
HELLO = Text("dm.hello")
WHISPER = Whisper(BEN, IT_TRIAGE, None, Text("whisper.stale"))
POST = "chat.postMessage"


@pytest.fixture
def world() -> World:
    return World(held=True)


def test_new_ticket_is_shown_without_reading_anything_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = world.wants(TRIAGE_CARD, SendDirect(ANA, HELLO))
    read: list[str] = []
    for port in (world.ports.outbox, world.ports.aggregates):
        for name in ("row", "load", "posted", "claim"):
            if hasattr(port, name):
                monkeypatch.setattr(port, name, lambda *_, name=name: read.append(name))
    world.send(rows)

    assert read == []
    assert len(world.slack.in_channel(IT_TRIAGE)) == 1


def test_crash_between_the_commit_and_the_sending_leaves_the_rows_to_the_sweep(
    world: World,
) -> None:
    rows = world.wants(TRIAGE_CARD, SendDirect(ANA, HELLO))

    assert world.sweep(after=LEASE - 1) == []
    world.sweep(after=2)
    assert set(world.states(rows)) == {RowState.SENT}
    assert len(world.slack.in_channel(IT_TRIAGE)) == 1


def test_crash_after_the_post_and_before_its_settling_posts_nothing_twice(world: World) -> None:
    world.slack.fail(POST, Fault(Unknown("killed"), applied=True))
    world.do(TRIAGE_CARD)
    world.sweep(after=LEASE + 1)

    assert len(world.slack.in_channel(IT_TRIAGE)) == 1


def test_whisper_of_an_intake_that_died_is_not_said_minutes_later(world: World) -> None:
    rows = world.wants(WHISPER)
    attempts = world.sweep(after=LEASE + 1)

    assert [(attempt.fate, attempt.code) for attempt in attempts] == [(Fate.DROPPED, "late")]
    assert world.slack.whispers == []
    assert world.states(rows) == [RowState.SENT]


def test_whisper_that_there_was_no_time_for_is_said_by_the_sweep(world: World) -> None:
    world.send(world.wants(WHISPER), seconds=0.0)
    attempts = world.sweep(after=59)

    assert [attempt.fate for attempt in attempts] == [Fate.SENT]
    assert len(world.slack.whispers) == 1


def test_whisper_that_there_was_no_time_for_is_not_said_minutes_later(world: World) -> None:
    world.send(world.wants(WHISPER), seconds=0.0)
    attempts = world.sweep(after=WHISPERED_WITHIN + 1)

    assert [(attempt.fate, attempt.code) for attempt in attempts] == [(Fate.DROPPED, "late")]
    assert world.slack.whispers == []


def test_dm_that_there_was_no_time_for_is_sent_without_looking_for_it(world: World) -> None:
    world.send(world.wants(SendDirect(ANA, HELLO)), seconds=0.0)
    world.sweep()

    assert world.methods() == [POST]


def test_row_that_was_given_back_waits_no_longer_than_another_when_slack_puts_it_off(
    world: World,
) -> None:
    (row,) = world.wants(TRIAGE_CARD)
    world.send([row], seconds=0.0)
    world.slack.fail(POST, Fault(Later(None, "service_unavailable")))
    world.sweep()

    assert world.row(row).due - world.now == FIRST_BACKOFF


def test_row_behind_one_that_waits_is_given_back_and_goes_with_it(world: World) -> None:
    world.slack.fail(POST, Fault(Later(30.0, "ratelimited")))
    first = world.wants(TRIAGE_CARD, STATUS)
    world.send(first)
    assert world.states(first) == [RowState.PENDING, RowState.PENDING]
    assert not world.row(first[1]).doubtful

    world.sweep(after=31)
    assert world.states(first) == [RowState.SENT, RowState.SENT]
    assert world.methods() == [POST, POST, "reactions.add"]


def test_later_change_does_not_overtake_one_that_another_intake_is_sending(world: World) -> None:
    older = world.wants(TRIAGE_CARD)
    newer = world.wants(TRIAGE_CARD, card_revision=2)

    assert world.send(newer) == []
    assert world.row(newer[0]).lease_until == 0.0
    world.send(older)
    assert world.states([*older, *newer]) == [RowState.SENT, RowState.SENT]
    assert [post.shown.text for post in world.slack.in_channel(IT_TRIAGE)] == [
        "#7 assigned r2 triage"
    ]


def test_two_changes_of_one_batch_are_one_post(world: World) -> None:
    rows = [*world.wants(TRIAGE_CARD), *world.wants(TRIAGE_CARD, card_revision=2)]
    attempts = world.send(rows)

    assert [attempt.fate for attempt in attempts] == [Fate.SENT, Fate.SENT]
    assert world.methods() == [POST]


def test_rows_are_given_back_when_there_is_no_time_for_them(world: World) -> None:
    rows = world.wants(TRIAGE_CARD)

    assert world.send(rows, seconds=0.0) == []
    assert world.methods() == []
    assert [attempt.fate for attempt in world.sweep()] == [Fate.SENT]


def test_card_shows_the_ticket_as_it_was_committed(world: World) -> None:
    world.ticket = a_ticket(number=12)
    world.do(TRIAGE_CARD)

    (card,) = world.slack.in_channel(IT_TRIAGE)
    assert card.shown.text == "#12 new r1 triage"


class LastFirst:
    """Threads, of which the last one is always the fastest."""

    def __enter__(self) -> "LastFirst":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(
        self, work: Callable[[Lane], list[Attempt]], lanes: Iterable[Lane], /
    ) -> Iterator[list[Attempt]]:
        return map(work, reversed(list(lanes)))


def test_what_was_said_does_not_overtake_the_card_that_it_stands_below(world: World) -> None:
    said = ShowComment(Place.TRIAGE, Thread(IT_TRIAGE, Ts("1795424400.000100")))
    rows = world.wants(said, TRIAGE_CARD, SendDirect(ANA, HELLO), said)
    attempts = world.send(rows, relay=Relay(world.ports, pool=lambda _: LastFirst()))

    assert [one.effect for one in attempts][-2:] == ["ShowComment", "ShowComment"]
    assert {one.effect for one in attempts[:-2]} == {"SendDirect", "ShowCard"}
