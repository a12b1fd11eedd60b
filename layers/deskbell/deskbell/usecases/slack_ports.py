"""What the use cases need from Slack: its Web API, the people in it, and how texts look there.

A call answers with an outcome instead of an exception. Each port has a real adapter and a memory
twin, which pass the same contract tests (tests/contracts).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.decision import Comment
from deskbell.domain.effects import Offer, Place, ShowTask
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Thread, Ts
from deskbell.domain.inputs import Envelope, MessagePosted
from deskbell.domain.loans.visit_claim import VisitTimes
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.week import NpsWeek
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.timeline import Moment
from deskbell.domain.people import Person
from deskbell.domain.praise.praise import Praise
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.texts import Text
from deskbell.domain.themes.theme import Theme
from deskbell.domain.tickets.edits import Edits
from deskbell.domain.tickets.ticket import Card, Ticket
from deskbell.usecases.home.content import HomeContent
from deskbell.usecases.loans.looked_up import LookedUp
from deskbell.usecases.paging.paged import Paged
from deskbell.usecases.search.find_tickets import Found


class People(Protocol):
    """Person rows, filled from Slack when missing or old."""

    def get(self, install: InstallId, person: PersonId) -> Person:
        """Never fails: somebody unknown is an external person called by their id."""
        ...

    def find(self, install: InstallId, person: PersonId) -> Person | None:
        """As `get`, but None where Slack has never told who they are, and does not now."""
        ...

    def known(self, install: InstallId, person: PersonId) -> Person | None:
        """What the rows say, without asking Slack; None if that is nothing, or old."""
        ...

    def ask(self, install: InstallId, person: PersonId) -> "Person | Later | Unknown | Never":
        """As `get`, but says so if Slack does not tell."""
        ...

    def note_left(self, install: InstallId, person: PersonId) -> None:
        """What the rows say of somebody is older than that their account is deactivated. Raises
        StoreUnavailableError: until it is noted, they are given what is on its way to them."""
        ...

    def writing_from(self, install: InstallId, address: str) -> Person | None:
        """Who of the workspace has this e-mail address; None too if Slack does not tell."""
        ...


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack took it; `ts` and `channel` of the post, where there is one."""

    channel: ChannelId | None = None
    ts: Ts | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Slack said no for now (429 and passing errors): surely nothing happened.

    `seconds` is None where Slack names no time; the relay then waits longer each time.
    """

    seconds: float | None
    code: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Timeout, 5xx, broken connection: nobody knows whether it happened."""

    code: str


class Undelivered(StrEnum):
    """Why Slack will never take a post."""

    CHANNEL_GONE = "channel_gone"
    NOT_INSIDE = "not_inside"
    MESSAGE_GONE = "message_gone"
    PERSON_UNREACHABLE = "person_unreachable"
    FORBIDDEN = "forbidden"
    """A rule of the workspace, or nothing that can be done at this place."""
    INSTALL_BROKEN = "install_broken"
    REJECTED = "rejected"
    """What we sent is wrong: our bug."""


@dataclass(frozen=True, slots=True)
class Never:
    """Slack will not take it, however often we ask."""

    why: Undelivered
    code: str


Outcome = Sent | Later | Unknown | Never


@dataclass(frozen=True, slots=True)
class Message:
    """A rendered post: Block Kit blocks and the text for notifications and screen readers."""

    text: str
    blocks: list[dict[str, object]]


class Threads(Protocol):
    """What a decision may ask Slack before it is made."""

    def read_thread(self, thread: Thread) -> "Sequence[MessagePosted] | Later | Unknown | Never":
        """Root first; of a reply's ts: that reply, whose `thread_ts` names the root. A very long
        thread ends early, so what is missing in it may still be there."""
        ...

    def is_shared(self, channel: ChannelId) -> "bool | Later | Unknown | Never":
        """Whether other companies are in it; of no direct messages."""
        ...

    def channel_members(
        self, channel: ChannelId
    ) -> "tuple[PersonId, ...] | Later | Unknown | Never":
        """Everybody who is in it, bots too; of a very large one the first ones."""
        ...


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as Slack's history has it, and what its events would have told us of it: nothing
    of a post of ours, of another bot's only the emoji that people put on it.

    `root` is the start of its thread, itself where it has none; `latest_reply` is known of a root.
    `edited` is its last edit. An emoji's time is not known.
    """

    message: Thread
    root: Ts
    latest_reply: Ts | None = None
    posted: Envelope | None = None
    edited: Envelope | None = None
    reactions: tuple[Envelope, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a channel's history, the newest first; `down_to` is the oldest ts in it, None
    where there is nothing older in the time that was asked for."""

    heard: tuple[Heard, ...]
    down_to: Ts | None


class Histories(Protocol):
    """What was said and is still there: a deletion cannot be seen, nor whether other companies are
    in the channel. `received_at` is for the envelopes, the domain's now."""

    def is_shared(self, channel: ChannelId) -> "bool | Later | Unknown | Never": ...

    def read_channel(
        self, channel: ChannelId, after: Ts, before: Ts, received_at: datetime
    ) -> "Page | Later | Unknown | Never":
        """The newest messages of that time, without the replies in threads."""
        ...

    def read_replies(
        self, thread: Thread, received_at: datetime
    ) -> "Sequence[Heard] | Later | Unknown | Never":
        """The root, then its replies, oldest first; of a very long thread the first ones."""
        ...


class Workspace(Threads, Protocol):
    """Slack's Web API, as far as we use it; an outcome instead of an exception."""

    def post(
        self, channel: str, thread_ts: Ts | None, message: Message, outbox_id: str
    ) -> Outcome: ...
    def find_post(
        self, channel: str, thread_ts: Ts | None, outbox_id: str, since: float
    ) -> Outcome | None:
        """The read-back: Sent if our post is there, None if it is not, else why nobody knows."""
        ...

    def update(self, channel: ChannelId, ts: Ts, message: Message) -> Outcome: ...
    def delete(self, message: Thread) -> Outcome: ...
    def whisper(
        self, channel: ChannelId, person: PersonId, thread_ts: Ts | None, message: Message
    ) -> Outcome: ...
    def react(self, message: Thread, emoji: str) -> Outcome: ...
    def unreact(self, message: Thread, emoji: str) -> Outcome: ...
    def direct_channel(self, person: PersonId) -> "ChannelId | Later | Unknown | Never": ...
    def profile(self, person: PersonId) -> "Person | Later | Unknown | Never": ...
    def profile_of(self, address: str) -> "Person | Later | Unknown | Never":
        """Of whoever has this e-mail address."""
        ...

    def group_members(self, group: str) -> "tuple[PersonId, ...] | Later | Unknown | Never": ...
    def set_group(self, group: str, person: PersonId) -> Outcome:
        """The user group has this one member."""
        ...

    def open_channel(self, name: str) -> "ChannelId | Later | Unknown | Never":
        """A private channel of that name with the app inside, made unless it is there."""
        ...

    def invite(self, channel: ChannelId, people: Sequence[PersonId]) -> Outcome:
        """They are in it, but for those whom Slack does not let in."""
        ...

    def upload(self, name: str, content: bytes) -> "str | Later | Unknown | Never":
        """The id of a file that nobody else sees until a post of ours names it."""
        ...

    def show_home(self, person: PersonId, view: Mapping[str, object]) -> Outcome: ...


class Renderer(Protocol):
    """Texts and cards as Slack shows them."""

    def card(self, ticket: Ticket, place: Place) -> Message: ...
    def comment(self, ticket: Ticket, comment: Comment, card: Card, part: int) -> Message | None:
        """One part of what somebody said, beside the card; None where it may not be shown."""
        ...

    def asked(self, approval: Approval, reader: Person) -> Message:
        """The approval as one of those sees it who are asked."""
        ...

    def survey(self, ticket: Ticket, number: int, reader: Person) -> Message:
        """The question how satisfied they are with its solution, and what they have answered."""
        ...

    def task(
        self,
        request: GuidedRequest,
        definition: Definition,
        task: ShowTask,
        reader: Person | None,
    ) -> Message:
        """What asks for a step of a guided request, for everybody in a channel or one reader."""
        ...

    def guide(self, channel: ChannelId, reader: Person) -> Message | None:
        """How to ask in a help channel; None where nobody is welcomed any more."""
        ...

    def found(self, found: Found, reader: Person) -> Message:
        """What somebody has found, or what else to try."""
        ...

    def edits(self, edits: Edits, reader: Person) -> Message:
        """What was edited in a ticket, or why that is not for them."""
        ...

    def lending(self, found: LookedUp, reader: Person) -> Message:
        """What is lent, or there to be lent."""
        ...

    def incident(self, incident: Incident) -> Message:
        """An outage's live card, in the desk's language."""
        ...

    def nps_case(self, case: Case) -> Message:
        """The live card of a low score, in the desk's language, without what is personal."""
        ...

    def nps_picture(self, week: NpsWeek) -> bytes:
        """That week and those before it, as a PNG without words."""
        ...

    def nps_week(self, text: Text, week: NpsWeek, file: str) -> Message:
        """What is said of it, with that picture and what it shows in words."""
        ...

    def feedback(self, item: FeedbackItem, theme: Theme | None) -> Message:
        """The live card of what somebody said, as above."""
        ...

    def theme(self, theme: Theme, into: Theme | None) -> Message:
        """Its card; `into` is what it was merged into, if it was."""
        ...

    def change(self, notice: ChangeNotice) -> Message:
        """The notice of a change of a workflow or rule, in the desk's language."""

    def announcement(self, announcement: Announcement) -> Message:
        """Its post, in each of its languages."""
        ...

    def praise(self, praise: Praise) -> Message:
        """Its post, in the desk's language."""
        ...

    def feedback_digest(self, items: Sequence[FeedbackItem], more: int) -> Message | None:
        """What everybody is told, as above: of `items` those that are for them now, and that there
        are so many `more`. None if there is none."""
        ...

    def review(self, incident: Incident, history: Sequence[Moment]) -> Message:
        """The story of an outage that is over, in the desk's language."""
        ...

    def page(self, paged: Sequence[Paged], reader: Person | None) -> Message:
        """A call for one outage, or for several at once; to whom a channel is, or one reader."""
        ...

    def page_in_words(self, paged: Sequence[Paged], reader: Person) -> str:
        """The same without any markup, for a text message, a mail, or to be read out."""
        ...

    def home(self, content: HomeContent, reader: Person) -> Mapping[str, object]:
        """A view of type `home`; in the language that `content` names, else the reader's."""
        ...

    def text(
        self,
        text: Text,
        locale: str | None,
        zone: str | None,
        offers: Sequence[Offer | VisitTimes] = (),
    ) -> Message:
        """In a reader's Slack locale and time zone; None means the desk's own."""
        ...
