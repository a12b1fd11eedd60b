"""A page: what somebody reads, or hears, who is called for an outage, or for several at once; in
their own language and on their own clock.

The relay calls it for every SendPages, with the incidents as they stand then.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.incident_words import IncidentWords
from deskbell.adapters.slack.rendering.notices import MESSAGE_TEXT_LIMIT
from deskbell.adapters.slack.rendering.permalinks import permalink
from deskbell.adapters.slack.rendering.texts import date_text
from deskbell.adapters.slack.rendering.words import People
from deskbell.domain.graphemes import cut
from deskbell.domain.inputs import Button
from deskbell.domain.paging.policy import Method
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.paging.paged import MOST_SHOWN, Paged
from deskbell.usecases.slack_ports import Message

ROOM = 8_000
"""For the lines of a bundle, in characters of JSON: all blocks of a message have 10,000."""
WORDS_LIMIT = 300
"""Of a text message: two or three of the network's."""


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """`paged` has at least one; each is still wanted."""

    paged: Sequence[Paged]
    desk: Desk
    people: People
    language: str
    zone: str

    def message(self) -> Message:
        if len(self.paged) > 1:
            return self._bundle()
        [one] = self.paged
        words = self._words(one)
        title = f"🚨 {words.title()}"
        about = "\n".join(filter(None, (title, words.impact(), words.affected())))
        why = self._why(one, words)
        shown = {"title": blocks.section(about), "why": blocks.context(why)}
        if coming := words.next_step():
            shown["next"] = blocks.context(coming)
        shown["actions"] = blocks.actions([self._acknowledge(one, primary=True)])
        return Message(cut(f"{about}\n{why}", MESSAGE_TEXT_LIMIT), blocks.identified(shown))

    def in_words(self) -> str:
        """Without markup; what cannot be pressed there is said."""
        words = self._words(self.paged[0])
        incident = self.paged[0].incident
        if len(self.paged) > 1:
            numbers = ", ".join(f"#{one.incident.number}" for one in self.paged)
            said = self._text("card.page.words_many", count=len(self.paged), numbers=numbers)
            return cut(said, WORDS_LIMIT)
        return cut(
            self._text(
                "card.page.drill_words" if incident.drill else "card.page.words",
                number=incident.number,
                system=words.system(),
                impact=" ".join(incident.impact.split()),
                at=date_text(incident.raised_at, self.zone),
            ),
            WORDS_LIMIT,
        )

    def _bundle(self) -> Message:
        """What is new comes first; each can be acknowledged by itself."""
        heading = f"🚨 {self._text('card.page.bundle', count=len(self.paged))}"
        shown, room = {"heading": blocks.section(heading)}, ROOM
        for one in self.paged[:MOST_SHOWN]:
            line = self._line(one)
            room -= len(json.dumps(line))
            if room < 0:
                break
            shown[f"line.{one.incident.number}"] = line
        if more := len(self.paged) - (len(shown) - 1):
            channel = f"<#{self.paged[-1].incident.policy.channel}>"
            told = self._text("card.page.more", count=more, channel=channel)
            shown["more"] = blocks.context(told)
        numbers = ", ".join(f"#{one.incident.number}" for one in self.paged)
        text = cut(f"{heading}\n{numbers}", MESSAGE_TEXT_LIMIT)
        return Message(text, blocks.identified(shown))

    def _line(self, one: Paged) -> Block:
        words = self._words(one)
        said = f"{words.title()}{self._link(one)}\n{words.impact()}"
        return blocks.section(said) | {"accessory": self._acknowledge(one)}

    def _why(self, one: Paged, words: IncidentWords) -> str:
        if one.incident.drill:
            return self._text("card.page.drill")
        key = "why_channel" if one.page.method is Method.CHANNEL else "why"
        why = self._text(
            f"card.page.{key}",
            policy=words.policy(),
            level=one.page.rung.level + 1,
            at=words.at(one.incident.raised_at),
        )
        return f"{why}{self._link(one)}"

    def _link(self, one: Paged) -> str:
        if one.card is None:
            return ""
        return f" · <{permalink(one.card)}|{self._text('card.page.card')}>"

    def _acknowledge(self, one: Paged, *, primary: bool = False) -> Block:
        incident = one.incident
        return blocks.button(
            Button.INCIDENT_ACKNOWLEDGE,
            self._text("button.incident_acknowledge"),
            self._text("button.incident_acknowledge_label", number=incident.number),
            f"{incident.ref}|{one.page.rung.generation}",
            primary=primary,
        )

    def _words(self, one: Paged) -> IncidentWords:
        return IncidentWords(one.incident, self.desk, self.people, self.language, self.zone)

    def _text(self, key: str, **args: object) -> str:
        return translate(key, self.language, **args)
