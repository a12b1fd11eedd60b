"""What people do in half an hour, drawn: they ask, answer, change their minds, and all at once.

Every gesture picks among what Slack shows at that moment, as people do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from tests.simulation.asking import Asking
from tests.simulation.working import Working

SECONDS = 1800.0
GESTURES, FIRST, BURSTS = 28, 3, 5


WEIGHTS = {
    "ask": 9,
    "mark": 14,
    "reply": 14,
    "rewrite": 4,
    "say_in_dialog": 4,
    "correct": 2,
    "delete": 3,
    "take_by_emoji": 4,
    "classify": 3,
    "assign": 4,
    "answer_offer": 3,
    "move": 4,
    "move_by_emoji": 4,
    "move_back": 2,
    "dismiss": 1,
    "solve_by_emoji": 3,
    "unmark": 3,
    "take_by_button": 8,
    "solve_by_button": 6,
    "fill_form": 4,
    "note_in_triage": 5,
    "publish": 5,
    "join": 2,
    "look_home": 2,
    "ask_in_auto": 8,
    "dismiss_own": 2,
    "help_out": 3,
    "take_back": 3,
    "wait_for_requester": 4,
    "wait_for_vendor": 2,
    "snooze": 3,
    "resume": 2,
    "thank": 3,
    "reopen": 3,
    "undo": 3,
    "merge": 7,
    "unmerge": 3,
    "link": 6,
    "unlink": 1,
    "solve_all": 2,
    "tell_all": 1,
    "flag": 4,
    "unflag": 2,
    "answer_flag": 2,
    "search": 1,
    "write_mail": 4,
    "answer_mail": 5,
    "confide": 4,
    "make_private": 4,
    "set_privacy": 3,
    "ask_approval": 6,
    "approve": 4,
    "reject": 2,
    "delegate": 2,
    "recall_approval": 1,
}
"""How often people do what; each is a method of `People`."""


@dataclass(frozen=True, slots=True)
class Gesture:
    """`at` is in seconds from the start; `luck` decides who does it and to what, so that one is the
    same whichever others there are."""

    kind: str
    at: float
    luck: int


def drawn(random: Random) -> list[Gesture]:
    """In bursts, as when something is down: what comes within a second meets in the desk. The first
    ones ask, or there would be nothing to do."""
    kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
    bursts = [random.uniform(60.0, SECONDS - 30.0) for _ in range(BURSTS)]
    found = []
    for number in range(GESTURES):
        is_first = number < FIRST
        kind = "ask" if is_first else random.choices(kinds, weights)[0]
        at = random.uniform(0.0, 30.0) if is_first else random.choice(bursts)
        found.append(Gesture(kind, at + random.expovariate(2.0), random.getrandbits(32)))
    return found


class People(Asking, Working):
    """`gestures` counts what was done."""

    def begin(self, gestures: Sequence[Gesture]) -> None:
        scheduler = self._desk.world.scheduler
        for gesture in gestures:
            scheduler.after(gesture.at, partial(self._do, gesture))

    def _do(self, gesture: Gesture) -> None:
        self._random = Random(gesture.luck)
        self.gestures += 1
        do: Callable[[], bool] = getattr(self, gesture.kind)
        if not do():
            self.ask()
