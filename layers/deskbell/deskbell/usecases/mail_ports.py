"""What the relay needs to send mail; there is a real adapter and a memory twin (tests/contracts).

As with Slack, a call answers with an outcome instead of an exception (slack_ports.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from deskbell.domain.decision import Comment
from deskbell.domain.texts import Text
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.slack_ports import Outcome


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it goes out: plain text, from one address of ours to one person.

    `headers` are those that thread it and say what it is; no value has a line end.
    """

    sender: str
    name: str
    to: str
    subject: str
    text: str
    headers: Mapping[str, str]


class Mails(Protocol):
    """The mail service."""

    def send(self, letter: Letter) -> Outcome:
        """Nobody can look for a mail that may have gone out already: sent again, it arrives
        again, and its `X-Deskbell-Row` tells (ADR 0024)."""
        ...


class Letters(Protocol):
    """What is said, as a mail."""

    def letter(self, ticket: Ticket, said: Text | Comment, outbox_id: str) -> Letter | None:
        """To whom the ticket is talked about with by mail; None of what they may not read, and
        where there is nobody."""
        ...
