"""What the API would be without one of its protections; `mutants.py` lists them with the
others."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from deskbell.adapters.api import reception
from deskbell.adapters.http_answers import json_answer
from deskbell.domain.errors import QueueUnavailableError
from tests.simulation.world import World


def requests_are_new(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody looks at what a program calls its request."""
    number = count()
    mp.setattr(reception, "read_sent_key", lambda _: f"request-{next(number):04}")


def promised_unqueued(mp: pytest.MonkeyPatch, _: World) -> None:
    """A program is told that its request is on its way, whether the inbox has it or not."""
    ask = reception.ApiReception._ask

    def hasty(self: reception.ApiReception, *asked: Any) -> Any:
        try:
            return ask(self, *asked)
        except QueueUnavailableError:
            return json_answer(202, {})

    mp.setattr(reception.ApiReception, "_ask", hasty)
