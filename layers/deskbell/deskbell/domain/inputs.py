"""What the outside can tell Deskbell, in Deskbell's own words, and the envelope it travels in.

The ways in (`slack_ingress`, timers, the relay's answers) write these to the inbox queue;
intake reads them. Bytes become these values once, in the adapter of each source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deskbell.domain.arrival_inputs import HomeOpened, MemberJoined
from deskbell.domain.capture_inputs import QuestionMissed
from deskbell.domain.caused_inputs import (
    ApprovalSettled,
    ApprovalUnneeded,
    ApprovalWentOn,
    AssigneeBack,
    AssigneeWanted,
    BulkContinued,
    FlagNoted,
    LaptopCameFree,
    LaptopUnneeded,
    LaptopWanted,
    LeftBehind,
    LoanStood,
    PartSolved,
    PartTold,
    RequestedTicketEnded,
    RequestUnwanted,
    SupervisorSpoke,
    ThemeStood,
    TicketSucceeded,
    TicketWanted,
    WorkflowCalled,
)
from deskbell.domain.delivery_inputs import DeliveryLimited
from deskbell.domain.dialog_inputs import Dialog, DialogSubmitted
from deskbell.domain.envelope import Envelope
from deskbell.domain.feedback.inputs import FeedbackGiven, IssueClosed
from deskbell.domain.hook_inputs import HookAnswered
from deskbell.domain.ids import ChannelId, FormId, PersonId, Ref, Thread, Ts
from deskbell.domain.inventory_inputs import InventoryImported
from deskbell.domain.jira.inputs import IssueCommented, IssueInput, IssueMade, IssueMoved
from deskbell.domain.leaving_inputs import Ending, InstallEnded, PersonLeft
from deskbell.domain.mail_inputs import Authenticity, MailReceived, MailSort
from deskbell.domain.message_inputs import (
    FileRef,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    PostEchoed,
)
from deskbell.domain.nps.inputs import NpsInput, ScoreReceived
from deskbell.domain.oncall.inputs import DrillWanted
from deskbell.domain.paging.inputs import (
    AlertReceived,
    ChannelMade,
    HeartbeatChanged,
    HeartbeatHeard,
    HeartbeatPauseWanted,
    NewsWaits,
    OutageReported,
    PageReceipted,
    PageWanted,
    ReceiptCame,
)
from deskbell.domain.people import Standing
from deskbell.domain.reaction_inputs import ReactionChanged
from deskbell.domain.reply_inputs import ReplyReceived
from deskbell.domain.search_inputs import SearchAsked

__all__ = [
    "AlertReceived",
    "ApprovalSettled",
    "ApprovalUnneeded",
    "ApprovalWentOn",
    "AssigneeBack",
    "AssigneeWanted",
    "Authenticity",
    "BulkContinued",
    "Button",
    "ButtonPressed",
    "ChannelMade",
    "DeliveryLimited",
    "Dialog",
    "DialogSubmitted",
    "DrillWanted",
    "Ending",
    "Envelope",
    "FeedbackGiven",
    "FileRef",
    "FlagNoted",
    "FormSubmitted",
    "HeartbeatChanged",
    "HeartbeatHeard",
    "HeartbeatPauseWanted",
    "HomeControl",
    "HomeOpened",
    "HomeUsed",
    "HookAnswered",
    "Input",
    "InstallEnded",
    "InventoryImported",
    "IssueClosed",
    "IssueCommented",
    "IssueInput",
    "IssueMade",
    "IssueMoved",
    "LaptopCameFree",
    "LaptopUnneeded",
    "LaptopWanted",
    "LeftBehind",
    "LoanStood",
    "MailReceived",
    "MailSort",
    "MemberJoined",
    "MessageDeleted",
    "MessageEdited",
    "MessagePosted",
    "NewsWaits",
    "OutageReported",
    "PageReceipted",
    "PageWanted",
    "PartSolved",
    "PartTold",
    "PersonLeft",
    "PersonRead",
    "PostEchoed",
    "PostParked",
    "QuestionMissed",
    "ReactionChanged",
    "ReceiptCame",
    "ReplyReceived",
    "RequestUnwanted",
    "RequestedTicketEnded",
    "RetryRequested",
    "ScoreReceived",
    "SearchAsked",
    "SourceInput",
    "SupervisorSpoke",
    "ThemeStood",
    "ThreadRead",
    "TicketSucceeded",
    "TicketWanted",
    "TimerDue",
    "WorkflowCalled",
]


class Button(StrEnum):
    """The buttons of our cards: Slack's `action_id` is the value."""

    TAKE = "ticket.take"
    SOLVE = "ticket.solve"
    ACCEPT = "ticket.accept"
    DECLINE = "ticket.decline"
    WAIT = "ticket.wait"
    RESUME = "ticket.resume"
    REOPEN = "ticket.reopen"
    REOPEN_ANYWAY = "ticket.reopen_anyway"
    UNDO = "ticket.undo"
    CAPTURE = "question.capture"
    """Of a question that is no ticket yet: its value is `<channel>|<ts>`."""
    UNMERGE = "ticket.unmerge"
    UNLINK = "ticket.unlink"
    SOLVE_ALL = "ticket.solve_all"
    EDITS = "ticket.edits"
    """Shows what was edited in it, to whoever presses."""
    FLAG = "ticket.flag"
    ANSWER_FLAG = "ticket.answer_flag"
    CONCEAL = "ticket.conceal"
    RECALL_APPROVAL = "ticket.recall_approval"
    CSAT_GOOD = "csat.good"
    """Of a question how satisfied somebody is, as the other one: `<ref>|<its number>`."""
    CSAT_BAD = "csat.bad"
    APPROVE = "approval.approve"
    """Of an approval: its value names that instead of a ticket."""
    LOAN_ACCEPT = "loan.accept"
    """Of a loan, as all that follow: its value names that."""
    LOAN_CANCEL = "loan.cancel"
    LOAN_RECEIVED = "loan.received"
    LOAN_RETURN = "loan.return"
    LOAN_UNDO = "loan.undo"
    LOAN_SHIP = "loan.ship"
    LOAN_DESKSIDE = "loan.deskside"
    LOAN_ELSEWHERE = "loan.elsewhere"
    """Its value is `<ref>|<office>`."""
    LOAN_SLOT = "loan.slot"
    """When somebody comes: its value is `<ref>|<start>|<office>`; one without a start chooses."""
    REQUEST_FILL = "request.fill"
    """Opens a form of a guided request; answered by the ingress, its value is a `FormClaim`."""
    REQUEST_BEGIN = "request.begin"
    """Begins one that asks nothing first: its value is `<workflow>|<version>`."""
    REQUEST_TICK = "request.tick"
    """An item of its checklist: `<ref>|<generation>|<item>`."""
    REQUEST_CANCEL = "request.cancel"
    """Its value is the request."""
    ONCALL_ACCEPT = "oncall.accept"
    """Of somebody's ask to be stood in for, as the two that follow: `<ref>|<ask>`."""
    ONCALL_DECLINE = "oncall.decline"
    ONCALL_WITHDRAW = "oncall.withdraw"
    INCIDENT_ACKNOWLEDGE = "incident.acknowledge"
    """Of an incident, as all that follow: its value is `<ref>|<generation>`."""
    INCIDENT_ESCALATE = "incident.escalate"
    """Its value is `<ref>|<rung>`."""
    INCIDENT_RELEASE = "incident.release"
    INCIDENT_RESOLVE = "incident.resolve"
    INCIDENT_REVIEW = "incident.review"
    INCIDENT_OPEN_CHANNEL = "incident.open_channel"
    INCIDENT_SOLVE_TICKETS = "incident.solve_tickets"
    """The tickets that were about it; its value is the reference."""
    NPS_TAKE = "nps.take"
    """Of the case of a low score, as all that follow: its value is the reference."""
    NPS_CALLED = "nps.called"
    """What was done about it, as the three that follow."""
    NPS_CREDITED = "nps.credited"
    NPS_FIXED = "nps.fixed"
    NPS_NO_CONTACT = "nps.no_contact"
    NPS_REOPEN = "nps.reopen"
    NPS_ASKED_AGAIN = "nps.asked_again"
    """Its member was sent the survey again."""
    NPS_DO_NOT_CONTACT = "nps.do_not_contact"
    """Its member does not want to be contacted, or may be after all."""
    NPS_MAY_CONTACT = "nps.may_contact"
    FEEDBACK_NEGATIVE = "feedback.negative"
    """How it is meant, as the two that follow; the value is the reference of the item."""
    FEEDBACK_NEUTRAL = "feedback.neutral"
    FEEDBACK_POSITIVE = "feedback.positive"
    FEEDBACK_WITHHOLD = "feedback.withhold"
    """It is not for everybody."""
    FEEDBACK_TAKE_OUT = "feedback.take_out"
    """It is not about its theme."""
    THEME_TAKE = "theme.take"
    """Of a theme, as all that follow: its value is the reference."""
    THEME_DONE = "theme.done"
    """Of a department's task: `<ref>|<number>`."""
    THEME_SHIP = "theme.ship"
    THEME_UNDO = "theme.undo"
    CHANGE_FOR = "change.for"
    """Of the notice of a change, whose reference is the value."""
    CHANGE_AGAINST = "change.against"
    ANNOUNCEMENT_READ = "announcement.read"
    """Of an announcement, as the two that follow: its value is the reference."""
    ANNOUNCEMENT_READERS = "announcement.readers"
    ANNOUNCEMENT_WITHDRAW = "announcement.withdraw"
    PRAISE_TAKE_BACK = "praise.take_back"


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    """A button of one of our cards; `value` is what we put into it. Nobody is trusted by it."""

    action: Button
    value: str
    person: PersonId
    channel: ChannelId | None
    message_ts: Ts | None
    thread_ts: Ts | None


@dataclass(frozen=True, slots=True)
class FormSubmitted:
    """A modal that the ingress found valid; `values` by field name."""

    form: FormId
    person: PersonId
    view_id: str
    values: Mapping[str, str]


class HomeControl(StrEnum):
    """The controls of the Home tab: Slack's `action_id` is the value."""

    EARLIER = "home.earlier"
    LATER = "home.later"
    LANGUAGE = "home.language"


@dataclass(frozen=True, slots=True)
class HomeUsed:
    """A control of the Home tab was used; `value` is what we put into it. Trusted by nobody."""

    control: HomeControl
    value: str
    person: PersonId


@dataclass(frozen=True, slots=True)
class ThreadRead:
    """The answer to a `ReadThread` effect, or a part of it: the thread's root and some replies,
    as Slack has them, or why it has none."""

    ref: Ref
    thread: Thread
    messages: tuple[MessagePosted, ...]
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class PersonRead:
    """The answer to a `ReadPerson` effect: what Slack says the person is."""

    ref: Ref
    standing: Standing


@dataclass(frozen=True, slots=True)
class PostParked:
    """The relay gave a row up: which, and Slack's own error code."""

    ref: Ref
    outbox_id: str
    code: str


@dataclass(frozen=True, slots=True)
class RetryRequested:
    """An operator wants a parked row tried again; `operator` is their name in AWS."""

    ref: Ref
    outbox_id: str
    operator: str


@dataclass(frozen=True, slots=True)
class TimerDue:
    """A timer row whose time has come; the decision re-checks, a timer is only a hint."""

    ref: Ref
    name: str
    generation: int
    due: datetime


SourceInput = NpsInput | FeedbackGiven | IssueClosed | IssueInput
Input = (
    MessagePosted
    | MessageEdited
    | MessageDeleted
    | ReactionChanged
    | ButtonPressed
    | FormSubmitted
    | DialogSubmitted
    | MemberJoined
    | PersonLeft
    | InstallEnded
    | LeftBehind
    | DeliveryLimited
    | HomeOpened
    | HomeUsed
    | PostEchoed
    | ThreadRead
    | PersonRead
    | PostParked
    | QuestionMissed
    | RetryRequested
    | InventoryImported
    | TimerDue
    | HookAnswered
    | BulkContinued
    | PartSolved
    | PartTold
    | SupervisorSpoke
    | AssigneeBack
    | ApprovalWentOn
    | ApprovalSettled
    | ApprovalUnneeded
    | TicketWanted
    | AssigneeWanted
    | RequestedTicketEnded
    | WorkflowCalled
    | TicketSucceeded
    | RequestUnwanted
    | LaptopCameFree
    | LaptopWanted
    | LaptopUnneeded
    | LoanStood
    | ThemeStood
    | FlagNoted
    | DrillWanted
    | PageWanted
    | NewsWaits
    | OutageReported
    | HeartbeatChanged
    | AlertReceived
    | HeartbeatHeard
    | HeartbeatPauseWanted
    | PageReceipted
    | ReceiptCame
    | ChannelMade
    | SourceInput
    | SearchAsked
    | MailReceived
    | ReplyReceived
)

# Completed here, so that the ingress need not import all inputs to fill an envelope; `wire.decode`
# reads the types of the fields from there.
Envelope.__annotations__["input"] = Input
