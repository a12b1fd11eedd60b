"""An outage's live card in the private on-call channel: what it is, who is called, what happens
next, and what can be done. Short enough for a phone at night.

The relay calls it for every ShowIncident with the incident as it stands then.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from deskbell.adapters.slack.actions import INCIDENT_MORE
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.incident_words import IncidentWords
from deskbell.adapters.slack.rendering.notices import MESSAGE_TEXT_LIMIT
from deskbell.adapters.slack.rendering.words import People
from deskbell.domain.graphemes import cut
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.inputs import Button
from deskbell.domain.paging.incident import Call, Incident, Status
from deskbell.domain.paging.page import Receipt
from deskbell.domain.paging.policy import Method
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.slack_ports import Message

MOST_CALLS = 6
"""Shown by name; a phone has room for no more."""
CALLS_ROOM = blocks.CONTEXT_LIMIT - 100
"""For those lines, in characters; how many more there are stands below them."""


def incident_card(incident: Incident, desk: Desk, people: People) -> Message:
    """In the desk's language, as all cards in channels."""
    words = IncidentWords(incident, desk, people, desk.language, desk.zone)
    return _IncidentCard(incident, words).message()


@dataclass(frozen=True, slots=True)
class _IncidentCard:
    incident: Incident
    words: IncidentWords

    def message(self) -> Message:
        words = self.words
        heading = f"{words.title()}\n{words.status_line()}"
        shown = {"title": blocks.section(heading)}
        if about := "\n".join(filter(None, (words.impact(), words.affected()))):
            shown["impact"] = blocks.section(about)
        if calls := list(self._calls()):
            shown["calls"] = blocks.context("\n".join(calls))
        if coming := words.next_step():
            shown["next"] = blocks.context(coming)
        shown["facts"] = blocks.context(words.facts())
        if roles := self._roles():
            shown["roles"] = blocks.context(roles)
        if own := self.incident.own_channel:
            channel = self.words.text("card.incident.own_channel", channel=f"<#{own}>")
            shown["channel"] = blocks.context(channel)
        if buttons := list(self._buttons()):
            shown["actions"] = blocks.actions(buttons)
        return Message(text=cut(heading, MESSAGE_TEXT_LIMIT), blocks=blocks.identified(shown))

    def _calls(self) -> Iterator[str]:
        calls = self.incident.calls if self.incident.is_open else ()
        room = CALLS_ROOM
        for number, line in enumerate(map(self._call, calls)):
            room -= len(f"{line}\n")
            if number == MOST_CALLS or room < 0:
                yield self.words.text("card.incident.call.more", count=len(calls) - number)
                return
            yield line

    def _call(self, call: Call) -> str:
        words, at = self.words, self.incident.called.get(call.to)
        if Method.CHANNEL in call.methods:
            to = f"<#{ChannelId(call.to)}>"
        else:
            to = words.name(PersonId(call.to))
        how = _state(call)
        return words.text(f"card.incident.call.{how}", to=to, at=words.at(at or call.due))

    def _roles(self) -> str:
        told = (
            self.words.text(f"card.incident.role.{role}", who=self.words.name(person))
            for role, person in self.incident.roles.items()
        )
        return " · ".join(told)

    def _buttons(self) -> Iterator[Block]:
        """What helps most comes first; More has the rest."""
        incident = self.incident
        ref, rung = incident.ref, incident.rung
        if not incident.is_open:
            is_told = incident.reviewed or incident.drill
            if incident.status is Status.RESOLVED and not is_told:
                yield self._button(Button.INCIDENT_REVIEW, "review", f"{ref}")
            return
        is_seen_to = incident.status is Status.ACKNOWLEDGED
        value = f"{ref}|{rung.generation}"
        if not is_seen_to:
            acknowledge = Button.INCIDENT_ACKNOWLEDGE
            yield self._button(acknowledge, "acknowledge", value, primary=True)
        if incident.drill:
            return
        yield self._button(Button.INCIDENT_ESCALATE, "escalate", f"{ref}|{rung}")
        yield self._button(Button.INCIDENT_RESOLVE, "resolve", f"{ref}", primary=is_seen_to)
        yield self._button(INCIDENT_MORE, "more", f"{ref}")

    def _button(self, action: str, name: str, value: str, *, primary: bool = False) -> Block:
        label = self.words.text(f"button.incident_{name}_label", number=self.incident.number)
        text = self.words.text(f"button.incident_{name}")
        return blocks.button(action, text, label, value, primary=primary)


def _state(call: Call) -> str:
    if call.answered:
        return "answered"
    if call.has_failed:
        return "failed"
    if not call.tried:
        return "soon"
    return "reached" if call.receipt is Receipt.DELIVERED else "called"
