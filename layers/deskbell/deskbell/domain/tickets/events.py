"""What can have happened to a ticket; each is one audit row and one event on the bus.

The class name is the EventBridge `detail-type`.
"""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, FormId, InboxId, PersonId, Ref, Thread, Ts
from deskbell.domain.tickets.approval_events import ApprovalAnswered as ApprovalAnswered
from deskbell.domain.tickets.approval_events import ApprovalMovedOn as ApprovalMovedOn
from deskbell.domain.tickets.approval_events import ApprovalRecalled as ApprovalRecalled
from deskbell.domain.tickets.aside_events import AsideAnswered as AsideAnswered
from deskbell.domain.tickets.aside_events import AsideAsked as AsideAsked
from deskbell.domain.tickets.classification import Priority, Privacy
from deskbell.domain.tickets.flag_events import FlagAnswered as FlagAnswered
from deskbell.domain.tickets.flag_events import FlagCleared as FlagCleared
from deskbell.domain.tickets.flag_events import FlagPassedOn as FlagPassedOn
from deskbell.domain.tickets.flag_events import TicketFlagged as TicketFlagged
from deskbell.domain.tickets.leaving_events import AssigneeLeft as AssigneeLeft
from deskbell.domain.tickets.leaving_events import RequesterLeft as RequesterLeft
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.survey_events import CsatAsked as CsatAsked
from deskbell.domain.tickets.survey_events import CsatCommented as CsatCommented
from deskbell.domain.tickets.survey_events import CsatEnded as CsatEnded
from deskbell.domain.tickets.survey_events import CsatGiven as CsatGiven
from deskbell.domain.tickets.survey_events import CsatSkipped as CsatSkipped
from deskbell.domain.tickets.tie_events import BulkBegun as BulkBegun
from deskbell.domain.tickets.tie_events import BulkWentOn as BulkWentOn
from deskbell.domain.tickets.tie_events import DuplicateAbsorbed as DuplicateAbsorbed
from deskbell.domain.tickets.tie_events import DuplicateReleased as DuplicateReleased
from deskbell.domain.tickets.tie_events import PartAdded as PartAdded
from deskbell.domain.tickets.tie_events import PartRemoved as PartRemoved
from deskbell.domain.tickets.tie_events import RequesterTold as RequesterTold
from deskbell.domain.tickets.tie_events import TicketLinked as TicketLinked
from deskbell.domain.tickets.tie_events import TicketMerged as TicketMerged
from deskbell.domain.tickets.tie_events import TicketUnlinked as TicketUnlinked
from deskbell.domain.tickets.tie_events import TicketUnmerged as TicketUnmerged
from deskbell.domain.workflows.events import WorkflowStalled as WorkflowStalled


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
class IssueRequested:
    connector: str


@dataclass(frozen=True, slots=True)
class IssueLinked:
    """It is an issue in the Jira that the settings call `connector`; `issue` is its key there."""

    connector: str
    issue: str


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
class TicketCancelled:
    """Its opener took the emoji off again within the undo window."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class TicketReopened:
    """It was over, and is not: by the emoji put on again, a reply, or somebody who said so."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class TicketPaused:
    """It waits for somebody, or is snoozed; `until` is the next reminder or the end."""

    on: PauseOn
    until: datetime | None


@dataclass(frozen=True, slots=True)
class TicketResumed:
    """It is worked on again; `on` is what it waited for."""

    on: PauseOn


@dataclass(frozen=True, slots=True)
class RequesterNudged:
    """Its requester was reminded of the question, for the first or the second time."""

    nudge: int
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class VendorReminded:
    """Its assignee was reminded of the vendor."""


@dataclass(frozen=True, slots=True)
class RequesterThanked:
    """Its requester said nothing but thanks after the end."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class FollowUpOpened:
    """Its requester came back after the window: another ticket goes on from here."""

    follow_up: Ref
    number: int


@dataclass(frozen=True, slots=True)
class ActionUndone:
    """Somebody took a one-tap action back."""

    person: PersonId
    action: str


@dataclass(frozen=True, slots=True)
class TicketAssigned:
    """Somebody took it, was given it, or accepted to take it over."""

    assignee: PersonId


@dataclass(frozen=True, slots=True)
class TicketSolved:
    """Somebody solved it."""

    solver: PersonId


@dataclass(frozen=True, slots=True)
class TicketClassified:
    """Somebody said how soon it is needed, or what it is about; both as they are now."""

    priority: Priority
    category: str | None


@dataclass(frozen=True, slots=True)
class SolvedByPeer:
    """A colleague answered it before the desk did, as `marked_by` says; `deflected`: it was not
    the requester alone, so it counts as a request that the desk was spared."""

    peer: PersonId
    marked_by: PersonId
    deflected: bool


@dataclass(frozen=True, slots=True)
class RuleApplied:
    """A rule of the desk matched the new request; what it set, as it is now. `replied`: it also
    answered the requester."""

    rule: str
    rule_version: str
    inbox: InboxId
    category: str | None
    priority: Priority
    privacy: Privacy
    assignee: PersonId | None
    followers: tuple[PersonId, ...]
    replied: bool


@dataclass(frozen=True, slots=True)
class TicketMoved:
    """It is another inbox's now; `why` is how: `dialog`, `emoji`, `emoji_taken_off` or `undone`.
    `category` is what it is about there, if that is known."""

    from_: InboxId
    to: InboxId
    why: str
    category: str | None = None


@dataclass(frozen=True, slots=True)
class TicketRedirected:
    """It has become another request, of that workflow; `inbox` is whose it was."""

    inbox: InboxId
    request: Ref
    number: int
    workflow: WorkflowId


@dataclass(frozen=True, slots=True)
class TicketDismissed:
    """Somebody says that it is no request; the ticket emoji brings it back."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class HandOverOffered:
    """Somebody is asked to take it over; until they accept, it stays where it is."""

    to: PersonId


@dataclass(frozen=True, slots=True)
class HandOverDeclined:
    """Whoever was asked does not take it over."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class TicketClosed:
    """Solved for long enough; nothing reopens it any more."""


@dataclass(frozen=True, slots=True)
class StrangerReported:
    """Somebody wrote in a shared channel who is not of a company that it is shared with."""

    person: PersonId
    team: str


@dataclass(frozen=True, slots=True)
class TicketConcealed:
    """Fewer people may know of it: those of this class."""

    person: PersonId
    privacy: Privacy


@dataclass(frozen=True, slots=True)
class TicketRevealed:
    """More people may know of it: those of this class."""

    person: PersonId
    privacy: Privacy


@dataclass(frozen=True, slots=True)
class CommentAdded:
    """A message in one of its threads; `answer`: somebody of the desk said it to everybody."""

    source: Ts
    author: PersonId | None
    internal: bool
    channel: ChannelId
    answer: bool = False


@dataclass(frozen=True, slots=True)
class CommentEdited:
    """A message in its thread has another text."""

    source: Ts
    edited_ts: Ts
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class CommentDeleted:
    """A message in its thread is gone; the tombstone stays."""

    source: Ts
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class CommentPublished:
    """A note of the team's is for everybody."""

    source: Ts
    channel: ChannelId
    person: PersonId


@dataclass(frozen=True, slots=True)
class CommentUnpublished:
    """Whoever made a note public did not mean it: it is a note again."""

    source: Ts
    channel: ChannelId
    person: PersonId


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
