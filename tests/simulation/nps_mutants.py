"""What following up low scores would be without one of its protections; `mutants.py` lists them
with the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from deskbell.domain.ids import EventKey, Kind, nps_week_ref
from deskbell.domain.nps import decide, receive, second_survey, steps
from deskbell.usecases.nps import look_at_surveys, tell_week
from tests.simulation.world import World


def marks_of_anybody(mp: pytest.MonkeyPatch, _: World) -> None:
    """Whoever puts a ✅ there has handled it."""
    mp.setattr(decide, "may_close_loop", lambda *_: True)


def scores_call_again(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody remembers whether a score has called somebody."""
    corrected = receive._corrected

    def forgetful(before: Any, score: Any) -> Any:
        return replace(corrected(before, score), called=False)

    mp.setattr(receive, "_corrected", forgetful)


def a_case_a_score(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody looks whether the member has a case that goes on."""

    def opened(known: Any, response: Any, around: Any, *, calls: bool) -> Any:
        if not calls:
            return (), None
        # By its answer, so that no two are the same one.
        mp.setattr(receive, "nps_case_ref", lambda *_: replace(response.ref, kind=Kind.NPS))
        return receive._opened(replace(known, case=None), response, around)

    mp.setattr(receive, "_attached", opened)


def no_case_timers(mp: pytest.MonkeyPatch, _: World) -> None:
    """A case has its times, and no timers for them."""
    mp.setattr(steps, "_timers", lambda *_: iter(()))


def surveys_at_once(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody asks when the member was surveyed last."""
    mp.setattr(second_survey, "not_before", lambda case: case.opened_at)


def surveys_the_answered(mp: pytest.MonkeyPatch, _: World) -> None:
    """Nobody looks whether the member has answered since."""
    mp.setattr(receive, "loop_closed", lambda steps, *_, **__: steps)


def weeks_told_again(mp: pytest.MonkeyPatch, _: World) -> None:
    """Each look is a digest: nobody knows what was told."""
    numbers = iter(range(10_000))
    mp.setattr(look_at_surveys, "EventKey", lambda text: EventKey(f"{text}:{next(numbers)}"))
    another = lambda *of: nps_week_ref(of[0], f"{of[1]}.{next(numbers)}")  # noqa: E731
    mp.setattr(tell_week, "nps_week_ref", another)
