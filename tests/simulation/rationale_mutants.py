"""What notices of changes would be without one of their protections; `mutants.py` lists them with
the others."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from deskbell.domain.ids import PersonId
from deskbell.domain.rationale import commands as c
from deskbell.domain.rationale import decide as deciding
from deskbell.usecases.rationale import change_notice
from tests.simulation.world import World


def told_each_time(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody knows of what everybody has heard."""
    decide = deciding.decide

    def forgetful(ref: Any, notice: Any, command: Any, install: Any) -> Any:
        if notice is None or not isinstance(command, c.Announce):
            return decide(ref, notice, command, install)
        decision = decide(ref, None, command, install)
        [first] = decision.changes
        after = replace(notice, version=notice.version + 1)
        return replace(decision, changes=(replace(first, before=notice, after=after),))

    mp.setattr(change_notice, "decide", forgetful)


def counted_each_time(mp: pytest.MonkeyPatch, _: World) -> None:
    """Whoever presses again has another vote."""
    vote, presses = deciding._vote, count()

    def forgetful(notice: Any, command: Any) -> Any:
        person = command.by.person
        if person in notice.votes:
            person = PersonId(f"{person}{next(presses)}")
        return vote(notice, replace(command, by=replace(command.by, person=person)))

    mp.setattr(deciding, "_vote", forgetful)
