"""What somebody said of what we do, as its channel sees it, and as everybody does in the digest.
Their words stand there as far as the redaction lets them through; who they are does not.

The relay calls it for every ShowFeedback and SendFeedbackDigest with the items as they stand then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.notices import MESSAGE_TEXT_LIMIT
from deskbell.adapters.slack.rendering.redacted import redacted
from deskbell.adapters.slack.rendering.texts import unmarked
from deskbell.adapters.slack.rendering.theme_card import theme_line
from deskbell.adapters.slack.rendering.words import (
    People,
    name_of,
    one_line,
    passage,
    plain,
)
from deskbell.domain.feedback.inputs import SLACK
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.feedback.policy import EXCLUDED
from deskbell.domain.graphemes import cut
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, Dialog
from deskbell.domain.settings.desk import Desk
from deskbell.domain.themes.theme import Theme
from deskbell.usecases.redaction_ports import Redaction
from deskbell.usecases.slack_ports import Message

CARD_LIMIT, DIGEST_LIMIT, THEME_LIMIT = 1_000, 160, 40
MOST_EMOJI, LONGEST_EMOJI = 3, 30
RATES = (
    (Button.FEEDBACK_NEGATIVE, "negative"),
    (Button.FEEDBACK_NEUTRAL, "neutral"),
    (Button.FEEDBACK_POSITIVE, "positive"),
)


@dataclass(frozen=True, slots=True)
class FeedbackWords:
    """In the desk's language, as all that stands in channels."""

    desk: Desk
    people: People
    redaction: Redaction

    def card(self, item: FeedbackItem, theme: Theme | None) -> Message:
        title = self.text("card.feedback.title", source=self._source(item))
        shown = {
            "title": blocks.section(title),
            "text": blocks.section(self._quoted(item, CARD_LIMIT)),
            "status": blocks.context("\n".join(self._status(item, theme))),
        }
        if buttons := [*self._buttons(item), *self._sorting(item, theme)]:
            shown["actions"] = blocks.actions(buttons)
        return Message(text=cut(title, MESSAGE_TEXT_LIMIT), blocks=blocks.identified(shown))

    def digest(self, items: Sequence[FeedbackItem], more: int) -> Message | None:
        told = [one for one in items if one.is_for_everybody(self._excluded)]
        if not told:
            return None
        title = self.text("digest.feedback.title", count=len(told))
        shown = {"title": blocks.section(f"*{title}*")}
        for number, item in enumerate(told):
            words = self._quoted(item, DIGEST_LIMIT)
            shown[f"item{number}"] = blocks.section("\n".join((words, self._facts(item))))
        if more:
            shown["more"] = blocks.context(self.text("digest.feedback.more", count=more))
        return Message(text=cut(title, MESSAGE_TEXT_LIMIT), blocks=blocks.identified(shown))

    @property
    def _excluded(self) -> frozenset[str]:
        return self.desk.feedback.excluded if self.desk.feedback else EXCLUDED

    def _source(self, item: FeedbackItem) -> str:
        known = self.desk.feedback.sources.get(item.source) if self.desk.feedback else None
        if item.source == SLACK:
            return self.text("card.feedback.slack")
        return one_line(known.name if known else item.source)

    def _words(self, item: FeedbackItem, text: str) -> str | None:
        """None where nothing of it may be read. Twice where it was written in Slack: what its
        markup hides is read as well."""
        names = [*self._names(item)]
        shown = redacted(text, self.desk, self.people, self.redaction, names)
        if shown is not None and item.source == SLACK:
            bare = plain(shown, self.people)
            shown = redacted(bare, self.desk, self.people, self.redaction, names)
        return None if shown is None else unmarked(shown, self.desk.language)

    def _names(self, item: FeedbackItem) -> Iterator[str]:
        for giver in item.givers:
            if giver.author:
                yield giver.author
            if giver.person:
                yield self.people(giver.person).name

    def _quoted(self, item: FeedbackItem, limit: int) -> str:
        words = self._words(item, item.text)
        if words is None:
            return self.text("card.feedback.hidden")
        lines = passage(words, limit, 3 * limit // 2).splitlines()
        return "\n".join(f">{line}" for line in lines)

    def _facts(self, item: FeedbackItem) -> str:
        """Of which source it is, what about, how often, and what people think of it."""
        facts = [self._source(item), *self._theme(item)]
        if item.seen > 1:
            facts.append(self.text("card.feedback.seen", count=item.seen))
        short = {name: n for name, n in item.counted.items() if len(name) <= LONGEST_EMOJI}
        facts += [f":{name}: {count}" for name, count in [*short.items()][:MOST_EMOJI]]
        return " · ".join(facts)

    def _theme(self, item: FeedbackItem) -> Iterator[str]:
        theme = self._words(item, item.theme) if item.theme else None
        if theme is not None:
            yield self.text("card.feedback.theme", theme=one_line(theme, THEME_LIMIT))

    def _status(self, item: FeedbackItem, theme: Theme | None) -> Iterator[str]:
        facts = [self.text(f"status.feedback.{item.sentiment or 'unsaid'}")]
        facts += self._theme(item)
        if item.categories:
            classes = ", ".join(sorted(item.categories))
            facts.append(self.text("card.feedback.category", category=one_line(classes)))
        if member := next((one.member for one in item.givers if one.member), None):
            facts.append(self.text("card.feedback.member", member=one_line(member)))
        if item.seen > 1:
            facts.append(self.text("card.feedback.seen", count=item.seen))
        yield " · ".join(facts)
        if theme:
            yield theme_line(theme, self.desk.language)
        if item.withheld_by:
            by = self._name(item.withheld_by)
            yield self.text("card.feedback.withheld", by=by)
        elif item.categories & self._excluded:
            yield self.text("card.feedback.excluded")
        elif item.sentiment is None:
            yield self.text("card.feedback.ask")

    def _buttons(self, item: FeedbackItem) -> Iterator[Block]:
        """How it is meant, as long as nobody has said it; and that it is not for everybody."""
        if item.sentiment is None:
            for action, name in RATES:
                yield self._button(item, action, name)
        is_free = item.withheld_by is None and not item.categories & self._excluded
        if is_free and item.sentiment in (None, "negative"):
            yield self._button(item, Button.FEEDBACK_WITHHOLD, "withhold")

    def _sorting(self, item: FeedbackItem, theme: Theme | None) -> Iterator[Block]:
        """What it is about, until that is settled."""
        if theme is None or not theme.is_over:
            yield self._button(item, Dialog.FEEDBACK_THEME, "theme")
        if theme and not theme.is_over:
            yield self._button(item, Button.FEEDBACK_TAKE_OUT, "take_out")

    def _button(self, item: FeedbackItem, action: Button | Dialog, name: str) -> Block:
        label = self.text(f"button.feedback_{name}_label")
        return blocks.button(action, self.text(f"button.feedback_{name}"), label, str(item.ref))

    def _name(self, person: PersonId) -> str:
        return name_of(self.people(person))

    def text(self, key: str, **args: object) -> str:
        return translate(key, self.desk.language, **args)
