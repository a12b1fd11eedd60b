"""The words for one ticket, wherever it is shown: on its cards, in the Home tab's lists."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering.texts import date_token
from deskbell.adapters.slack.rendering.words import People, first_line, name_of, one_line
from deskbell.domain.ids import PersonId, Thread
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.ticket import Status, Ticket

STATUS_SIGNS = {
    Status.NEW: "🆕",
    Status.ASSIGNED: "👀",
    Status.SOLVED: "✅",
    Status.CLOSED: "🔒",
    Status.MERGED: "🔀",
    Status.CANCELLED: "↩️",
}


def permalink(message: Thread) -> str:
    """Slack sends everybody on to their own workspace from this address."""
    return f"https://slack.com/archives/{message.channel}/p{message.ts.replace('.', '')}"


@dataclass(frozen=True, slots=True)
class TicketWords:
    """`language` is that of whoever reads: the channel's, or a person's."""

    ticket: Ticket
    desk: Desk
    people: People
    language: str

    def title(self) -> str:
        if self.ticket.text is None:
            return self.text("card.text_pending")
        line = self.first_line()
        return one_line(line) if line else self.text("title.none")

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
            case Status.SOLVED:
                args = {"by": self.name(ticket.solver), "at": self._at(ticket.solved_at)}
            case Status.CLOSED | Status.CANCELLED:
                args = {"at": self._at(ticket.closed_at)}
            case Status.MERGED:
                args = {}
        return f"{sign} {self.text(f'card.status.{ticket.status}', **args)}"

    def name(self, person: PersonId | None) -> str:
        return name_of(self.people(person)) if person else self.text("card.nobody")

    def text(self, key: str, **args: object) -> str:
        return translate(key, self.language, **args)

    def _at(self, at: datetime | None) -> str:
        return date_token(at or self.ticket.opened_at, self.desk.zone)
