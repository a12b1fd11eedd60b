"""Some seeds over the real adapters on moto; `make sim STORE=dynamo` runs more of them."""

from functools import cache
from random import Random

import pytest

from deskbell.domain.errors import StoreUnavailableError
from tests.simulation.faults import Fault
from tests.simulation.people import drawn
from tests.simulation.run import Run, simulate
from tests.simulation.storage import Store

FEW = 12
"""Gestures, of those of a seed: each is a hundred calls, and a call takes milliseconds here."""


def lived(seed: int, level: int) -> Run:
    return simulate(seed, level, gestures=drawn(Random(seed))[:FEW], store=Store.DYNAMO)


once = cache(lived)


@pytest.mark.parametrize(("seed", "level"), [(0, 1), (1, 3)])
def test_the_real_adapters_keep_every_promise(seed: int, level: int) -> None:
    assert once(seed, level).violations == ()


def test_what_goes_wrong_on_the_wire_reaches_the_handlers() -> None:
    """The SDK mends some of it, the adapters some more, and the rest comes again."""
    trace = once(1, 3).trace
    befell = {how for _, _, what, how in trace if what.startswith("dynamodb.")}
    assert befell >= {fault for fault in Fault if fault is not Fault.LATE}
    assert StoreUnavailableError.__name__ in {how for _, _, _, how in trace}


def test_a_seed_over_the_real_adapters_is_the_same_run_each_time() -> None:
    assert lived(1, 3).trace == once(1, 3).trace
