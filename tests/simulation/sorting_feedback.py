"""What people do with the themes of feedback, as `people.py` draws it."""

from __future__ import annotations

from functools import partial

from deskbell.adapters.feedback.given import envelope_of
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.feedback.inputs import SLACK, FeedbackGiven, IssueClosed
from deskbell.domain.inputs import Button
from tests.simulation.feedback import SECRET
from tests.simulation.hands import EVERYBODY, Hands

SAID, NAMES = ("Too late", "Wrong order", "Rude"), ("Delivery", "Manners")
ISSUES = tuple(f"https://example.com/issues/{number}" for number in (1, 2))


class SortingFeedback(Hands):
    """They sort what others said, pass it on, settle it, and think better of it."""

    def tell_feedback(self) -> bool:
        """In words that others use, too, by the command."""
        person, text = self._random.choice(EVERYBODY), self._random.choice(SAID)
        world, install = self._desk.world, self._desk.desk.workspace.install
        event = f"{person}:{self._random.getrandbits(32)}"
        given = FeedbackGiven(SLACK, event, f"{text}, ask {SECRET}", person=person)
        self._desk.inbox.put(envelope_of(given, install, world.now()))
        self._then("tell_feedback", "sort_feedback", "sort_feedback")
        return True

    def sort_feedback(self) -> bool:
        card = self._with(Dialog.FEEDBACK_THEME)
        if card is None:
            return False
        filled = {"name": {"value": self._random.choice(NAMES)}}
        if self._random.random() < 0.5:
            filled["issue"] = {"value": self._random.choice(ISSUES)}
        self._slack.fill(self._random.choice(EVERYBODY), card, Dialog.FEEDBACK_THEME, filled)
        self._then("sort_feedback", "settle_theme", "close_issue", "tell_feedback")
        return True

    def settle_theme(self) -> bool:
        """Whoever takes it ships it, and often others do something at the same time."""
        card, person = self._with(Button.THEME_SHIP), self._random.choice(EVERYBODY)
        if card is None:
            return False
        self._slack.press(person, card, Button.THEME_TAKE)
        self._soon(partial(self._slack.press, person, card, Button.THEME_SHIP))
        self._then("undo_theme", "merge_themes", "tell_feedback", "take_out")
        return True

    def undo_theme(self) -> bool:
        """Soon enough, or when all have been told."""
        person = self._random.choice(EVERYBODY)

        def undo() -> None:
            card = self._with(Button.THEME_UNDO)
            if card:
                for one in (person, *EVERYBODY):
                    self._slack.press(one, card, Button.THEME_UNDO)

        self._soon(undo, 600.0)
        return True

    def close_issue(self) -> bool:
        """It is told up to three times."""
        world, install = self._desk.world, self._desk.desk.workspace.install
        issue, event = self._random.choice(ISSUES), str(self._random.getrandbits(32))
        closed = IssueClosed("reviews", event, issue, self._random.random() < 0.5)
        envelope = envelope_of(closed, install, world.now())
        for _ in range(self._random.choice((1, 2, 3))):
            self._soon(lambda: self._desk.inbox.put(envelope), 60.0)
        self._then("undo_theme", "tell_feedback", "sort_feedback")
        return True

    def hand_over_theme(self) -> bool:
        card, person = self._with(Dialog.THEME_HAND_OVER), self._random.choice(EVERYBODY)
        filled = {"team": {"value": "Product"}, "person": {"selected_user": person}}
        return card is not None and self._slack.fill(
            self._random.choice(EVERYBODY), card, Dialog.THEME_HAND_OVER, filled
        )

    def merge_themes(self) -> bool:
        """Each into the other, now and then."""
        card = self._with(Dialog.THEME_MERGE)
        filled = {"name": {"value": self._random.choice(NAMES)}}
        return card is not None and self._slack.fill(
            self._random.choice(EVERYBODY), card, Dialog.THEME_MERGE, filled
        )

    def take_out(self) -> bool:
        card = self._with(Button.FEEDBACK_TAKE_OUT)
        if card is None:
            return False
        self._slack.press(self._random.choice(EVERYBODY), card, Button.FEEDBACK_TAKE_OUT)
        self._then("sort_feedback", "settle_theme")
        return True
