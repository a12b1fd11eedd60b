"""What is said to a ticket or read of its thread; `decide` answers each with a Decision."""

from dataclasses import dataclass
from datetime import timedelta

from deskbell.domain.decision import Comment
from deskbell.domain.effects import Place
from deskbell.domain.ids import PersonId, Thread, Ts
from deskbell.domain.inputs import MessageDeleted, MessageEdited, MessagePosted
from deskbell.domain.settings.desk import Inbox, Reply
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.pressed import Pressed
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.visits import Visit


@dataclass(frozen=True, slots=True)
class Heard:
    """Where something was said, what the ticket has of it already, and what it has after it.

    `place` is the surface of the ticket, None in a thread that is none of its own. `by` is who
    acts, if Slack says it; `rival` what somebody else answered a moment ago. `aside`: it is
    another ticket's thread, which goes on as this one, and there the team is alone.
    """

    known: Comment | None = None
    place: Place | None = Place.THREAD
    later: tuple[Comment, ...] = ()
    by: Member | None = None
    rival: Comment | None = None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class ReplyWith:
    """Say a prepared reply, as `Say` does; `text` is what it says about this ticket. `doing` is
    needed for one that does something besides."""

    by: Member
    at: Pressed
    reply: Reply
    message: Thread
    text: str
    heard: Heard
    doing: "Doing | None" = None


@dataclass(frozen=True, slots=True)
class Doing:
    """With whom and with what a reply does what it `does`: the ticket's `inbox`, and the one that
    it goes `into` with all its `comments`, or to whom it is given."""

    inbox: Inbox
    undo_window: timedelta
    to: Member | None = None
    into: Inbox | None = None
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordMessage:
    """A message in the ticket's thread; `number` is for the ticket that it may become."""

    message: MessagePosted
    heard: Heard
    inbox: Inbox | None = None
    number: int | None = None
    visit: Visit | None = None


@dataclass(frozen=True, slots=True)
class GoOnDirectly:
    """One more message at the top level of its requester's direct messages with the app."""

    said: RecordMessage


@dataclass(frozen=True, slots=True)
class RecordEdit:
    """A changed message in the ticket's thread, which may come before the message itself."""

    edit: MessageEdited
    heard: Heard


@dataclass(frozen=True, slots=True)
class RecordDeletion:
    """A message that is gone from the ticket's thread, or will be when it arrives."""

    deletion: MessageDeleted
    heard: Heard


@dataclass(frozen=True, slots=True)
class Publish:
    """A note is for everybody from now on; what is not known of it Slack has just said."""

    by: Member
    emoji: str
    said: MessagePosted
    heard: Heard
    undo_window: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Unpublish:
    """The emoji that made the note `message`, in that thread, public was taken off again."""

    by: Member
    emoji: str
    message: Thread
    thread_ts: Ts | None
    heard: Heard


@dataclass(frozen=True, slots=True)
class Say:
    """Said in a dialog, as the comment `message`: to everybody, or to the team alone."""

    by: Member
    at: Pressed
    message: Thread
    text: str
    public: bool
    heard: Heard


@dataclass(frozen=True, slots=True)
class ReceiveReply:
    """A program has `said` this to everybody in somebody's name."""

    by: Member
    at: Pressed
    said: RecordMessage


@dataclass(frozen=True, slots=True)
class Correct:
    """What they said last in a dialog, the comment that is `known`, is this `text` from now on; an
    empty one takes it back."""

    by: Member
    at: Pressed
    text: str
    heard: Heard


@dataclass(frozen=True, slots=True)
class RecordText:
    """The ticket's own message: its text, or its text after an edit."""

    text: str
    ts: Ts
    author: PersonId | None
    edited: bool


@dataclass(frozen=True, slots=True)
class RecordThread:
    """What Slack said of the thread, later than at once; `known` are the comments that are there.

    `other` is the ticket that the thread's root belongs to, if it is another one, and `inbox` is
    its inbox. `failure` is Slack's error code, if it will never say.
    """

    thread: tuple[MessagePosted, ...]
    known: tuple[Comment, ...]
    other: Ticket | None
    failure: str | None = None
    inbox: Inbox | None = None


SayingCommand = (
    ReplyWith
    | RecordMessage
    | GoOnDirectly
    | RecordEdit
    | RecordDeletion
    | Publish
    | Unpublish
    | Say
    | ReceiveReply
    | Correct
    | RecordText
    | RecordThread
)
