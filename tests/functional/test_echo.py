"""Slack shows us our own posts: what that settles, and what it cleans up."""

from dataclasses import replace

import pytest

from deskbell.adapters.memory.outbox import MemoryOutbox
from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.decision import Link, message_link
from deskbell.domain.effects import Place, SendNotice, ShowCard, ShowFound
from deskbell.domain.errors import SlackUnavailableError, StoreUnavailableError
from deskbell.domain.ids import Thread, Ts
from deskbell.domain.inputs import PostEchoed
from deskbell.domain.texts import Text
from deskbell.usecases.outbox.heal_echo import heal_echo
from deskbell.usecases.ports import Asked, Copied, OutboxRow, Posted, RowState
from deskbell.usecases.slack_ports import Never, Undelivered, Unknown
from tests.builders import ANA, BOT, INSTALL, IT_ONCALL, IT_TRIAGE
from tests.functional.relay_world import LEASE, World

TRIAGE_CARD = ShowCard(Place.TRIAGE, IT_TRIAGE)
NOTICE = SendNotice(IT_TRIAGE, Text("notice.reminder"))
POST = "chat.postMessage"
LATE = Fault(Unknown("TimeoutError"), late=LEASE + 60)


class DyingOutbox(MemoryOutbox):
    """The relay dies when it has written down where a card is."""

    def sent(
        self, row: OutboxRow, posted: Posted | Copied | Asked | None, link: Link | None = None
    ) -> None:
        raise StoreUnavailableError("the process is gone")


@pytest.fixture(params=[False, True], ids=["stream", "fast path"])
def world(request: pytest.FixtureRequest) -> World:
    return World(held=request.param)


def test_echo_ends_the_doubt_about_a_post_whose_answer_was_lost(world: World) -> None:
    world.slack.fail(POST, Fault(Unknown("TimeoutError"), applied=True))
    rows = world.wants(TRIAGE_CARD)
    world.send(rows)

    assert heal_echo(world.slack.echoes[0], world.ports) == "echo_healed"
    assert world.states(rows) == [RowState.SENT]
    (card,) = world.slack.in_channel(IT_TRIAGE)
    assert world.ports.aggregates.find(message_link(INSTALL, Thread(IT_TRIAGE, card.ts)))
    assert world.sweep(after=LEASE + 1) == []


def test_card_known_only_from_its_echo_shows_the_next_change(world: World) -> None:
    world.slack.fail(POST, Fault(Unknown("TimeoutError"), applied=True))
    world.do(TRIAGE_CARD)
    heal_echo(world.slack.echoes[0], world.ports)
    world.do(TRIAGE_CARD, card_revision=2)

    (card,) = world.slack.in_channel(IT_TRIAGE)
    assert card.shown.text == "#7 assigned r2 triage"


def test_echo_of_a_post_that_is_known_changes_nothing(world: World) -> None:
    world.do(TRIAGE_CARD)

    assert heal_echo(world.slack.echoes[0], world.ports) == "echo_agrees"
    assert len(world.slack.in_channel(IT_TRIAGE)) == 1


@pytest.mark.parametrize("effect", [TRIAGE_CARD, NOTICE], ids=["card", "notice"])
def test_post_that_slack_applied_after_we_posted_again_is_deleted(
    world: World, effect: ShowCard | SendNotice
) -> None:
    world.slack.fail(POST, LATE)
    rows = world.wants(effect)
    world.send(rows)
    world.sweep(after=LEASE + 1)
    world.now += 60
    assert len(world.slack.in_channel(IT_TRIAGE)) == 2

    told = [heal_echo(echo, world.ports) for echo in reversed(world.slack.echoes)]

    assert sorted(told) == ["echo_agrees", "echo_of_twin"]
    (survivor,) = world.slack.in_channel(IT_TRIAGE)
    assert world.row(rows[0]).post == Thread(IT_TRIAGE, survivor.ts)


def test_of_two_posts_of_one_card_the_one_whose_place_is_written_down_stays(world: World) -> None:
    world.slack.fail(POST, LATE)
    (row,) = world.wants(TRIAGE_CARD)
    world.send([row])
    sound, world.ports = world.ports, replace(world.ports, outbox=DyingOutbox(world.table))
    with pytest.raises(StoreUnavailableError):
        world.sweep(after=LEASE + 1)
    world.ports = sound
    world.now += 60
    assert len(world.slack.in_channel(IT_TRIAGE)) == 2

    told = [heal_echo(echo, world.ports) for echo in reversed(world.slack.echoes)]

    assert sorted(told) == ["echo_healed", "echo_of_twin"]
    (survivor,) = world.slack.in_channel(IT_TRIAGE)
    assert world.row(row).post == Thread(IT_TRIAGE, survivor.ts)


def test_double_post_that_cannot_be_deleted_now_is_tried_again_later(world: World) -> None:
    (row,) = world.wants(TRIAGE_CARD)
    world.send([row])
    twin = PostEchoed(row, IT_TRIAGE, Ts("1795424999.000100"))
    world.slack.fail("chat.delete", Fault(Unknown("TimeoutError")))

    with pytest.raises(SlackUnavailableError):
        heal_echo(twin, world.ports)


def test_double_post_where_the_app_is_no_member_any_more_is_deleted_when_it_is_one_again(
    world: World,
) -> None:
    (row,) = world.wants(TRIAGE_CARD)
    world.send([row])
    twin = PostEchoed(row, IT_TRIAGE, Ts("1795424999.000100"))
    world.slack.members[IT_TRIAGE].discard(BOT)
    with pytest.raises(SlackUnavailableError, match="not_in_channel"):
        heal_echo(twin, world.ports)
    world.slack.members[IT_TRIAGE].add(BOT)

    assert heal_echo(twin, world.ports) == "echo_of_twin"


def test_the_answer_to_a_search_stays_though_its_row_does_not_know_where_it_is(
    world: World,
) -> None:
    refused = Never(Undelivered.PERSON_UNREACHABLE, "user_not_in_channel")
    world.slack.fail("chat.postEphemeral", Fault(refused))
    world.slack.fail(POST, Fault(Unknown("TimeoutError"), applied=True))
    world.do(ShowFound(ANA, IT_ONCALL, "printer"))
    [echo] = world.slack.echoes

    assert heal_echo(echo, world.ports) == "echo_agrees"
    assert len(world.slack.in_channel(echo.channel)) == 1


def test_echo_of_a_row_that_nobody_has_sent_is_not_believed() -> None:
    world = World()
    rows = world.wants(TRIAGE_CARD)
    forged = PostEchoed(rows[0], IT_TRIAGE, Ts("1795424999.000100"))

    assert heal_echo(forged, world.ports) == "echo_of_nothing"
    assert world.states(rows) == [RowState.PENDING]


def test_echo_of_a_row_that_is_forgotten_is_ignored(world: World) -> None:
    unknown = PostEchoed("T#GONE/1/0", IT_TRIAGE, Ts("1795424999.000100"))

    assert heal_echo(unknown, world.ports) == "echo_of_nothing"
