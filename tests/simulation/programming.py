"""What programs do in people's names, as `people.py` draws it."""

from __future__ import annotations

from deskbell.usecases.tickets.one_tap import MOVES
from tests.simulation.hands import Hands


class Programming(Hands):
    """They know of tickets by their numbers; of some of them, nothing."""

    def say_by_program(self) -> bool:
        public = self._random.random() < 0.7
        words = self._words("Program")
        self._desk.programs.say(self._random, self._number(), words, public=public)
        return True

    def move_by_program(self) -> bool:
        move = self._random.choice([*MOVES])
        self._desk.programs.move(self._random, self._number(), move)
        return True
