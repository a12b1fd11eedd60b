"""The targets of `make fuzz` hold for what fuzzing begins with; so they are alive when it runs."""

import pytest

from tests.fuzz.seeds import seeds, words
from tests.fuzz.targets import TARGETS, BrokenPromiseError, expect


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_keeps_the_promises_of_its_target(name: str) -> None:
    found = seeds()[name]

    for seed in found:
        TARGETS[name](seed)
    assert found


def test_a_broken_promise_is_raised() -> None:
    with pytest.raises(BrokenPromiseError, match="it is cut"):
        expect(False, "it is cut")


def test_the_words_are_those_of_slack_and_of_ours() -> None:
    assert {b"message", b"view_submission", b"ticket.take", b"it_form"} <= words()
