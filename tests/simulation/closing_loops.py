"""What surveys and agents do about low scores, as `people.py` draws it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from deskbell.adapters.memory.workspace import Post
from deskbell.adapters.nps.answer import envelope_of
from deskbell.domain.inputs import Button
from deskbell.domain.nps.inputs import ScoreReceived
from tests.memory_slack import buttons
from tests.simulation.hands import AGENTS, EVERYBODY, Hands, thread_of
from tests.unit.nps.members import CLOSELOOP

MARKS = ("white_check_mark", "white_check_mark", "heavy_check_mark")
OUTCOMES = (Button.NPS_CALLED, Button.NPS_CREDITED, Button.NPS_FIXED, Button.NPS_NO_CONTACT)


class ClosingLoops(Hands):
    """Members answer and correct themselves; agents, and others, mark what is done."""

    def score(self) -> bool:
        """Its webhook comes up to three times, once of them late; then somebody sees to it."""
        event = f"{self._random.choice('1234')}"
        self._survey_says(event, self._random.choice((0, 2, 5, 6, 7, 9)))
        self._then("mark_case", "mark_case", "press_case", "score", "correct_score", "ask_again")
        return True

    def correct_score(self) -> bool:
        self._survey_says(f"{self._random.choice('1234')}", self._random.choice((1, 3, 8)))
        self._then("mark_case", "press_case", "correct_score")
        return True

    def count_week(self) -> bool:
        """The hourly rule comes twice, as rules do."""
        event = {"time": self._desk.world.now().isoformat()}
        for _ in range(2):
            self._desk.functions.invoke("LookAtSchedulesFunction", event, lambda _: None)
        return True

    def mark_case(self) -> bool:
        """An agent, now and then two at once, or somebody who is none."""
        card = self._case_card()
        if card is None:
            return False
        who = EVERYBODY if self._random.random() < 0.3 else AGENTS
        for person in self._random.sample(who, self._random.choice((1, 1, 2))):
            self._slack.emoji(person, thread_of(card), self._random.choice(MARKS), added=True)
        self._then("unmark_case", "correct_score", "press_case")
        return True

    def unmark_case(self) -> bool:
        card = self._case_card()
        marked = [
            (name, person)
            for name in set(MARKS)
            for person in (card.reactions[name] if card else ())
        ]
        if card is None or not marked:
            return False
        name, person = self._random.choice(sorted(marked))
        self._slack.emoji(person, thread_of(card), name, added=False)
        self._then("mark_case", "press_case")
        return True

    def press_case(self) -> bool:
        """What was done, or that it was not; not always by an agent."""
        offered = [
            (post, button)
            for button in (*OUTCOMES, Button.NPS_TAKE, Button.NPS_REOPEN)
            if (post := self._with(button))
        ]
        if not offered:
            return False
        post, button = self._random.choice(offered)
        who = EVERYBODY if self._random.random() < 0.2 else AGENTS
        self._then("mark_case", "press_case", "correct_score")
        return self._slack.press(self._random.choice(who), post, button)

    def ask_again(self) -> bool:
        """Somebody says that they have sent the survey, or that the member wants no contact, or
        may be contacted; then perhaps the member answers."""
        said = (Button.NPS_DO_NOT_CONTACT, Button.NPS_MAY_CONTACT)
        button = self._random.choice((*[Button.NPS_ASKED_AGAIN] * 4, *said))
        card = self._with(button)
        if card is None:
            return False
        self._then("ask_again", "score", "press_case")
        return self._slack.press(self._random.choice(AGENTS), card, button)

    def _case_card(self) -> Post | None:
        posts = self._slack.posts.values()
        return self._one([p for p in posts if p.channel == CLOSELOOP and any(_of_case(p))])

    def _survey_says(self, event: str, score: int) -> None:
        """Two members share four answers: the same one is corrected, another one joins in."""
        world, install = self._desk.world, self._desk.desk.workspace.install
        now = world.now()
        given = ScoreReceived(
            "nps", event, f"{int(event) % 2}", score, f"{now - timedelta(days=1):%Y-%m-%d}"
        )
        envelope = envelope_of(given, install, now)
        self._desk.inbox.put(envelope)
        for _ in range(self._random.choice((0, 1, 2))):
            self._soon(lambda: self._desk.inbox.put(envelope), 60.0)


def _of_case(post: Post) -> Iterator[object]:
    for button in (*OUTCOMES, Button.NPS_REOPEN):
        yield from buttons(post, button)
