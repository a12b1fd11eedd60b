"""A ticket's card: what one place shows of one ticket, in the desk's language.

The relay calls it for every ShowCard with the ticket as it stands then, so that an old row
never shows an old state. Names are written without mentioning: cards are updated often.
"""

from dataclasses import dataclass

from deskbell.adapters.slack.actions import MORE
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.class_words import class_line
from deskbell.adapters.slack.rendering.offer_words import offer_line
from deskbell.adapters.slack.rendering.private_card import private_card
from deskbell.adapters.slack.rendering.ticket_words import TicketWords, permalink
from deskbell.adapters.slack.rendering.tie_words import tie_buttons, tie_lines
from deskbell.adapters.slack.rendering.words import (
    People,
    escape,
    one_line,
    passage,
    plain,
)
from deskbell.domain.directs import is_direct
from deskbell.domain.effects import Place
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.places import is_shown_at
from deskbell.domain.tickets.reopening import is_over
from deskbell.domain.tickets.ticket import FormAnswers, Status, Ticket
from deskbell.usecases.slack_ports import Message

TRIAGE_TEXT_LIMIT = 600
HELP_LIMIT = blocks.TEXT_LIMIT - 100
"""The rest of the section is its label."""


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
            "offered": offer_line(self.words),
            "fallback": self._text("card.fallback") if self.place is Place.FALLBACK else "",
            "ties": tie_lines(self.words),
            "related": self._related(),
        }
        return {name: blocks.context(words) for name, words in remarks.items() if words}

    def _actions(self) -> dict[str, Block]:
        shown = {}
        if self.ticket.status.is_open:
            shown["actions"] = blocks.actions(self._buttons())
        elif is_over(self.ticket):
            shown["actions"] = blocks.actions([self._reopen(), self._more()])
        if (tied := tie_buttons(self.words)) and self.place is not Place.DIRECT:
            shown["ties.actions"] = blocks.actions(tied)
        return shown

    def _request(self, answers: FormAnswers) -> dict[str, Block]:
        """A form request with its answers (A1-03)."""
        help_text = passage(answers.values.get("help", ""), HELP_LIMIT, HELP_LIMIT)
        return {
            "header": blocks.header(self._request_header()),
            "status": blocks.section(f"*#{self.ticket.number}* · {self.words.status_line()}"),
            "answers": blocks.fields(
                [f"*{label}*\n{value}" for label, value in self._answers(answers) if value]
            ),
            "help": blocks.section(f"*{self._text('card.field.help')}*\n{help_text}"),
            "next": blocks.context(self._next()),
        }

    def _request_header(self) -> str:
        return self._text("card.header.request", inbox=self._inbox)

    def _answers(self, answers: FormAnswers) -> list[tuple[str, str]]:
        values = answers.values
        urgency = values.get("urgency")
        return [
            (self._text("card.field.request"), one_line(values.get("request", ""))),
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
        return " · ".join(said)

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
        shown = {
            "title": blocks.section(f"*#{self.ticket.number}* · {self.words.title()}"),
            "where": blocks.fields(
                [
                    f"*{self._text('card.field.requested_by')}*\n{self.words.name(self.ticket.requester)}",
                    f"*{self._text('card.field.asked_in')}*\n{self._whereabouts()}",
                ]
            ),
        }
        if quote := self._quote():
            shown["text"] = blocks.section(quote)
        return shown | {"status": blocks.section(self.words.status_line())}

    def _whereabouts(self) -> str:
        message = self.ticket.message
        if message is None:
            return f"<#{self.ticket.home.channel}>"
        if self._asked_directly:
            return self._text("channel.direct")
        return f"<#{message.channel}> · <{permalink(message)}|{self._text('card.link')}>"

    @property
    def _asked_directly(self) -> bool:
        return self.ticket.message is not None and is_direct(self.ticket.message.channel)

    def _quote(self) -> str:
        """The text's beginning, unless the title says it all."""
        text = self.ticket.text
        if text is None:
            return ""
        written = plain(text, self.people)
        if written.strip() == self.words.first_line():
            return ""
        shown = passage(written, TRIAGE_TEXT_LIMIT, 4 * TRIAGE_TEXT_LIMIT)
        return "\n".join(f">{line}" for line in shown.splitlines())

    def _next(self) -> str:
        return self._text(f"card.next.{self.ticket.status}", inbox=escape(self._inbox))

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
        inbox = self.desk.inboxes.get(self.ticket.inbox)
        return inbox.name if inbox else self.ticket.inbox
