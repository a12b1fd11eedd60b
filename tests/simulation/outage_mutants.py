"""What paging would be without one of its protections; `mutants.py` lists them with the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.domain.decision import SetTimer, nothing
from deskbell.domain.paging import answering, expiry, ladder, pager, steps
from deskbell.domain.paging.effects import SoundAlarm
from deskbell.domain.paging.events import IncidentAcknowledged
from deskbell.domain.paging.incident import Incident, Status
from deskbell.usecases.outbox import pages
from tests.simulation.world import World


def read_then_post(mp: pytest.MonkeyPatch, _: World) -> None:
    """An incident is written whatever has become of it since it was read."""
    _blind(mp, lambda change: isinstance(change.after, Incident))


def acknowledge_not_conditional(mp: pytest.MonkeyPatch, _: World) -> None:
    """Only the acknowledgement does not look."""

    def acknowledges(change: Any) -> bool:
        return isinstance(change.event, IncidentAcknowledged)

    _blind(mp, acknowledges)


def _blind(mp: pytest.MonkeyPatch, is_meant: Any) -> None:
    refuse = MemoryAggregates._refuse_if_impossible

    def lenient(self: MemoryAggregates, decision: Any, cause: Any) -> None:
        def blind(change: Any) -> Any:
            now = self._table.states.get(change.after.ref)
            return replace(change, before=now) if is_meant(change) else change

        refuse(self, replace(decision, changes=tuple(map(blind, decision.changes))), cause)

    mp.setattr(MemoryAggregates, "_refuse_if_impossible", lenient)


def step_without_rung(mp: pytest.MonkeyPatch, _: World) -> None:
    """Whoever asks for a step gets one, whenever and wherever that was meant for."""

    def step(incident: Incident, _command: Any, around: Any) -> Any:
        if incident.status in (Status.RESOLVED, Status.MERGED, Status.EXHAUSTED):
            return nothing("step_stale")
        return steps.decided(expiry._due(steps.about(incident, around)))

    mp.setattr(expiry, "step", step)


def timers_of_one_generation(mp: pytest.MonkeyPatch, _: World) -> None:
    """A timer that is set anew has the key of the one before."""

    def always_the_first(name: str, _generation: int, due: Any) -> SetTimer:
        return SetTimer(name, 1, due)

    mp.setattr(steps, "SetTimer", always_the_first)
    mp.setattr(pager, "SetTimer", always_the_first)


def pages_unasked(mp: pytest.MonkeyPatch, _: World) -> None:
    """What was decided is sent, whoever has it by then."""
    mp.setattr(pages, "is_wanted", lambda *_: True)


def bundle_forgets(mp: pytest.MonkeyPatch, _: World) -> None:
    """What waits for the others is not kept."""
    take = pager._take

    def forgetful(before: Any, page: Any, now: Any) -> Any:
        def without(change: Any) -> Any:
            return replace(change, after=replace(change.after, waiting=change.after.waiting[-1:]))

        decision = take(before, page, now)
        return replace(decision, changes=tuple(map(without, decision.changes)))

    mp.setattr(pager, "_take", forgetful)


def silent_alarm(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody outside of Slack hears that nobody answers."""
    exhaust = ladder._exhaust

    def silently(*given: Any) -> Any:
        done = exhaust(*given)
        *earlier, last = done.changes
        kept = tuple(one for one in last.effects if not isinstance(one, SoundAlarm))
        return replace(done, changes=(*earlier, replace(last, effects=kept)))

    mp.setattr(ladder, "_exhaust", silently)


def silence_for_ever(mp: pytest.MonkeyPatch, _: World) -> None:
    """Whoever has it has it, though they never say a word again."""
    acknowledged = answering._acknowledged

    def for_good(before: Any, after: Any, by: Any) -> Any:
        return acknowledged(before, replace(after, due=None), by)

    mp.setattr(answering, "_acknowledged", for_good)
