"""What can have happened to a ticket; each is one audit row and one event on the bus.

The class name is the EventBridge `detail-type`.
"""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, FormId, InboxId, PersonId, Ref, Thread, Ts


@dataclass(frozen=True, slots=True)
class TicketOpened:
    """A request is tracked from here on; `backfilled` replies were there before it."""

    number: int
    inbox: InboxId
    requester: PersonId | None
    form: FormId | None = None
    message: Thread | None = None
    backfilled: int = 0


@dataclass(frozen=True, slots=True)
class TicketFollowed:
    """One more person wants to hear of it."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class TicketUnfollowed:
    """Somebody took the emoji off again and follows it no more."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class TicketTextRead:
    """Its thread was read from Slack: the text that was pending, and `added` comments."""

    added: int


@dataclass(frozen=True, slots=True)
class TicketTextEdited:
    """Its message was edited."""

    edited_ts: Ts


@dataclass(frozen=True, slots=True)
class TicketRerooted:
    """The message was a reply; the ticket belongs to the root of its thread."""

    message: Thread


@dataclass(frozen=True, slots=True)
class TicketMerged:
    """It is the same request as another ticket, which goes on."""

    into: Ref


@dataclass(frozen=True, slots=True)
class TicketCancelled:
    """Its opener took the emoji off again within the undo window."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class TicketReopened:
    """It was cancelled, and somebody put the emoji on again."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class TicketAssigned:
    """Somebody took it."""

    assignee: PersonId


@dataclass(frozen=True, slots=True)
class TicketSolved:
    """Somebody solved it."""

    solver: PersonId


@dataclass(frozen=True, slots=True)
class TicketClosed:
    """Solved for long enough; nothing reopens it any more."""


@dataclass(frozen=True, slots=True)
class CommentAdded:
    """A message in its thread."""

    source: Ts
    author: PersonId | None
    internal: bool


@dataclass(frozen=True, slots=True)
class CommentEdited:
    """A message in its thread has another text."""

    source: Ts
    edited_ts: Ts


@dataclass(frozen=True, slots=True)
class CommentDeleted:
    """A message in its thread is gone; the tombstone stays."""

    source: Ts


@dataclass(frozen=True, slots=True)
class ActionRefused:
    """Somebody wanted what they may not do, or what was no longer to be done."""

    person: PersonId
    action: str
    why: str


@dataclass(frozen=True, slots=True)
class RequestAcknowledged:
    """The requester is told the number and what happens next."""


@dataclass(frozen=True, slots=True)
class RequestRouted:
    """The request waits for somebody of this inbox until the reminder."""

    inbox: InboxId
    remind_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """Nobody took it for the inbox's reminder time."""


@dataclass(frozen=True, slots=True)
class TriageReminded:
    """The triage channel was reminded."""

    escalate_at: datetime


@dataclass(frozen=True, slots=True)
class EscalationDue:
    """Nobody took it after the reminder either."""


@dataclass(frozen=True, slots=True)
class RequestEscalated:
    """The lead was told."""

    lead: PersonId


@dataclass(frozen=True, slots=True)
class CloseDue:
    """It has been solved for the inbox's closing time."""


@dataclass(frozen=True, slots=True)
class WorkflowStalled:
    """Its execution did not do the step that is due: a new one starts with this generation."""

    generation: int
    step: str


@dataclass(frozen=True, slots=True)
class CardMoved:
    """The card could not be posted where it belongs; it goes to the fall-back channel, if any."""

    place: Place
    channel: ChannelId
    code: str


@dataclass(frozen=True, slots=True)
class DeliveryFailed:
    """Slack will never take something we wanted to say."""

    effect: str
    code: str
