"""The review of an outage, below its card once it is over: what happened when, how long it took,
and what is to come of it. The relay calls it with the history as it is then.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.incident_words import IncidentWords
from deskbell.adapters.slack.rendering.texts import date_text, date_token, render_text
from deskbell.adapters.slack.rendering.words import one_line
from deskbell.domain.directs import person_of
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Dialog
from deskbell.domain.paging import events as e
from deskbell.domain.paging.timeline import Moment, timeline
from deskbell.usecases.slack_ports import Message

ROOM = 9_000
"""For all of it, in characters of JSON: all blocks of a message have 10,000, ids among them."""
MOST_CALLS = 6
"""By name, of one level."""
LINES = 8
"""In one section, at most."""
ROOM_OF_BLOCK = 150
"""Of what stands around them."""


@dataclass(frozen=True, slots=True)
class IncidentReview:
    words: IncidentWords
    history: Sequence[Moment]

    def message(self) -> Message:
        """With a button for what is to be done about it: each becomes a ticket."""
        words, number = self.words, self.words.incident.number
        title = words.text("card.review.title", number=number, system=one_line(words.system()))
        shown: dict[str, Block] = {"title": blocks.section(f"*{title}*")}
        if about := "\n".join(filter(None, (words.impact(), words.affected()))):
            shown["impact"] = blocks.section(about)
        shown["facts"] = blocks.section("\n".join(self._facts()))
        last = {
            "actions.why": blocks.context(words.text("card.review.actions")),
            "actions": blocks.actions([self._add()]),
        }
        shown |= self._timeline(ROOM - _size({**shown, **last})) | last
        return Message(text=title, blocks=blocks.identified(shown))

    def _facts(self) -> Iterator[str]:
        words, incident = self.words, self.words.incident
        yield words.text("card.review.raised", at=date_token(incident.raised_at, words.zone))
        if first := self._first(e.IncidentAcknowledged.__name__):
            by = words.name(PersonId(str(first.detail.get("person", ""))))
            took = words.span(first.at - incident.raised_at)
            yield words.text("card.review.acknowledged", by=by, took=took)
        else:
            yield words.text("card.review.never_acknowledged")
        took = words.span(incident.since - incident.raised_at)
        at = date_token(incident.since, words.zone)
        yield words.text("card.review.over", at=at, took=took)
        yield words.text("card.review.called", count=len(incident.called))
        yield words.text("card.incident.reports", count=incident.reports)
        for role, person in incident.roles.items():
            yield words.text(f"card.incident.role.{role}", who=words.name(person))

    def _timeline(self, room: int) -> dict[str, Block]:
        """As much as there is room for; its history has all of it."""
        lines, left = list[str](), 0
        for moment in timeline(self.history):
            line = self._line(moment)
            room -= _size(line) + ROOM_OF_BLOCK // LINES
            if room < 0:
                left += 1
            else:
                lines.append(line)
        parts = list(_parts(lines))
        shown = {f"line.{n}": blocks.section(part) for n, part in enumerate(parts)}
        if left:
            shown["more"] = blocks.context(self.words.text("card.review.more", count=left))
        return shown

    def _line(self, moment: Moment) -> str:
        words = self.words
        why = render_text(moment.reason, words.language, words.zone, words.people)
        called = moment.detail.get("called")
        names = ", ".join(self._names(called)) if isinstance(called, list | tuple) else ""
        return f"{_clock(moment.at, words.zone)} · {why}{f' ({names})' if names else ''}"

    def _names(self, called: Sequence[object]) -> Iterator[str]:
        for one in called[:MOST_CALLS]:
            person = person_of(str(one))
            yield self.words.name(person) if person else f"<#{one}>"

    def _first(self, event: str) -> Moment | None:
        return next((one for one in self.history if one.event == event), None)

    def _add(self) -> Block:
        words = self.words
        text = words.text("button.incident_action")
        label = words.text("button.incident_action_label", number=words.incident.number)
        return blocks.button(Dialog.INCIDENT_ACTION, text, label, f"{words.incident.ref}")


def _parts(lines: Sequence[str]) -> Iterator[str]:
    """As many lines in one section as it takes."""
    part = ""
    for number, line in enumerate(lines):
        is_full = number % LINES == 0 or len(part) + len(line) >= blocks.TEXT_LIMIT
        if part and is_full:
            yield part
            part = ""
        part = f"{part}\n{line}" if part else line
    if part:
        yield part


def _size(shown: object) -> int:
    return len(json.dumps(shown, ensure_ascii=False))


def _clock(at: datetime, zone: str) -> str:
    """To the second: at night, that is what is asked afterwards."""
    seconds = int(at.timestamp())
    return f"<!date^{seconds}^{{time_secs}}|{date_text(at, zone)}>"
