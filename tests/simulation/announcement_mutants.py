"""What announcements would be without one of their protections; `mutants.py` lists them with the
others."""

from __future__ import annotations

import pytest

from deskbell.domain.announcements import decide
from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.decision import CancelTimer
from deskbell.domain.ids import PersonId
from tests.simulation.world import World


class _Forgotten(tuple[PersonId, ...]):
    """Nobody is known to be in it."""

    __slots__ = ()

    def __contains__(self, _: object) -> bool:
        return False


def readers_count_again(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody looks whether they have read it before."""

    def read_by(one: Announcement) -> tuple[PersonId, ...]:
        return _Forgotten(known.person for known in one.readers if known.edition == one.edition)

    mp.setattr(Announcement, "read_by", property(read_by))


def no_announcement_timer(mp: pytest.MonkeyPatch, _: World) -> None:
    """It has a time to remind people, and no timer for it."""
    mp.setattr(decide, "_next", lambda _: CancelTimer(decide.TIMER))
