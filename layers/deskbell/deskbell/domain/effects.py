"""What a decision asks the outside to do: one outbox row each, carried out by the relay.

An effect names a thing to be true ("this card shows the ticket at this place"), so that
carrying it out twice is harmless wherever Slack allows it (reliability.md 2.4). `lane` groups
the effects of one aggregate that must happen in order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from deskbell.domain.catalogue.request import Tick
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.csat.effects import ShowSurvey as ShowSurvey
from deskbell.domain.deliveries.calm import CALM
from deskbell.domain.feedback.effects import SendFeedbackDigest
from deskbell.domain.ids import ChannelId, PersonId, Thread, Ts
from deskbell.domain.inputs import Button, Dialog, Envelope
from deskbell.domain.jira.effects import ShowIssue as ShowIssue
from deskbell.domain.live_cards import ShowLiveCard
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.nps.effects import SendNpsWeek
from deskbell.domain.paging.effects import PagingEffect
from deskbell.domain.search_inputs import Sought
from deskbell.domain.texts import Text

MAIL_LANE = "mail"
"""Of all that goes out by mail for one ticket: it comes in the order in which it was said."""


class Place(StrEnum):
    """Where a ticket's card lives; one card a place (A1-03)."""

    THREAD = "thread"
    """In the requester's thread, under the message that became the ticket."""
    REQUEST = "request"
    """At the top level of the form's channel; the thread below it is the ticket's thread."""
    TRIAGE = "triage"
    """In the inbox's triage channel; the thread below it is internal."""
    FALLBACK = "fallback"
    """In the desk's fall-back channel, when the place meant for it cannot be posted to."""
    DIRECT = "direct"
    """In its requester's direct messages; the thread below it is the ticket's thread."""
    HANDLER = "handler"
    """In the direct messages of whoever looks after a ticket that the triage channel may not show;
    the thread below it is internal."""


COPIES = "comments:"
"""Begins the names of the lanes in which copies of comments are sent."""


def copies_lane(place: Place) -> str:
    """Its own, so that no card waits for what people say."""
    return f"{COPIES}{place}"


@dataclass(frozen=True, slots=True)
class ShowCard:
    """The ticket's card at `place` shows the ticket's current state: posted once, then updated.

    `channel` (and `thread_ts`) say where to post it the first time. `refresh` updates even a
    card that already shows this revision (a stale button was pressed on it).
    """

    place: Place
    channel: ChannelId
    thread_ts: Ts | None = None
    refresh: bool = False

    @property
    def lane(self) -> str:
        return str(self.place)


@dataclass(frozen=True, slots=True)
class RetireCard:
    """The ticket's card at `place`, which is in `channel`, says `text` from now on, and nothing
    more ever; the place is free for a new one."""

    place: Place
    channel: ChannelId
    text: Text

    @property
    def lane(self) -> str:
        return str(self.place)


@dataclass(frozen=True, slots=True)
class ShowComment:
    """Beside the card at `place` stands what the comment `of` says now: one post a `part` of a long
    text, or none where nothing may be shown (any more).

    `again`: something that comes before it may have been posted after it; then it is posted anew,
    so that the comments stand in their order (ADR 0023). `of` is the message that is the comment.
    `change`: of a post that should be there; where none is, the comment is from before the card.
    """

    place: Place
    of: Thread
    part: int = 0
    again: bool = False
    change: bool = False

    @property
    def lane(self) -> str:
        return copies_lane(self.place)


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """The bot's own one reaction on the ticket's message is `emoji`, or none (A5-09).

    `replaces` is the one the state before had. `message` is None where the ticket's message is
    its own card at `place`, whose timestamp only the relay knows.
    """

    place: Place
    message: Thread | None
    emoji: str | None
    replaces: str | None

    @property
    def lane(self) -> str:
        return str(self.place)


@dataclass(frozen=True, slots=True)
class Offer:
    """A button below what is said, which acts or opens a dialog; `value` comes back with it,
    trusted by nobody."""

    button: Button | Dialog
    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class SendDirect:
    """One DM from the app to a person, in their language; a mail to whom Slack does not know.

    What can wait until the morning has a lane of its own, so that it holds up nothing else.
    """

    person: PersonId
    text: Text
    offers: tuple[Offer, ...] = ()

    @property
    def lane(self) -> str:
        if address_of(self.person):
            return MAIL_LANE
        return f"{'calm' if self.text.key in CALM else 'dm'}:{self.person}"


@dataclass(frozen=True, slots=True)
class ShowAsk:
    """The approval's card in the direct messages of `person` shows its current state: posted once,
    then updated."""

    person: PersonId

    @property
    def lane(self) -> str:
        return f"ask:{self.person}"


class TaskOver(StrEnum):
    """Why nothing is asked any more."""

    SENT = "sent"
    DONE = "done"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ShowTask:
    """The message that asks for a step of a guided request says how that stands: posted once for a
    `generation`, then updated.

    `channel` may be somebody's direct messages. `ticks` are those of a checklist; `over`: nobody
    has to do anything any more, and what was never posted need not be.
    """

    channel: ChannelId
    thread_ts: Ts | None
    step: StepId
    generation: int
    ticks: Mapping[str, Tick] = field(default_factory=dict)
    over: TaskOver | None = None

    @property
    def lane(self) -> str:
        return f"task:{self.channel}"


@dataclass(frozen=True, slots=True)
class SendMail:
    """One mail of ours to whom the ticket is talked about with by mail (A4-03)."""

    text: Text

    @property
    def lane(self) -> str:
        return MAIL_LANE


@dataclass(frozen=True, slots=True)
class MailComment:
    """One mail to them with what the comment `of` says; nothing of a note, nor of what is gone."""

    of: Thread

    @property
    def lane(self) -> str:
        return MAIL_LANE


@dataclass(frozen=True, slots=True)
class SendGuide:
    """One DM that tells a person how to ask in `channel`, as the settings have it then (A1-01)."""

    person: PersonId
    channel: ChannelId

    @property
    def lane(self) -> str:
        return f"dm:{self.person}"


@dataclass(frozen=True, slots=True)
class ShowHome:
    """A person's Home tab, if they have ever opened it, shows what there is for them now (A1-12).

    `after`: not before what goes to this place, since by then the lists know of it, too. Of a
    ticket it is a courtesy: tried once, so that it holds up no card.
    """

    person: PersonId
    after: Place | None = None

    @property
    def lane(self) -> str:
        return str(self.after) if self.after else "home"


@dataclass(frozen=True, slots=True)
class ShowFound:
    """The answer to a search, for the one person who asked in `channel`; found when it is shown."""

    person: PersonId
    channel: ChannelId
    query: str
    among: Sought = Sought.TICKETS
    thread_ts: Ts | None = None

    @property
    def lane(self) -> str:
        return f"found:{self.person}"


@dataclass(frozen=True, slots=True)
class SendNotice:
    """One post in a channel, in its language: under the card at `under`, if that place has one, or
    in the thread of `thread_ts`."""

    channel: ChannelId
    text: Text
    under: Place | None = None
    thread_ts: Ts | None = None
    offers: tuple[Offer, ...] = ()

    @property
    def lane(self) -> str:
        return f"notice:{self.channel}"


@dataclass(frozen=True, slots=True)
class Whisper:
    """An ephemeral message to one person where they just acted; best effort, never repeated.
    Where `channel` is a person, they acted outside Slack: a direct message."""

    person: PersonId
    channel: ChannelId
    thread_ts: Ts | None
    text: Text
    offers: tuple[Offer, ...] = ()

    @property
    def lane(self) -> str:
        return f"whisper:{self.person}"


@dataclass(frozen=True, slots=True)
class SetGroup:
    """The one member of a user group of Slack's is `person`."""

    group: str
    person: PersonId

    @property
    def lane(self) -> str:
        return f"group:{self.group}"


@dataclass(frozen=True, slots=True)
class ReadThread:
    """Read a thread; the answer comes back as a `ThreadRead` input. In the lane of the thread's
    card, so that nothing is said there before it is understood."""

    thread: Thread

    @property
    def lane(self) -> str:
        return str(Place.THREAD)


@dataclass(frozen=True, slots=True)
class ReadPerson:
    """Ask Slack who somebody is, however long it takes; a `PersonRead` input says it is known."""

    person: PersonId

    @property
    def lane(self) -> str:
        return f"person:{self.person}"


@dataclass(frozen=True, slots=True)
class ReleaseParked:
    """Put the inputs that waited for this thread to become a ticket on the inbox again: those that
    still waited when the ticket was asked for, `since`, however late this is."""

    thread: Thread
    since: datetime | None = None

    @property
    def lane(self) -> str:
        return f"parked:{self.thread.channel}:{self.thread.ts}"


@dataclass(frozen=True, slots=True)
class CallHook:
    """One signed call of a hook of the desk, for the `step` of a guided request at which it waits
    in that `generation`; given up after so many `tries`."""

    hook: str
    step: StepId
    generation: int
    tries: int
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def lane(self) -> str:
        return f"hook:{self.hook}"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One more input, caused by this change, put on the inbox; those of one `line` in their
    order."""

    envelope: Envelope
    line: str = ""

    @property
    def lane(self) -> str:
        return f"follow-up:{self.line or self.envelope.key}"


TextEffect = SendDirect | SendGuide | SendNotice | Whisper
Effect = (
    ShowCard
    | RetireCard
    | ShowComment
    | ShowStatus
    | TextEffect
    | SendMail
    | MailComment
    | ShowIssue
    | ShowAsk
    | ShowTask
    | ShowSurvey
    | ShowHome
    | ShowFound
    | SetGroup
    | PagingEffect
    | ShowLiveCard
    | SendFeedbackDigest
    | SendNpsWeek
    | ReadThread
    | ReadPerson
    | ReleaseParked
    | CallHook
    | FollowUp
)
