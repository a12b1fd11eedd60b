"""A desk that calls members back, and the way in for their scores over its queue, as real requests
reach it."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from deskbell.adapters.alerts.secret import AlertSecret
from deskbell.adapters.memory.workspace import Post
from deskbell.adapters.webhooks.reception import WebhookReception
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, Envelope, ScoreReceived
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.policy import NpsSettings
from deskbell.domain.settings.desk import Desk
from tests.api_gateway import AT, Event, signature
from tests.builders import ADAM, ANA, BEN, BOT, JIWOO, LENA, MINJUN, a_desk
from tests.functional.alert_desk import posted
from tests.functional.memory_desk import MemoryDesk
from tests.unit.nps.members import CLOSELOOP, SETTINGS, WHITE, a_score

KEY, OLD_KEY = "obviously-fake-survey-key", "obviously-fake-previous-key"
ANSWER = {
    "source_event_id": "zap-1",
    "member_id": "11672",
    "score": 3,
    "experience_date": "2026-11-22",
    "comment": "Nobody called me back.",
}


STAFF = {"ana": ANA, "minjun": MINJUN, "ben": BEN, "jiwoo": JIWOO, "lena": LENA, "adam": ADAM}


def an_nps_desk(nps: NpsSettings = SETTINGS, **changes: Any) -> Desk:
    return a_desk(**{"nps": nps, "people": STAFF, **changes})


class NpsDesk(MemoryDesk):
    """Its people are in #nps-closeloop, too."""

    def __init__(self, desk: Desk | None = None) -> None:
        super().__init__(desk or an_nps_desk())
        self.slack.members[CLOSELOOP] = {BOT, ANA, MINJUN, BEN, JIWOO, LENA, ADAM}

    def hears(self, score: int = 3, event: str = "1", key: str | None = None, **said: Any) -> None:
        self.give(a_score(score, event, **said), key=key)

    @property
    def cards(self) -> list[Post]:
        """Those with buttons or of an end, in their order; notices have no blocks with an id."""
        return [
            post
            for post in self.ours(CLOSELOOP)
            if any(words in str(post.shown.blocks) for words in ("Net Promoter", "순추천지수"))
        ]

    @property
    def card(self) -> Post:
        [card] = self.cards
        return card

    @property
    def shown(self) -> str:
        return str(self.card.shown.blocks)

    @property
    def cases(self) -> list[Case]:
        return [state for state in self.table.states.values() if isinstance(state, Case)]

    def marks(self, person: PersonId, emoji: str = WHITE, *, added: bool = True) -> None:
        ts = self.card.ts
        self.give(self.reaction(person, ts, emoji, added=added, channel=CLOSELOOP))

    def presses(self, person: PersonId, button: Button) -> None:
        self.give(self.press(person, button, self.card))

    def whispers(self, person: PersonId) -> list[str]:
        return [one.shown.text for one in self.slack.whispers if one.person == person]


@dataclass(slots=True)
class SurveyDoor:
    """The way in; `taken` is what it put on the inbox."""

    desk: Desk = field(default_factory=an_nps_desk)
    secret: AlertSecret = field(default_factory=lambda: AlertSecret({"nps": (KEY, OLD_KEY)}))
    taken: list[Envelope] = field(default_factory=list)
    told: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def send(self, event: Event) -> tuple[int, Any]:
        """The status and the answer."""
        reception = WebhookReception(
            desk=lambda: self.desk,
            secret=lambda: self.secret,
            put=self.taken.append,
            wall=lambda: AT,
            now=lambda: datetime.fromtimestamp(AT, UTC),
            tell=lambda what, **facts: self.told.append((what, facts)),
        )
        answer: Any = reception.answer(event)
        return answer["statusCode"], json.loads(answer["body"])

    def says(self, **changes: object) -> tuple[int, Any]:
        return self.send(a_webhook({**ANSWER, **changes}))

    @property
    def score(self) -> ScoreReceived:
        [envelope] = self.taken
        assert isinstance(envelope.input, ScoreReceived)
        return envelope.input


def a_webhook(payload: object, key: str = KEY, at: int = AT, source: str = "nps") -> Event:
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    signed = {"x-deskbell-signature": signature(body, at, key), "x-deskbell-timestamp": str(at)}
    return posted(body, f"/hooks/{source}", **signed)
