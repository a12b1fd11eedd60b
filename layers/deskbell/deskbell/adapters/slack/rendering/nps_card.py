"""The live card of a low score: whose it is, what they gave, who calls them back, and what came of
it. A member's id stands there and no name, and of their words only what the redaction lets through.

The relay calls it for every ShowNpsCase with the case as it stands then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.notices import MESSAGE_TEXT_LIMIT
from deskbell.adapters.slack.rendering.redacted import redacted
from deskbell.adapters.slack.rendering.texts import date_token, unmarked
from deskbell.adapters.slack.rendering.words import People, name_of, one_line, passage
from deskbell.domain.graphemes import cut
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from deskbell.domain.nps.case import Case, Stage, Status
from deskbell.domain.nps.words import how_text
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.redaction_ports import Redaction
from deskbell.usecases.slack_ports import Message

COMMENT_LIMIT = 600
MOST_EARLIER = 5
"""Scores that stand there beside the latest one."""


def nps_card(case: Case, desk: Desk, people: People, redaction: Redaction) -> Message:
    """In the desk's language, as all cards in channels."""
    return _NpsCard(case, desk, people, redaction).message()


@dataclass(frozen=True, slots=True)
class _NpsCard:
    case: Case
    desk: Desk
    people: People
    redaction: Redaction

    def message(self) -> Message:
        case = self.case
        title = self.text(
            "card.nps.ping" if case.is_open else "card.nps.done",
            member=one_line(case.member),
            date=self._date(date.fromisoformat(case.latest.experience)),
        )
        shown = {"title": blocks.section(title), "score": blocks.section(self._score())}
        if comment := self._comment():
            shown["comment"] = blocks.section(comment)
        shown["status"] = blocks.context("\n".join(self._status()))
        if buttons := list(self._buttons()):
            shown["actions"] = blocks.actions(buttons)
        return Message(text=cut(title, MESSAGE_TEXT_LIMIT), blocks=blocks.identified(shown))

    def _date(self, day: date) -> str:
        """As people write it there: 3/5/21 in English."""
        year = f"{day:%y}" if self.desk.language == "en" else str(day.year)
        return self.text("card.nps.date", year=year, month=day.month, day=day.day)

    def _score(self) -> str:
        case = self.case
        parts = [self.text("card.nps.score", score=case.latest.score)]
        if case.segment:
            parts.append(self.text("card.nps.segment", segment=one_line(case.segment)))
        if earlier := [str(one.score) for one in case.scores[:-1]][-MOST_EARLIER:]:
            parts.append(self.text("card.nps.earlier", scores=", ".join(earlier)))
        return " · ".join(parts)

    def _comment(self) -> str:
        said = self.case.latest.comment
        if not said.strip():
            return ""
        shown = redacted(said, self.desk, self.people, self.redaction)
        if shown is None:
            return self.text("card.nps.hidden")
        words = unmarked(shown, self.desk.language)
        lines = passage(words, COMMENT_LIMIT, 2 * COMMENT_LIMIT).splitlines()
        return "\n".join(f">{line}" for line in lines)

    def _status(self) -> Iterator[str]:
        case = self.case
        if case.no_contact:
            yield self.text("card.nps.wants_no_contact")
        if case.is_open:
            yield self._owner()
            if case.escalated_to:
                yield self.text("card.nps.escalated", lead=self._name(case.escalated_to))
            yield self.text("card.nps.hint")
            return
        if case.handled_by and case.handled_at:
            by, at = self._name(case.handled_by), self._at(case.handled_at)
            if case.how:
                how = self.text(how_text(case.how).key)
                yield self.text("card.nps.handled_how", by=by, at=at, how=how)
            else:
                yield self.text("card.nps.handled", by=by, at=at)
        if case.closes_at:
            yield self.text("card.nps.until", at=self._at(case.closes_at))
            if case.how is None:
                yield self.text("card.nps.ask_how")
        yield from self._second()

    def _second(self) -> Iterator[str]:
        """What came of it: the next answer, or until there is one, how far it is asked for."""
        case, second = self.case, self.case.second
        if one := case.recovery:
            said = "recovered" if one.is_recovered else "not_recovered"
            delta = f"{one.delta:+d}".replace("-", "−")
            yield self.text(f"card.nps.{said}", before=one.before, score=one.score, delta=delta)
        elif second and second.stage is Stage.PLANNED:
            if not case.no_contact:
                yield self.text("card.nps.second_planned", at=self._at(second.at))
        elif second and second.stage is Stage.DUE:
            yield self.text("card.nps.second_due")
        elif second and second.stage is Stage.ASKED and second.by:
            by, at = self._name(second.by), self._at(second.at)
            yield self.text("card.nps.second_asked", by=by, at=at)

    def _owner(self) -> str:
        case, due = self.case, self._at(self.case.due)
        if case.owner is None:
            return self.text("card.nps.nobodys", due=due)
        return self.text("card.nps.owner", owner=self._name(case.owner), due=due)

    def _buttons(self) -> Iterator[Block]:
        """What was done, as long as nobody has said it; then to open it again, or to say that its
        member was asked again. Whether they want that is asked as long as something comes."""
        case = self.case
        if case.status is not Status.CLOSED:
            yield from self._handling()
        stage = case.second.stage if case.second else None
        if stage is Stage.DUE:
            yield self._button(Button.NPS_ASKED_AGAIN, "asked_again", primary=True)
        if case.no_contact:
            yield self._button(Button.NPS_MAY_CONTACT, "may_contact")
        elif case.status is not Status.CLOSED or stage:
            yield self._button(Button.NPS_DO_NOT_CONTACT, "do_not_contact")

    def _handling(self) -> Iterator[Block]:
        case = self.case
        if case.how is None:
            yield self._button(Button.NPS_CALLED, "called", primary=True)
            yield self._button(Button.NPS_CREDITED, "credited")
            yield self._button(Button.NPS_FIXED, "fixed")
            yield self._button(Button.NPS_NO_CONTACT, "no_contact")
        if case.is_open:
            yield self._button(Button.NPS_TAKE, "take")
        else:
            yield self._button(Button.NPS_REOPEN, "reopen")

    def _button(self, action: Button, name: str, *, primary: bool = False) -> Block:
        label = self.text(f"button.nps_{name}_label", member=self.case.member)
        text = self.text(f"button.nps_{name}")
        return blocks.button(action, text, label, str(self.case.ref), primary=primary)

    def _name(self, person: PersonId) -> str:
        return name_of(self.people(person))

    def _at(self, at: datetime) -> str:
        return date_token(at, self.desk.zone)

    def text(self, key: str, **args: object) -> str:
        return translate(key, self.desk.language, **args)
