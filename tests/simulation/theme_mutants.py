"""What themes of feedback would be without one of their protections; `mutants.py` lists them with
the others."""

from __future__ import annotations

import pytest

from deskbell.domain.feedback import decide
from deskbell.domain.themes.theme import Theme
from tests.simulation.world import World


def late_givers_unheard(mp: pytest.MonkeyPatch, _: World) -> None:
    """Whoever says the same once it is in a theme is not among those who are told."""
    mp.setattr(decide, "joined", lambda *_: None)


def undone_when_told(mp: pytest.MonkeyPatch, _: World) -> None:
    """What is settled can be undone for ever."""
    mp.setattr(Theme, "may_be_undone", property(lambda theme: theme.is_settled))
