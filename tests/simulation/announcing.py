"""What people do with announcements, as `people.py` draws it: they read, all at once, change what
they have announced, and think better of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from tests.builders import IT_HAPPENS
from tests.memory_slack import buttons
from tests.simulation.announcements import AUDIENCE, AUTHORS
from tests.simulation.hands import Hands
from tests.unit.announcements.people import EVERYBODY_IN, TEAM

SAID = ("Closed on <Friday>", "Closed on Monday", "Free pizza")


class Announcing(Hands):
    """The post and the reminders have the same button."""

    def announce(self) -> bool:
        """Now, or some minutes later."""
        person, now = self._random.choice(AUTHORS), int(self._desk.world.wall())
        values: dict[str, Any] = {
            "audience": {"selected_option": {"value": TEAM}},
            "text_en": {"value": self._random.choice(SAID)},
        }
        if self._random.random() < 0.5:
            values["text_pl"] = {"value": "Zamknięte"}
        if self._random.random() < 0.4:
            values["due"] = {"selected_date_time": now + self._random.choice((60, 200, 400))}
        self._slack.send(person, Dialog.ANNOUNCE, "", IT_HAPPENS, values)
        self._then("read_announcement", "rewrite_announcement", "withdraw_announcement")
        for _ in range(2):
            self._then("read_announcement", within=700.0)
        return True

    def read_announcement(self) -> bool:
        """Some at once, some twice, some in the reminder and in the channel."""
        post = self._with(Button.ANNOUNCEMENT_READ)
        if post is None:
            return False
        people = self._some(AUDIENCE) if post.channel == EVERYBODY_IN else [_whose(post)]
        for person in people:
            for _ in range(self._random.choice((1, 1, 2))):
                self._soon(partial(self._slack.press, person, post, Button.ANNOUNCEMENT_READ), 2.0)
        self._then("read_announcement", "rewrite_announcement", "ask_who_has_read")
        return True

    def rewrite_announcement(self) -> bool:
        """Whoever announced it, by the button that they got."""
        post = self._with(Dialog.ANNOUNCEMENT_REWRITE)
        if post is None:
            return False
        again = self._random.choice(("no", "no", "yes"))
        values = {
            "text_en": {"value": self._random.choice(SAID)},
            "again": {"selected_option": {"value": again}},
        }
        dialog = Dialog.ANNOUNCEMENT_REWRITE
        value = next(str(one["value"]) for one in buttons(post, dialog))
        self._slack.send(_whose(post), dialog, value, post.channel, values)
        self._then("read_announcement")
        return True

    def withdraw_announcement(self) -> bool:
        """In time, or too late."""
        post = self._with(Button.ANNOUNCEMENT_WITHDRAW)
        return post is not None and self._slack.press(
            _whose(post), post, Button.ANNOUNCEMENT_WITHDRAW
        )

    def ask_who_has_read(self) -> bool:
        post = self._with(Button.ANNOUNCEMENT_READERS)
        return post is not None and self._slack.press(
            self._random.choice(AUDIENCE), post, Button.ANNOUNCEMENT_READERS
        )


def _whose(post: Post) -> PersonId:
    """With whom the app talks there."""
    return PersonId(f"U{post.channel[1:]}")
