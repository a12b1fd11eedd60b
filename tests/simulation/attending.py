"""What people do in a stand-up, as `people.py` draws it: they answer, anew, at once, too late."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import PersonId
from tests.memory_slack import buttons
from tests.simulation.hands import Hands
from tests.simulation.standups import PEOPLE

ANSWER = Dialog.STANDUP_ANSWER
WITHIN = 1_700.0
"""Seconds: before they are asked, and after it is over, there is less to do."""


class Attending(Hands):
    """Their form comes twice, now and then, or two of them at the same moment."""

    def attend(self) -> bool:
        for person in self._random.sample(PEOPLE, self._random.choice((1, 2, 3))):
            for _ in range(self._random.choice((1, 1, 2))):
                answer = partial(self._say_standing, person, self._random.getrandbits(32))
                self._soon(answer, WITHIN)
        return True

    def _say_standing(self, person: PersonId, luck: int) -> None:
        random = Random(luck)
        posts = [p for p in self._slack.posts.values() if any(buttons(p, ANSWER))]
        theirs = [p for p in posts if f"U{p.channel[1:]}" == person]
        if not theirs:
            return
        post = theirs[-1]
        [value] = {str(one["value"]) for one in buttons(post, ANSWER)}
        said: dict[str, Any] = {"done": "This", "next": random.choice(("That", "More"))}
        if random.random() < 0.6:
            said["blocker"] = random.choice(("No key", "No light"))
        fields = {name: {"value": words} for name, words in said.items()}
        for _ in range(random.choice((1, 1, 2))):
            self._slack.send(person, ANSWER, value, post.channel, fields)
