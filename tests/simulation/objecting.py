"""What people do with the notice of a change, as `people.py` draws it."""

from __future__ import annotations

from functools import partial

from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.inputs import Button
from tests.simulation.hands import EVERYBODY, Hands

THUMBS = (Button.CHANGE_FOR, Button.CHANGE_AGAINST)


class Objecting(Hands):
    """They press a thumb, the same one again, or the other one, many at a time."""

    def vote(self) -> bool:
        card = self._with(Button.CHANGE_FOR)
        if card is None:
            return False
        for person in self._some(EVERYBODY):
            for _ in range(self._random.choice((1, 2, 3))):
                thumb = self._random.choice(THUMBS)
                self._soon(partial(self._slack.press, person, card, thumb))
        self._then("vote", "comment_unnamed")
        return True

    def comment_unnamed(self) -> bool:
        card = self._with(Dialog.CHANGE_COMMENT)
        words = {"text": {"value": self._words("It squeaks")}}
        return card is not None and self._slack.fill(
            self._random.choice(EVERYBODY), card, Dialog.CHANGE_COMMENT, words
        )
