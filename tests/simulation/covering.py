"""What people do about their being on call, as `people.py` draws it: ask, answer, take back."""

from __future__ import annotations

from functools import partial
from typing import Any

from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from tests.builders import ADAM, BEN, IT_ONCALL, JIWOO, LENA
from tests.simulation.hands import Hands
from tests.simulation.outages import FIRST
from tests.simulation.rotas import DAYS

PEOPLE = (BEN, JIWOO, LENA, ADAM)
HOUR = 3600


class Covering(Hands):
    """Several at once, now and then for the same hours."""

    def ask_for_cover(self) -> bool:
        for person in self._random.sample(PEOPLE, self._random.choice((1, 1, 2, 3))):
            self._soon(partial(self._ask, person, self._random.getrandbits(32)), 5.0)
        for _ in range(3):
            self._then("answer_cover", "answer_cover", "take_cover_back")
        return True

    def answer_cover(self) -> bool:
        """Whoever it was asked, and perhaps somebody else, or both answers at once."""
        accept, decline = Button.ONCALL_ACCEPT, Button.ONCALL_DECLINE
        post = self._with(accept)
        if post is None:
            return False
        for button in self._random.choice(((accept,), (accept,), (decline,), (accept, decline))):
            self._slack.press(PersonId(f"U{post.channel[1:]}"), post, button)
        self._then("take_cover_back", "answer_cover")
        return True

    def take_cover_back(self) -> bool:
        post = self._with(Button.ONCALL_WITHDRAW)
        if post is None:
            return False
        person = PersonId(f"U{post.channel[1:]}")
        return self._slack.press(person, post, Button.ONCALL_WITHDRAW)

    def _ask(self, person: PersonId, luck: int) -> None:
        now = int(self._desk.world.wall())
        schedules = [name for name in (DAYS, FIRST) if name in self._desk.desk.schedules]
        values: dict[str, Any] = {
            "schedule": {"selected_option": {"value": schedules[luck % len(schedules)]}},
            "substitute": {"selected_user": PEOPLE[luck // 8 % len(PEOPLE)]},
            "absent": {"selected_user": (JIWOO, BEN, person)[luck // 64 % 3]},
            "until": {"selected_date_time": now + (600, 4 * HOUR, 30 * HOUR)[luck // 256 % 3]},
        }
        if luck // 1024 % 4 == 0:
            values["in_return"] = {"selected_date_time": now + 25 * HOUR}
        self._slack.send(person, Dialog.ONCALL_COVER, "", IT_ONCALL, values)
