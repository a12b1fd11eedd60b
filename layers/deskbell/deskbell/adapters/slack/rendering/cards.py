"""A ticket's card: what one place shows of one ticket, in the desk's language.

The relay calls it for every ShowCard with the ticket as it stands then, so that an old row
never shows an old state. Names are written without mentioning: cards are updated often.
"""

from dataclasses import dataclass

from deskbell.adapters.slack.actions import MORE
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.approval_words import approval_line
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.class_words import class_line
from deskbell.adapters.slack.rendering.issue_words import issue_line
from deskbell.adapters.slack.rendering.offer_words import offer_line
from deskbell.adapters.slack.rendering.private_card import private_card
from deskbell.adapters.slack.rendering.score_words import score_line
from deskbell.adapters.slack.rendering.ticket_words import TicketWords, permalink
from deskbell.adapters.slack.rendering.tie_words import tie_buttons, tie_lines
from deskbell.adapters.slack.rendering.words import (
    LINE_LIMIT,
    People,
    escape,
    one_line,
    passage,
    plain,
)
from deskbell.domain.directs import is_direct
from deskbell.domain.effects import Place
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.inputs import Button
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.places import WORK, is_shown_at
from deskbell.domain.tickets.reopening import is_over
from deskbell.domain.tickets.ticket import FormAnswers, Status, Ticket
from deskbell.usecases.slack_ports import Message

TRIAGE_TEXT_LIMIT = 200
TRIAGE_LINES = 3
"""Whoever wants to read all of it follows the link."""


def ticket_card(
    ticket: Ticket, place: Place, desk: Desk, people: People, language: str | None = None
) -> Message:
    """The card of `ticket` at `place`, in the desk's language unless one is given; where the ticket
    may not be shown, nothing of it (D-12)."""
    words = TicketWords(ticket, desk, people, language or desk.language)
    if not is_shown_at(ticket, place, desk):
        return private_card(words, place)
    return _Card(ticket, place, desk, people, words).message()


@dataclass(frozen=True, slots=True)
class _Card:
    ticket: Ticket
    place: Place
    desk: Desk
    people: People
    words: TicketWords

    def message(self) -> Message:
        shown = self._body() | self._remarks() | self._actions()
        return Message(text=self._summary(), blocks=blocks.identified(shown))

    def _body(self) -> dict[str, Block]:
        match self.place, self.ticket.answers:
            case _, FormAnswers() as answers:
                return self._request(answers)
            case Place.THREAD | Place.REQUEST, None:
                return self._in_thread()
            case Place.DIRECT, None:
                return self._in_direct()
            case _:
                return self._overview()

    def _remarks(self) -> dict[str, Block]:
        """A small line each, where there is something to say."""
        remarks = {
            "class": class_line(self.words),
            "moved": self._moved_from(),
            "offered": offer_line(self.words),
            "approval": approval_line(self.words),
            "fallback": self._text("card.fallback") if self.place is Place.FALLBACK else "",
            "ties": tie_lines(self.words),
            "related": self._related(),
            "issue": issue_line(self.words) if self.place in WORK else "",
            "score": score_line(self.words) if self.place in WORK else "",
        }
        return {name: blocks.context(words) for name, words in remarks.items() if words}

    def _actions(self) -> dict[str, Block]:
        shown = {}
        if self.ticket.status.is_open:
            shown["actions"] = blocks.actions(self._buttons())
        elif is_over(self.ticket):
            shown["actions"] = blocks.actions([self._reopen(), self._more()])
        elif self.ticket.has_become_a_request and self.ticket.undo:
            shown["actions"] = blocks.actions([self._more()])
        if (tied := tie_buttons(self.words)) and self.place is not Place.DIRECT:
            shown["ties.actions"] = blocks.actions(tied)
        return shown

    def _request(self, answers: FormAnswers) -> dict[str, Block]:
        """A form request with its answers (A1-03)."""
        limit = blocks.TEXT_LIMIT
        help_text = passage(answers.values.get("help", ""), limit, limit)
        facts = [f"{label}: {value}" for label, value in self._answers(answers) if value]
        shown = {"title": self._title()}
        if help_text:
            shown["help"] = blocks.section(help_text)
        return shown | {
            "answers": blocks.context(" · ".join(facts)),
            "next": blocks.context(self._next()),
        }

    def _title(self) -> Block:
        """What it is and how it stands: all that a look at a phone needs."""
        title = f"*#{self.ticket.number}* · {self.words.title()}"
        return blocks.section(f"{title}\n{self.words.status_line()}")

    def _request_header(self) -> str:
        return self._text("card.header.request", inbox=self._inbox)

    def _answers(self, answers: FormAnswers) -> list[tuple[str, str]]:
        values = answers.values
        urgency = values.get("urgency")
        return [
            (self._text("card.field.requested_by"), self.words.name(self.ticket.requester)),
            (self._text("card.field.filed_by"), self._filed_by(values.get("channel"))),
            (self._text("card.field.location"), one_line(self._location(answers))),
            (
                self._text("card.field.manager"),
                self.words.name(PersonId(values["manager"])) if "manager" in values else "",
            ),
            (
                self._text("card.field.urgency"),
                self._text(f"modal.it.option.urgency.{urgency}") if urgency else "",
            ),
            (self._text("card.field.needed_by"), one_line(values.get("needed_by", ""))),
        ]

    def _filed_by(self, channel: str | None) -> str:
        """Who filed it for the requester, and how they were asked to (A4-03)."""
        ticket, said = self.ticket, list[str]()
        if ticket.opener != ticket.requester:
            said.append(self.words.name(ticket.opener))
        if channel:
            said.append(self._text(f"modal.it.option.channel.{channel}"))
        return ", ".join(said)

    def _location(self, answers: FormAnswers) -> str:
        """The label of the chosen location; the choice itself if the desk no longer offers it."""
        chosen = answers.values.get("location", "")
        form = self.desk.forms.get(answers.form)
        labels = {choice.value: choice.label for choice in form.locations} if form else {}
        return labels.get(chosen, chosen)

    def _in_thread(self) -> dict[str, Block]:
        """Small: the message it belongs to is right above it."""
        heading = self._text("card.heading", number=self.ticket.number, inbox=escape(self._inbox))
        return {
            "status": blocks.section(f"{heading}\n{self.words.status_line()}"),
            "next": blocks.context(self._next()),
        }

    def _in_direct(self) -> dict[str, Block]:
        """For its requester: below their own message, or far from where they wrote it."""
        if self._asked_directly:
            return self._in_thread()
        return self._overview() | {"next": blocks.context(self._next())}

    def _overview(self) -> dict[str, Block]:
        """For people who do not see the message: its beginning, its author, the way to it."""
        asked_by = (
            f"{self._text('card.field.requested_by')}: {self.words.name(self.ticket.requester)}"
        )
        shown = {"title": self._title()}
        if self.ticket.is_open and (quote := self._quote()):
            shown["text"] = blocks.section(quote)
        return shown | {"where": blocks.context(f"{asked_by} · {self._whereabouts()}")}

    def _whereabouts(self) -> str:
        message = self.ticket.message
        if self.ticket.mail:
            return self._text("channel.mail")
        if message is None:
            return f"<#{self.ticket.home.channel}>"
        if self._asked_directly:
            return self._text("channel.direct")
        return f"<#{message.channel}> · <{permalink(message)}|{self._text('card.link')}>"

    @property
    def _asked_directly(self) -> bool:
        return self.ticket.message is not None and is_direct(self.ticket.message.channel)

    def _quote(self) -> str:
        """The beginning of what the title does not say."""
        title, rest = self.words.first_line(), plain(self.ticket.text or "", self.people).strip()
        if title and len(title) <= LINE_LIMIT:
            rest = rest.removeprefix(title).strip()
        shown = passage(rest, TRIAGE_TEXT_LIMIT, 4 * TRIAGE_TEXT_LIMIT)
        lines = shown.splitlines()
        if len(lines) > TRIAGE_LINES:
            lines = [*lines[:TRIAGE_LINES], "…"]
        return "\n".join(f">{line}" for line in lines)

    def _next(self) -> str:
        """What whoever asked can do, or need not."""
        ticket, pause = self.ticket, self.ticket.pause
        key = f"card.next.{ticket.status}"
        if ticket.status is Status.WAITING and pause and pause.on is not PauseOn.REQUESTER:
            key = f"card.next.{pause.on}"
        return self._text(
            key,
            inbox=escape(self._inbox),
            requester=self.words.name(ticket.requester),
            vendor=one_line(pause.vendor) if pause else "",
        )

    def _summary(self) -> str:
        """For notifications and screen readers."""
        status = self._text(f"status.{self.ticket.status}")
        summary = f"#{self.ticket.number} {self.words.title()} · {status}"
        return f"{escape(self._request_header())} · {summary}" if self.ticket.answers else summary

    def _buttons(self) -> list[Block]:
        value = f"{self.ticket.ref}|{self.ticket.card_revision}"
        number, is_new = self.ticket.number, self.ticket.status is Status.NEW
        take = blocks.button(
            Button.TAKE,
            self._text("button.take"),
            self._text("button.take_label", number=number),
            value,
            primary=True,
        )
        solve = blocks.button(
            Button.SOLVE,
            self._text("button.solve"),
            self._text("button.solve_label", number=number),
            value,
            primary=not is_new,
        )
        takes = is_new and self.place is not Place.DIRECT
        if self.ticket.status.is_paused:
            return [self._resume(), solve, self._more()]
        return [take, solve, self._more()] if takes else [solve, self._more()]

    def _more(self) -> Block:
        return blocks.button(
            MORE,
            self._text("button.more"),
            self._text("button.more_label", number=self.ticket.number),
            f"{self.ticket.ref}|{self.ticket.card_revision}|{self.ticket.inbox}",
        )

    def _resume(self) -> Block:
        return blocks.button(
            Button.RESUME,
            self._text("button.resume"),
            self._text("button.resume_label", number=self.ticket.number),
            f"{self.ticket.ref}|{self.ticket.card_revision}",
        )

    def _reopen(self) -> Block:
        return blocks.button(
            Button.REOPEN,
            self._text("button.reopen"),
            self._text("button.reopen_label", number=self.ticket.number),
            f"{self.ticket.ref}|{self.ticket.card_revision}",
        )

    def _moved_from(self) -> str:
        """For a team that has got it from another one."""
        moves = self.ticket.moves
        if not moves or not self.ticket.is_open or self.place not in WORK:
            return ""
        left, by = self._inbox_name(moves[-1].left), self.words.name(moves[-1].by)
        return self._text("card.moved_from", inbox=escape(left), by=by)

    def _related(self) -> str:
        """The closed ticket that this one goes on with, and the one that goes on from here."""
        said = list[str]()
        if self.ticket.follows:
            said.append(self._text("card.follows", number=self.ticket.follows.number))
        if self.ticket.follow_up:
            said.append(self._text("card.follow_up", number=self.ticket.follow_up.number))
        return "\n".join(said)

    def _text(self, key: str, **args: object) -> str:
        return self.words.text(key, **args)

    @property
    def _inbox(self) -> str:
        return self._inbox_name(self.ticket.inbox)

    def _inbox_name(self, inbox: InboxId) -> str:
        known = self.desk.inboxes.get(inbox)
        return known.name if known else inbox
