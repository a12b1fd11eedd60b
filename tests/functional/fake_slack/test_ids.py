"""Ids and secrets: the same for the same seed, and never repeated without one."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.functional.fake_slack.harness import Receiver, running
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.state.ids import Ids

SPRING = 1_900_000_000


def drawn(ids: Ids) -> list[str]:
    return [ids.next("Ev0"), ids.trigger(), ids.secret(), ids.next("V0")]


def test_the_same_seed_gives_the_same_ids_and_secrets_at_any_time() -> None:
    assert drawn(Ids(1.0, seed=7)) == drawn(Ids(2.0, seed=7))
    assert not set(drawn(Ids(1.0, seed=7))) & set(drawn(Ids(1.0, seed=8)))


def test_without_a_seed_a_restart_repeats_no_id() -> None:
    assert not set(drawn(Ids(1.0))) & set(drawn(Ids(2.0)))


@pytest.fixture
def seeded(receiver: Receiver) -> Iterator[FakeSlackClient]:
    yield from running(receiver, lambda usual: replace(usual, seed=7))


@pytest.mark.enable_socket
def test_the_same_seed_and_time_give_the_same_run(
    seeded: FakeSlackClient, receiver: Receiver
) -> None:
    def run() -> list[bytes]:
        seeded.reset()
        receiver.clear()
        seeded.clock(mode="frozen", now=SPRING)
        seeded.say("ana", "it-happens", "hello")
        seeded.wait()
        seeded.act("ana", "slash", channel="it-happens", command="/it", text="help")
        seeded.wait()
        return [one.body for one in (*receiver.verifications, *receiver.received)]

    first = run()
    assert len(first) == 3
    assert run() == first
