"""How people praise each other, as `people.py` draws it: by form and emoji, at once, themselves as
well, and they think better of it, in time or not."""

from __future__ import annotations

from functools import partial

from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from tests.builders import IT_HAPPENS
from tests.simulation.hands import EVERYBODY, Hands, thread_of
from tests.simulation.praise import CLAP

TAKE_BACK = Button.PRAISE_TAKE_BACK


class Praising(Hands):
    def praise(self) -> bool:
        """Some of their forms are sent back."""
        values = {
            "people": {"selected_users": self._some(EVERYBODY)},
            "text": {"value": self._words("Thanks")},
        }
        self._slack.send(self._random.choice(EVERYBODY), Dialog.PRAISE, "", IT_HAPPENS, values)
        self._then("praise", "clap", "take_back_praise")
        return True

    def clap(self) -> bool:
        """Whoever wrote it, too; two at once, and off again."""
        post = self._one(self._roots())
        if post is None:
            return self._ask_first()
        message = thread_of(post)
        for person in {self._random.choice((*EVERYBODY, post.author)), post.author}:
            if self._random.random() < 0.5:
                self._slack.emoji(person, message, CLAP, added=True)
            if self._random.random() < 0.3:
                off = partial(self._slack.emoji, person, message, CLAP, added=False)
                self._soon(off, 200.0)
        self._then("clap", "take_back_praise")
        return True

    def _ask_first(self) -> bool:
        self._slack.say(self._random.choice(EVERYBODY), IT_HAPPENS, self._words("I have mended it"))
        self._then("clap")
        return True

    def take_back_praise(self) -> bool:
        """In time, or too late; now and then twice."""
        post = self._with(TAKE_BACK)
        if post is None:
            return False
        author = PersonId(f"U{post.channel[1:]}")
        for _ in range(self._random.choice((1, 1, 2))):
            self._soon(partial(self._slack.press, author, post, TAKE_BACK), 150.0)
        return True
