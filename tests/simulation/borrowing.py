"""What whoever needs a laptop does, and whoever hands them out, as `people.py` draws it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from tests.builders import IT_HAPPENS, IT_TRIAGE, LENA
from tests.memory_slack import buttons
from tests.simulation.hands import AGENTS, EVERYBODY, Hands, thread_of
from tests.unit.loans.office import ANSWERS, AUSTIN, SF

LEND = "technologist"
_NAME = re.compile(r"(?:san_francisco|austin)-\d")
_REQUEST = {
    "why": {"value": "Mine is broken"},
    "manager": {"selected_user": LENA},
}


class Borrowing(Hands):
    """By the form, and by what the app has said to them."""

    def borrow(self) -> bool:
        """Perhaps several at once, for the last one."""
        for person in self._random.sample(EVERYBODY, self._random.choice((1, 1, 2, 3, 4))):
            self._soon(partial(self._ask_for_one, person, self._random.getrandbits(32)), 3.0)
        for _ in range(3):
            self._then("choose_time", "choose_time", "choose_time", "have_it_brought")
        self._then("cancel_loan", "go_elsewhere", "approve")
        for _ in range(2):
            self._later("hand_out", "hand_out", "give_back", "inspect")
        return True

    def mark_for_laptop(self) -> bool:
        """A message gets the emoji, perhaps from several people at once; whoever wrote it is
        offered the form."""
        asker = self._random.choice(EVERYBODY)
        ts = self._slack.say(asker, IT_HAPPENS, self._words("Laptop"))
        post = next(p for p in self._slack.posts.values() if p.ts == ts)
        for person in {asker, *self._some(EVERYBODY)}:
            mark = partial(self._slack.emoji, person, thread_of(post), LEND, added=True)
            self._soon(mark, 3.0)
        self._later("ask_as_offered")
        return True

    def ask_as_offered(self) -> bool:
        post = self._with(Dialog.LOAN_REQUEST)
        if post is None:
            return False
        [button] = buttons(post, Dialog.LOAN_REQUEST)
        person, wish = self._random.choice(EVERYBODY), self._wish(self._random.getrandbits(32))
        value = button.get("value", "")
        self._slack.send(person, Dialog.LOAN_REQUEST, value, post.channel, wish)
        self._later("choose_time", "cancel_loan")
        return True

    def _ask_for_one(self, person: PersonId, luck: int) -> None:
        self._slack.send(person, Dialog.LOAN_REQUEST, "", None, self._wish(luck))

    def _wish(self, luck: int) -> Mapping[str, Any]:
        office = (SF, SF, AUSTIN)[luck % 3]
        hours = (1, 24, 48, 72)[luck % 4]
        needed_by = int(self._desk.world.wall()) + int(timedelta(hours=hours).total_seconds())
        return {
            **_REQUEST,
            "office": {"selected_option": {"value": office}},
            "needed_by": {"selected_date_time": needed_by},
            "days": {"value": str(1 + luck % 3)},
        }

    def choose_time(self) -> bool:
        """And say what the office asks, not always as it should be."""
        post = self._with(Button.LOAN_SLOT)
        if post is None:
            return False
        [menu] = buttons(post, Button.LOAN_SLOT)
        time = self._random.choice(menu["options"][:4])["value"]
        yes = "no" if self._random.random() < 0.1 else "yes"
        answers = {name: {"selected_option": {"value": yes}} for name in ANSWERS}
        self._slack.send(self._whose(post), Dialog.LOAN_VISIT, time, post.channel, answers)
        self._later("hand_out", "hand_out", "choose_time", "cancel_loan")
        return True

    def have_it_brought(self) -> bool:
        self._later("hand_out", "receive")
        return self._tap(self._random.choice((Button.LOAN_SHIP, Button.LOAN_DESKSIDE)))

    def hand_out(self) -> bool:
        """Now and then another laptop than theirs."""
        for _ in range(2):
            self._later("give_back", "give_back", "keep_longer", "inspect", "undo_loan", "receive")
        return self._by_technician(Dialog.LOAN_HAND_OUT, {})

    def receive(self) -> bool:
        return self._tap(Button.LOAN_RECEIVED)

    def keep_longer(self) -> bool:
        post, days = self._with(Dialog.LOAN_EXTEND), self._random.choice(("1", "2", "40"))
        filled = {"days": {"value": days}}
        return post is not None and self._slack.fill(
            self._whose(post), post, Dialog.LOAN_EXTEND, filled
        )

    def give_back(self) -> bool:
        """By mistake, sometimes."""
        self._later("inspect", "undo_loan", "borrow")
        return self._tap(Button.LOAN_RETURN)

    def inspect(self) -> bool:
        finding = self._random.choice(("available", "available", "available", "repair", "lost"))
        return self._by_technician(
            Dialog.LOAN_INSPECT, {"finding": {"selected_option": {"value": finding}}}
        )

    def undo_loan(self) -> bool:
        return self._tap(Button.LOAN_UNDO)

    def cancel_loan(self) -> bool:
        """Perhaps long after that is possible."""
        return self._tap(Button.LOAN_CANCEL)

    def accept_offer(self) -> bool:
        return self._tap(Button.LOAN_ACCEPT)

    def go_elsewhere(self) -> bool:
        return self._tap(Button.LOAN_ELSEWHERE)

    # --- how they do it -----------------------------------------------------------------------

    def _tap(self, button: Button) -> bool:
        post = self._with(button)
        return post is not None and self._slack.press(self._whose(post), post, button)

    def _by_technician(self, dialog: Dialog, values: Mapping[str, Any]) -> bool:
        post = self._with(dialog)
        if post is None:
            return False
        named = _NAME.findall(post.shown.text) or ["san_francisco-0"]
        serial = "austin-9" if self._random.random() < 0.1 else named[0]
        filled = {**values, "serial": {"value": serial}}
        return self._slack.fill(self._random.choice(AGENTS), post, dialog, filled)

    def _whose(self, post: Post) -> PersonId:
        """Whose direct messages it is in, or somebody who hands laptops out; now and then somebody
        else tries."""
        if self._random.random() < 0.1:
            return self._random.choice(EVERYBODY)
        if post.channel == IT_TRIAGE:
            return self._random.choice(AGENTS)
        return PersonId(f"U{post.channel[1:]}")

    def _later(self, *gestures: str) -> None:
        """When what goes before has been answered."""
        gesture = self._random.choice(gestures)
        self._soon(partial(self._then, gesture), 120.0)
