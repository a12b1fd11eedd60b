"""Twins of the ways to reach somebody besides Slack, and of the alarm (contact_ports.py)."""

from deskbell.domain.ids import Ref
from deskbell.domain.paging.policy import Method
from deskbell.usecases.paging.contact_ports import Contact
from deskbell.usecases.slack_ports import Outcome, Sent


class MemoryContacts:
    """contact_ports.ContactMethods; `refusing` says what becomes of a method's messages."""

    def __init__(self) -> None:
        self.sent: list[Contact] = []
        self.refusing: dict[Method, Outcome] = {}

    def reach(self, contact: Contact) -> Outcome:
        outcome = self.refusing.get(contact.method, Sent())
        if isinstance(outcome, Sent):
            self.sent.append(contact)
        return outcome


class MemoryAlarm:
    """contact_ports.Alarm."""

    def __init__(self) -> None:
        self.sounded: list[Ref] = []

    def sound(self, incident: Ref) -> None:
        self.sounded.append(incident)
