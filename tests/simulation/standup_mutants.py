"""What stand-ups would be without one of their protections; `mutants.py` lists them with the
others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from deskbell.domain.ids import ticket_ref
from deskbell.domain.standups import decide
from deskbell.domain.standups.stand_up import Attendee
from deskbell.usecases.standups import answer_stand_up
from tests.simulation.world import World


def asked_each_time(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody knows who has been asked."""
    waits = property(lambda one: not one.absent and one.said is None)
    mp.setattr(Attendee, "waits", waits)


def blocked_again(mp: pytest.MonkeyPatch, _: World) -> None:
    """Each answer with a blocker is a ticket."""
    blocker, numbers = decide._blocker, iter(range(10_000))

    def forgetful(before: Any, *args: Any) -> Any:
        return blocker(replace(before, blocked=None), *args)

    mp.setattr(decide, "_blocker", forgetful)
    mp.setattr(answer_stand_up, "ticket_ref", lambda *of: ticket_ref(*of, str(next(numbers))))
