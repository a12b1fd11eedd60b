"""What paging needs from the outside besides Slack: other ways to reach somebody, and the alarm
that somebody outside of Slack hears.

Each port has a real adapter and a memory twin.
"""

from dataclasses import dataclass
from typing import Protocol

from deskbell.domain.ids import InstallId, PersonId, Ref
from deskbell.domain.paging.policy import Method
from deskbell.usecases.slack_ports import Outcome


@dataclass(frozen=True, slots=True)
class Contact:
    """One message of pages to one person: a text message, a call that reads it out, a mail.

    `text` is in `locale`, the reader's, or the desk's language where that is None. `message` is the
    outbox row: the provider gives it back with what became of it (`PageReceipted`).
    """

    install: InstallId
    person: PersonId
    method: Method
    text: str
    locale: str | None
    message: str


class ContactMethods(Protocol):
    """The ways to reach somebody besides Slack."""

    def reach(self, contact: Contact) -> Outcome:
        """Sent: the provider took it, which is no receipt yet. Never: there is no such way to
        reach them, such as no telephone number."""
        ...


class Groups(Protocol):
    """The user groups of Slack."""

    def members(self, install: InstallId, group: str) -> tuple[PersonId, ...]:
        """Never fails: while Slack does not tell, whoever was in it last; nobody of a group that is
        not known."""
        ...


class Alarm(Protocol):
    """What somebody outside of Slack hears."""

    def sound(self, incident: Ref) -> None:
        """Nobody has answered for this incident, nor will anybody be asked any more."""
        ...
