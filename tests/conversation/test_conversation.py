"""Some conversations; `make talk` has longer and more of them."""

import pytest

from tests.conversation.conversation import Conversation


@pytest.mark.parametrize("seed", range(4))
def test_both_threads_and_the_ticket_say_the_same_in_the_end(seed: int) -> None:
    conversation = Conversation(seed)
    conversation.go_on(150)
    assert conversation.differences() == []
