"""A desk that collects feedback, and the way in for its sources, as real requests reach it."""

from dataclasses import dataclass, field
from typing import Any

from deskbell.adapters.alerts.secret import AlertSecret
from deskbell.adapters.memory.workspace import Post
from deskbell.domain.feedback.inputs import FeedbackGiven
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from deskbell.domain.settings.desk import Desk, EmojiAction
from tests.builders import ADAM, ANA, BEN, BOT, GUS, JIWOO, LENA, MINJUN, a_desk
from tests.functional.memory_desk import MemoryDesk
from tests.functional.nps import KEY, STAFF, SurveyDoor, a_webhook
from tests.unit.feedback.people import EVERYBODY, FEEDBACK, SETTINGS, a_review

SHARE = "loudspeaker"
REVIEW = {
    "source_event_id": "r-1",
    "text": "The app lost my order twice.",
    "sentiment": "Negative",
    "class": "Billing",
    "theme": "Orders",
    "member_id": "11672",
    "author": "Dana Whitfield",
}


def a_feedback_desk(**changes: Any) -> Desk:
    emoji = {**a_desk().emoji, SHARE: EmojiAction.FEEDBACK}
    return a_desk(**{"feedback": SETTINGS, "emoji": emoji, "people": STAFF, **changes})


class FeedbackDesk(MemoryDesk):
    def __init__(self, desk: Desk | None = None) -> None:
        super().__init__(desk or a_feedback_desk())
        for channel in (FEEDBACK, EVERYBODY):
            self.slack.members[channel] = {BOT, ANA, MINJUN, BEN, JIWOO, LENA, ADAM, GUS}

    def hears(self, text: str = "Too late again", event: str = "1", **said: Any) -> None:
        self.give(a_review(text, event, **said))

    @property
    def cards(self) -> list[Post]:
        return self.ours(FEEDBACK)

    @property
    def card(self) -> Post:
        [card] = self.cards
        return card

    @property
    def shown(self) -> str:
        return str(self.card.shown.blocks)

    @property
    def digests(self) -> list[str]:
        return [str(post.shown.blocks) for post in self.ours(EVERYBODY)]

    @property
    def items(self) -> list[FeedbackItem]:
        return [one for one in self.table.states.values() if isinstance(one, FeedbackItem)]

    def presses(self, person: PersonId, button: Button) -> None:
        self.give(self.press(person, button, self.card))

    def reacts(self, person: PersonId, emoji: str = "+1", *, added: bool = True) -> None:
        self.give(self.reaction(person, self.card.ts, emoji, added=added, channel=FEEDBACK))


@dataclass(slots=True)
class FeedbackDoor(SurveyDoor):
    desk: Desk = field(default_factory=a_feedback_desk)
    secret: AlertSecret = field(default_factory=lambda: AlertSecret({"reviews": (KEY,)}))

    def reviews(self, **changes: object) -> tuple[int, Any]:
        return self.send(a_webhook({**REVIEW, **changes}, source="reviews"))

    @property
    def given(self) -> FeedbackGiven:
        [envelope] = self.taken
        assert isinstance(envelope.input, FeedbackGiven)
        return envelope.input
