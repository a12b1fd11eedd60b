"""What praise would be without one of its protections; `mutants.py` lists them with the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from deskbell.domain.decision import Decision
from deskbell.domain.praise import decide
from deskbell.domain.praise.praise import Praise
from deskbell.domain.praise.round_up import Around, PraiseRound, tell
from deskbell.usecases.praise import change_praise
from tests.simulation.world import World


def people_praise_themselves(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody looks who praises whom."""
    mp.setattr(decide, "_is_oneself", lambda *_: False)


def rounded_up_again(mp: pytest.MonkeyPatch, _: World) -> None:
    """What was told waits for the next round-up, too."""

    def told(state: PraiseRound | None, praises: Sequence[Praise], around: Around) -> Decision:
        decision = tell(state, praises, around)
        for change in decision.changes:
            assert isinstance(change.after, PraiseRound)
            assert state
            again = replace(change.after, waiting=state.waiting)
            return replace(decision, changes=(replace(change, after=again),))
        return decision

    mp.setattr(change_praise, "tell", told)
