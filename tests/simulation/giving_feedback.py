"""What members and colleagues say of what we do, as `people.py` draws it."""

from __future__ import annotations

from deskbell.adapters.feedback.given import envelope_of
from deskbell.adapters.memory.workspace import Post
from deskbell.domain.feedback.inputs import FeedbackGiven, Sentiment
from deskbell.domain.inputs import Button
from tests.simulation.feedback import FEEDBACK, SECRET, SHARE
from tests.simulation.hands import EVERYBODY, Hands, thread_of

SAID = ("Too late", "Wrong order", "Rude", "Lovely")
EMOJI = ("tada", "heart")


class GivingFeedback(Hands):
    """Reviews come, messages are shared, and people say what they think of both."""

    def review(self) -> bool:
        """Its webhook comes up to three times; the same words may have come before."""
        event, text = self._random.choice("123456"), self._random.choice(SAID)
        sentiment = self._random.choice((None, Sentiment.NEGATIVE, Sentiment.NEGATIVE, *Sentiment))
        category = self._random.choice((*[""] * 6, "billing", "legal"))
        world, install = self._desk.world, self._desk.desk.workspace.install
        given = FeedbackGiven("reviews", event, f"{text}, ask {SECRET}", sentiment, category)
        envelope = envelope_of(given, install, world.now())
        self._desk.inbox.put(envelope)
        for _ in range(self._random.choice((0, 1, 2))):
            self._soon(lambda: self._desk.inbox.put(envelope), 60.0)
        self._then("rate_feedback", "react_to_feedback", "withhold", "review")
        return True

    def share(self) -> bool:
        """Two at once, now and then."""
        post = self._one(self._roots())
        if post is None:
            return False
        for person in self._random.sample(EVERYBODY, self._random.choice((1, 1, 2))):
            self._slack.emoji(person, thread_of(post), SHARE, added=True)
        self._then("rate_feedback", "react_to_feedback")
        return True

    def rate_feedback(self) -> bool:
        return self._press_one(
            self._random.choice((Button.FEEDBACK_NEGATIVE, Button.FEEDBACK_POSITIVE))
        )

    def withhold(self) -> bool:
        return self._press_one(Button.FEEDBACK_WITHHOLD)

    def react_to_feedback(self) -> bool:
        """It comes on or off, or one just after the other."""
        card = self._one([p for p in self._slack.posts.values() if _is_card(p)])
        if card is None:
            return False
        person, name = self._random.choice(EVERYBODY), self._random.choice(EMOJI)
        message, is_on = thread_of(card), person in card.reactions[name]
        self._slack.emoji(person, message, name, added=not is_on)
        if self._random.random() < 0.5:
            self._soon(lambda: self._slack.emoji(person, message, name, added=is_on), 1.0)
        self._then("react_to_feedback", "review")
        return True

    def _press_one(self, button: Button) -> bool:
        post = self._with(button)
        return post is not None and self._slack.press(self._random.choice(EVERYBODY), post, button)


def _is_card(post: Post) -> bool:
    return post.channel == FEEDBACK and "Feedback" in post.shown.text
