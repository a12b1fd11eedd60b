"""What can be asked of a ticket; `decide` answers each with a Decision."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from deskbell.domain.decision import Comment
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.effects import Effect
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref, Thread, Ts
from deskbell.domain.inputs import MessagePosted
from deskbell.domain.rules.fired import NO_RULES, Consulted
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.approval_commands import ApprovalWish
from deskbell.domain.tickets.approval_commands import AskApproval as AskApproval
from deskbell.domain.tickets.approval_commands import HearOfApproval as HearOfApproval
from deskbell.domain.tickets.approval_commands import RecallApproval as RecallApproval
from deskbell.domain.tickets.aside_commands import AnswerAside as AnswerAside
from deskbell.domain.tickets.aside_commands import AsideCommand as AsideCommand
from deskbell.domain.tickets.aside_commands import AskAside as AskAside
from deskbell.domain.tickets.flag_commands import AnswerFlag as AnswerFlag
from deskbell.domain.tickets.flag_commands import Duty as Duty
from deskbell.domain.tickets.flag_commands import FlagCommand as FlagCommand
from deskbell.domain.tickets.flag_commands import LowerFlag as LowerFlag
from deskbell.domain.tickets.flag_commands import PassFlagOn as PassFlagOn
from deskbell.domain.tickets.flag_commands import RaiseFlag as RaiseFlag
from deskbell.domain.tickets.issue_commands import LinkIssue as LinkIssue
from deskbell.domain.tickets.issue_commands import OpenFromIssue as OpenFromIssue
from deskbell.domain.tickets.issue_commands import TrackIssue as TrackIssue
from deskbell.domain.tickets.leaving_commands import PartWith as PartWith
from deskbell.domain.tickets.mail_commands import MailCommand as MailCommand
from deskbell.domain.tickets.mail_commands import NoteMail as NoteMail
from deskbell.domain.tickets.mail_commands import OpenFromMail as OpenFromMail
from deskbell.domain.tickets.mail_commands import RecordMail as RecordMail
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.permissions import Action, Member
from deskbell.domain.tickets.pressed import Pressed as Pressed
from deskbell.domain.tickets.progress_commands import AcknowledgeRequest as AcknowledgeRequest
from deskbell.domain.tickets.progress_commands import CloseRequest as CloseRequest
from deskbell.domain.tickets.progress_commands import EscalateRequest as EscalateRequest
from deskbell.domain.tickets.progress_commands import ExpireTimer as ExpireTimer
from deskbell.domain.tickets.progress_commands import ProgressCommand as ProgressCommand
from deskbell.domain.tickets.progress_commands import RemindTriage as RemindTriage
from deskbell.domain.tickets.progress_commands import RouteRequest as RouteRequest
from deskbell.domain.tickets.redirect_commands import HearOfSuccessor as HearOfSuccessor
from deskbell.domain.tickets.redirect_commands import Redirect as Redirect
from deskbell.domain.tickets.redirect_commands import RedirectCommand as RedirectCommand
from deskbell.domain.tickets.request_commands import AssignFromRequest as AssignFromRequest
from deskbell.domain.tickets.request_commands import OpenFromRequest as OpenFromRequest
from deskbell.domain.tickets.review_commands import OpenFromReview as OpenFromReview
from deskbell.domain.tickets.review_commands import OpenFromStandUp as OpenFromStandUp
from deskbell.domain.tickets.saying_commands import Correct as Correct
from deskbell.domain.tickets.saying_commands import Doing as Doing
from deskbell.domain.tickets.saying_commands import GoOnDirectly as GoOnDirectly
from deskbell.domain.tickets.saying_commands import Heard as Heard
from deskbell.domain.tickets.saying_commands import Publish as Publish
from deskbell.domain.tickets.saying_commands import ReceiveReply as ReceiveReply
from deskbell.domain.tickets.saying_commands import RecordDeletion as RecordDeletion
from deskbell.domain.tickets.saying_commands import RecordEdit as RecordEdit
from deskbell.domain.tickets.saying_commands import RecordMessage as RecordMessage
from deskbell.domain.tickets.saying_commands import RecordText as RecordText
from deskbell.domain.tickets.saying_commands import RecordThread as RecordThread
from deskbell.domain.tickets.saying_commands import ReplyWith as ReplyWith
from deskbell.domain.tickets.saying_commands import Say as Say
from deskbell.domain.tickets.saying_commands import SayingCommand as SayingCommand
from deskbell.domain.tickets.saying_commands import Unpublish as Unpublish
from deskbell.domain.tickets.survey_commands import AskRequester as AskRequester
from deskbell.domain.tickets.survey_commands import CommentScore as CommentScore
from deskbell.domain.tickets.survey_commands import EndSurvey as EndSurvey
from deskbell.domain.tickets.survey_commands import GiveScore as GiveScore
from deskbell.domain.tickets.survey_commands import SurveyCommand as SurveyCommand
from deskbell.domain.tickets.ticket import FormAnswers, Privacy
from deskbell.domain.tickets.tie_commands import ContinueBulk as ContinueBulk
from deskbell.domain.tickets.tie_commands import LinkParent as LinkParent
from deskbell.domain.tickets.tie_commands import Merge as Merge
from deskbell.domain.tickets.tie_commands import NotifyAll as NotifyAll
from deskbell.domain.tickets.tie_commands import SolveAll as SolveAll
from deskbell.domain.tickets.tie_commands import SolvePart as SolvePart
from deskbell.domain.tickets.tie_commands import TellPart as TellPart
from deskbell.domain.tickets.tie_commands import TieCommand as TieCommand
from deskbell.domain.tickets.tie_commands import UnlinkParent as UnlinkParent
from deskbell.domain.tickets.tie_commands import Unmerge as Unmerge
from deskbell.domain.tickets.tie_commands import UnsolvePart as UnsolvePart
from deskbell.domain.tickets.triage_commands import AcceptHandOver as AcceptHandOver
from deskbell.domain.tickets.triage_commands import Assign as Assign
from deskbell.domain.tickets.triage_commands import Classify as Classify
from deskbell.domain.tickets.triage_commands import DeclineHandOver as DeclineHandOver
from deskbell.domain.tickets.triage_commands import Dismiss as Dismiss
from deskbell.domain.tickets.triage_commands import Move as Move
from deskbell.domain.tickets.triage_commands import MoveBack as MoveBack
from deskbell.domain.tickets.visits import Visit


@dataclass(frozen=True, slots=True)
class OpenFromMessage:
    """🎫 on `message` at `emoji_ts`, or, without an emoji, one where each becomes a ticket.

    `thread` is what Slack says of it, root first, None if it did not answer.
    """

    ref: Ref
    install: InstallId
    number: int
    inbox: Inbox
    message: Thread
    by: Member
    emoji: str | None
    author: PersonId | None
    thread: tuple[MessagePosted, ...] | None
    consulted: Consulted = NO_RULES
    visit: Visit | None = None
    is_whole: bool = True
    """Whether there can be no replies beside those of `thread`."""
    emoji_ts: Ts | None = None
    captured: bool = False
    """By whoever was offered it because nobody had asked for a ticket."""
    solved: "SolveByPeer | None" = None
    """It is solved already: a colleague has answered."""
    shared: bool = False
    """Slack says that other companies are in its channel."""


@dataclass(frozen=True, slots=True)
class OpenFromDirect:
    """Somebody wrote to the app by direct message."""

    ref: Ref
    install: InstallId
    number: int
    inbox: Inbox
    message: MessagePosted
    by: Member
    consulted: Consulted = NO_RULES


@dataclass(frozen=True, slots=True)
class OpenFromForm:
    """A form was submitted, for `requester`; its card goes to `channel`, if the ticket may be shown
    there."""

    ref: Ref
    install: InstallId
    number: int
    inbox: Inbox
    channel: ChannelId
    by: Member
    answers: FormAnswers
    requester: PersonId
    privacy: Privacy = Privacy.PUBLIC
    consulted: Consulted = NO_RULES


@dataclass(frozen=True, slots=True)
class Follow:
    """One more person added the ticket emoji; `comments` are what was said, where that brings the
    ticket back."""

    by: Member
    emoji: str
    inbox: Inbox
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfollow:
    """Somebody else than the opener took the ticket emoji off."""

    by: Member
    emoji: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """The ticket emoji was taken off at `off_ts`, or `emoji` says that it is no request."""

    by: Member
    undo_seconds: float
    emoji: str | None = None
    off_ts: Ts | None = None


@dataclass(frozen=True, slots=True)
class Take:
    """By button (`revision` is the card's that was pressed) or by `emoji`."""

    by: Member
    channel: ChannelId | None = None
    thread_ts: Ts | None = None
    revision: int | None = None
    emoji: str | None = None
    undo_window: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Solve:
    """As Take; the ticket closes `inbox.close_after` later."""

    by: Member
    inbox: Inbox
    channel: ChannelId | None = None
    thread_ts: Ts | None = None
    revision: int | None = None
    emoji: str | None = None
    undo_window: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Pause:
    """Nobody works on it now. `until` is a snooze's end, or when a vendor is asked after."""

    by: Member
    at: Pressed
    inbox: Inbox
    on: PauseOn
    until: datetime | None = None
    vendor: str = ""
    reference: str = ""
    undo_window: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on with it."""

    by: Member
    at: Pressed
    undo_window: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Reopen:
    """It is not done, although it is over."""

    by: Member
    at: Pressed
    inbox: Inbox
    undo_window: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class ReopenAnyway:
    """As Reopen, by whoever was asked after their thanks."""

    by: Member
    at: Pressed
    inbox: Inbox
    undo_window: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last one-tap action back."""

    by: Member
    at: Pressed
    inbox: Inbox


@dataclass(frozen=True, slots=True)
class Group:
    """One more message of its requester's at the top level of an auto-ticket channel."""

    said: RecordMessage


@dataclass(frozen=True, slots=True)
class CaptureAgain:
    """Somebody wants to make it a ticket, which it is already."""

    by: Member
    at: Pressed


@dataclass(frozen=True, slots=True)
class SolveByPeer:
    """Somebody who does not work here says by `emoji` that `peer` has solved it."""

    by: Member
    peer: PersonId
    inbox: Inbox
    emoji: str
    undo_window: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class DisputePeer:
    """The requester takes that mark off again, however late."""

    by: Member
    inbox: Inbox
    emoji: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The emoji that stands for `action` was taken off."""

    by: Member
    inbox: Inbox
    action: Action
    emoji: str


@dataclass(frozen=True, slots=True)
class Conceal:
    """Fewer people may know of it: those of the class `to`. `comments` are all there are."""

    by: Member
    at: Pressed
    inbox: Inbox
    to: Privacy
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Reveal:
    """More people may know of it, and `why`; `comments` are what was said so far."""

    by: Member
    at: Pressed
    inbox: Inbox
    to: Privacy
    why: str
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordUndelivered:
    """The relay gave an effect up. `lead` is who gets a private ticket that its triage channel does
    not take."""

    effect: Effect
    code: str
    fallback: ChannelId
    admins: frozenset[PersonId]
    lead: PersonId | None = None


@dataclass(frozen=True, slots=True)
class HearOfMove:
    """Its issue in Jira got another status `at` that time (ms), which asks for this here."""

    wanted: Take | Solve | Pause | Resume | Reopen
    at: int


TriageCommand = (
    Classify
    | Assign
    | Move
    | MoveBack
    | Dismiss
    | AcceptHandOver
    | DeclineHandOver
    | Conceal
    | Reveal
)
AskingCommand = ApprovalWish | AsideCommand | SurveyCommand
StandingCommand = Pause | Resume | Reopen | ReopenAnyway | Undo | TakeBack
TicketChange = (
    Follow
    | Unfollow
    | Cancel
    | Take
    | Solve
    | StandingCommand
    | SolveByPeer
    | CaptureAgain
    | Group
    | DisputePeer
    | AssignFromRequest
    | TriageCommand
    | RedirectCommand
    | TieCommand
    | FlagCommand
    | PartWith
    | AskingCommand
    | SayingCommand
    | ProgressCommand
    | MailCommand
    | LinkIssue
    | TrackIssue
    | HearOfMove
    | RecordUndelivered
    | RetryDelivery
)
TicketOpening = (
    OpenFromMessage
    | OpenFromDirect
    | OpenFromForm
    | OpenFromMail
    | OpenFromRequest
    | OpenFromReview
    | OpenFromStandUp
    | OpenFromIssue
)
TicketCommand = TicketOpening | TicketChange
