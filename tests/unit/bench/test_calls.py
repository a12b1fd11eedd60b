"""Which calls wait for each other, and what is made of them."""

from tools.bench.bill import USD, cost
from tools.bench.calls import longest
from tools.bench.tap import Call


def a_call(started: float, ended: float) -> Call:
    return Call("dynamodb", "GetItem", started, ended, {}, 0)


def test_calls_beside_each_other_count_once() -> None:
    assert longest([a_call(0, 1), a_call(0.1, 1.1), a_call(1.2, 2)]) == 2


def test_one_long_call_is_no_longer_a_chain_than_one_short_call() -> None:
    assert longest([a_call(0, 9), a_call(0, 1), a_call(1, 2), a_call(2, 3)]) == 3


def test_the_heaviest_chain_counts_and_not_the_one_with_most_calls() -> None:
    calls = [a_call(0, 9), a_call(0, 1), a_call(1, 2)]
    assert longest(calls, lambda call: call.ended - call.started) == 9


def test_no_calls_are_no_chain() -> None:
    assert longest([]) == 0


def test_everything_used_is_paid() -> None:
    assert cost(dict.fromkeys(USD, 1.0)) == sum(USD.values())
