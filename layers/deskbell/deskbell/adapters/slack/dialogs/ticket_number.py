"""A dialog's field for another ticket, by the number that people know it by."""

from dataclasses import dataclass

from deskbell.adapters.slack.dialogs.fields import Block, Field
from deskbell.domain.ids import InboxId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketNumber(Field):
    """Written as 12 or #12; whether there is such a ticket is the decision's to find out."""

    def element(self, desk: Desk, inbox: InboxId, language: str) -> Block:
        return {"type": "plain_text_input", "max_length": DIGITS + 1}

    def wrong(self, answer: str, desk: Desk, inbox: InboxId) -> Text | None:
        digits = answer.removeprefix("#")
        fits = digits.isascii() and digits.isdigit() and len(digits) <= DIGITS
        return None if fits else Text("error.no_ticket_number")
