"""What the questions about satisfaction would be without one of their protections; `mutants.py`
lists them with the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.domain.csat.surveyed import Surveyed
from deskbell.domain.tickets import bulk, handling, surveying
from tests.simulation.world import World


def asked_again(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody looks when somebody was asked last."""
    mp.setattr(surveying, "is_rested", lambda *_: True)


def asked_blindly(mp: pytest.MonkeyPatch, _: World) -> None:
    """That somebody is asked is written whatever has become of it since it was read."""
    refuse = MemoryAggregates._refuse_if_impossible

    def lenient(self: MemoryAggregates, decision: Any, cause: Any) -> None:
        def blind(change: Any) -> Any:
            now = self._table.states.get(change.after.ref)
            return replace(change, before=now) if isinstance(change.after, Surveyed) else change

        refuse(self, replace(decision, changes=tuple(map(blind, decision.changes))), cause)

    mp.setattr(MemoryAggregates, "_refuse_if_impossible", lenient)


def no_csat_timer(mp: pytest.MonkeyPatch, _: World) -> None:
    for module in (handling, bulk):
        mp.setattr(module, "ask_timer", lambda *_: ())
