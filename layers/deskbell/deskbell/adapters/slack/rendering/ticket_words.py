"""The words for one ticket, wherever it is shown: on its cards, in the Home tab's lists."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering.permalinks import permalink as permalink
from deskbell.adapters.slack.rendering.texts import date_token
from deskbell.adapters.slack.rendering.words import (
    LINE_LIMIT,
    NAME_LIMIT,
    People,
    first_line,
    name_of,
    one_line,
)
from deskbell.domain.ids import PersonId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.ties import Survivor

STATUS_SIGNS = {
    Status.NEW: "🆕",
    Status.ASSIGNED: "👀",
    Status.WAITING: "⏳",
    Status.SNOOZED: "💤",
    Status.SOLVED: "✅",
    Status.CLOSED: "🔒",
    Status.MERGED: "🔀",
    Status.CANCELLED: "↩️",
}


def survivor_link(survivor: Survivor) -> str:
    """The number, as a link where there is a message to lead to."""
    number = f"#{survivor.number}"
    return f"<{permalink(survivor.message)}|{number}>" if survivor.message else number


@dataclass(frozen=True, slots=True)
class TicketWords:
    """`language` is that of whoever reads: the channel's, or a person's."""

    ticket: Ticket
    desk: Desk
    people: People
    language: str

    def title(self, limit: int = LINE_LIMIT) -> str:
        if self.ticket.text is None:
            return self.text("card.text_pending")
        line = self.first_line()
        return one_line(line, limit) if line else self.text("title.none")

    def first_line(self) -> str | None:
        """A form's answers are plain text, a message is Slack's markup."""
        text = self.ticket.text or ""
        return text if self.ticket.answers else first_line(text, self.people)

    def status_line(self) -> str:
        ticket = self.ticket
        sign = STATUS_SIGNS[ticket.status]
        match ticket.status:
            case Status.NEW if ticket.escalated_to:
                lead = self.name(ticket.escalated_to)
                at = self._at(ticket.opened_at)
                return f"⏰ {self.text('card.status.escalated', lead=lead, at=at)}"
            case Status.NEW:
                args = {"at": self._at(ticket.opened_at)}
            case Status.ASSIGNED:
                args = {"by": self.name(ticket.assignee), "at": self._at(ticket.assigned_at)}
            case Status.WAITING | Status.SNOOZED:
                return f"{sign} {self._pause_line()}"
            case Status.SOLVED:
                args = {"by": self.name(ticket.solver), "at": self._at(ticket.solved_at)}
            case Status.CLOSED | Status.CANCELLED:
                args = {"at": self._at(ticket.closed_at)}
            case Status.MERGED if ticket.ties.survivor:
                into = survivor_link(ticket.ties.survivor)
                return f"{sign} {self.text('card.status.merged_into', ticket=into)}"
            case Status.MERGED:
                args = {}
        return f"{sign} {self.text(f'card.status.{ticket.status}', **args)}"

    def _pause_line(self) -> str:
        """What it waits for, and whose it stays meanwhile."""
        paused, by = self.ticket.pause, self.name(self.ticket.assignee)
        if paused is None:
            return self.text(f"status.{self.ticket.status}")
        match paused.on:
            case PauseOn.REQUESTER:
                requester = self.name(self.ticket.requester)
                return self.text("card.paused.requester", requester=requester, by=by)
            case PauseOn.VENDOR:
                vendor = one_line(paused.vendor, NAME_LIMIT)
                return self.text("card.paused.vendor", vendor=vendor, by=by)
            case PauseOn.TIME:
                return self.text("card.paused.time", at=self._at(paused.until), by=by)
            case PauseOn.APPROVAL:
                return self.text("card.paused.approval", by=by)
            case PauseOn.REPLY:
                return self.text("card.paused.reply", by=by)

    def name(self, person: PersonId | None) -> str:
        return name_of(self.people(person)) if person else self.text("card.nobody")

    def text(self, key: str, **args: object) -> str:
        return translate(key, self.language, **args)

    def _at(self, at: datetime | None) -> str:
        return date_token(at or self.ticket.opened_at, self.desk.zone)
