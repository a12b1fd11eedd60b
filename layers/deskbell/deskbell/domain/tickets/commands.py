"""What can be asked of a ticket; `decide` answers each with a Decision."""

from dataclasses import dataclass

from deskbell.domain.decision import Comment
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.effects import Effect
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref, Thread, Ts
from deskbell.domain.inputs import FileRef, MessagePosted
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.ticket import FormAnswers, Ticket


@dataclass(frozen=True, slots=True)
class OpenFromMessage:
    """🎫 on `message`; `thread` is what Slack says of it, root first, None if it did not answer."""

    ref: Ref
    install: InstallId
    number: int
    inbox: Inbox
    message: Thread
    by: Member
    emoji: str
    author: PersonId | None
    thread: tuple[MessagePosted, ...] | None


@dataclass(frozen=True, slots=True)
class OpenFromForm:
    """A form was submitted; its card goes to `channel`."""

    ref: Ref
    install: InstallId
    number: int
    inbox: Inbox
    channel: ChannelId
    by: Member
    answers: FormAnswers


@dataclass(frozen=True, slots=True)
class Follow:
    """One more person added the ticket emoji."""

    by: Member
    emoji: str


@dataclass(frozen=True, slots=True)
class Unfollow:
    """Somebody else than the opener took the ticket emoji off."""

    by: Member
    emoji: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """The ticket emoji was taken off."""

    by: Member
    undo_seconds: float


@dataclass(frozen=True, slots=True)
class Take:
    """By button (`revision` is the card's that was pressed) or by `emoji`."""

    by: Member
    channel: ChannelId | None = None
    thread_ts: Ts | None = None
    revision: int | None = None
    emoji: str | None = None


@dataclass(frozen=True, slots=True)
class Solve:
    """As Take; the ticket closes `inbox.close_after` later."""

    by: Member
    inbox: Inbox
    channel: ChannelId | None = None
    thread_ts: Ts | None = None
    revision: int | None = None
    emoji: str | None = None


@dataclass(frozen=True, slots=True)
class RecordMessage:
    """A message in the ticket's thread; `known` is what the ticket has of it already."""

    message: MessagePosted
    known: Comment | None
    internal: bool


@dataclass(frozen=True, slots=True)
class RecordEdit:
    """A changed message in the ticket's thread, which may come before the message itself."""

    source: Ts
    author: PersonId | None
    text: str
    edited_ts: Ts
    files: tuple[FileRef, ...]
    known: Comment | None
    internal: bool


@dataclass(frozen=True, slots=True)
class RecordDeletion:
    """A message that is gone from the ticket's thread, or will be when it arrives."""

    source: Ts
    event_ts: Ts
    known: Comment | None
    internal: bool


@dataclass(frozen=True, slots=True)
class RecordText:
    """The ticket's own message: its text, or its text after an edit."""

    text: str
    ts: Ts
    author: PersonId | None
    edited: bool


@dataclass(frozen=True, slots=True)
class RecordThread:
    """What Slack said of the thread, later than at once; `known` are the comments by source.

    `other` is the ticket that the thread's root belongs to, if it is another one. `failure` is
    Slack's error code, if it will never say.
    """

    thread: tuple[MessagePosted, ...]
    known: frozenset[Ts]
    other: Ticket | None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class RecordUndelivered:
    """The relay gave an effect up."""

    effect: Effect
    code: str
    fallback: ChannelId
    admins: frozenset[PersonId]


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
    """Remind the triage channel."""

    inbox: Inbox


@dataclass(frozen=True, slots=True)
class EscalateRequest:
    """Tell the lead."""

    inbox: Inbox


@dataclass(frozen=True, slots=True)
class CloseRequest:
    """Close what has been solved for long enough."""


TicketChange = (
    Follow
    | Unfollow
    | Cancel
    | Take
    | Solve
    | RecordMessage
    | RecordEdit
    | RecordDeletion
    | RecordText
    | RecordThread
    | RecordUndelivered
    | RetryDelivery
    | ExpireTimer
    | AcknowledgeRequest
    | RouteRequest
    | RemindTriage
    | EscalateRequest
    | CloseRequest
)
TicketCommand = OpenFromMessage | OpenFromForm | TicketChange
