"""What time and the form's workflow ask of a ticket; `decide` answers each with a Decision."""

from dataclasses import dataclass

from deskbell.domain.ids import PersonId
from deskbell.domain.settings.desk import Inbox


@dataclass(frozen=True, slots=True)
class ExpireTimer:
    """A timer of this ticket is due."""

    name: str


@dataclass(frozen=True, slots=True)
class AcknowledgeRequest:
    """Tell the requester (A1-04)."""


@dataclass(frozen=True, slots=True)
class RouteRequest:
    """Start the inbox's clock."""

    inbox: Inbox


@dataclass(frozen=True, slots=True)
class RemindTriage:
    """Remind the triage channel, and in it whoever is on triage duty."""

    inbox: Inbox
    triager: PersonId | None = None


@dataclass(frozen=True, slots=True)
class EscalateRequest:
    """Tell the lead."""

    inbox: Inbox


@dataclass(frozen=True, slots=True)
class CloseRequest:
    """Close what has been solved for long enough."""


ProgressCommand = (
    ExpireTimer | AcknowledgeRequest | RouteRequest | RemindTriage | EscalateRequest | CloseRequest
)
