"""The desk as its admins set it up: `desk.yaml` after checking, as frozen values.

`parse.py` makes them of the reviewed file before it is pushed, and the functions read them back
from the table; nothing else builds a `Desk` outside tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from deskbell.domain.ids import ChannelId, FormId, InboxId, PersonId
from deskbell.domain.settings.workspace import Workspace as Workspace


class EmojiAction(StrEnum):
    """What an emoji on a message asks for (slack.md 7)."""

    OPEN = "open"
    TAKE = "take"
    SOLVE = "solve"


class Weekday(StrEnum):
    """The days as the settings write them."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When a team is there, in the desk's zone; `opens` and `closes` are HH:MM."""

    first: Weekday
    last: Weekday
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """What whoever joins a help channel is told (A1-01); once a person, channel and `guide`."""

    guide: int
    guests: bool = False
    office_hours: OfficeHours | None = None


@dataclass(frozen=True, slots=True)
class Inbox:
    """A team's queue: where its people ask, where its triagers look, who works in it."""

    id: InboxId
    name: str
    channels: tuple[ChannelId, ...]
    triage_channel: ChannelId
    agents: frozenset[PersonId]
    lead: PersonId
    remind_after: timedelta
    escalate_after: timedelta
    close_after: timedelta
    welcome: Welcome | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select: the value we store and the label people see."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FormSettings:
    """Where a form's requests go and what its selects offer. `command` starts with a slash."""

    id: FormId
    command: str
    shortcut: str
    inbox: InboxId
    channel: ChannelId
    locations: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything an admin decides; one version of it is one immutable set of rows."""

    workspace: Workspace
    language: str
    zone: str
    admins: frozenset[PersonId]
    fallback_channel: ChannelId
    undo_window: timedelta
    inboxes: Mapping[InboxId, Inbox]
    emoji: Mapping[str, EmojiAction]
    forms: Mapping[FormId, FormSettings]

    def inbox_of(self, channel: ChannelId) -> Inbox | None:
        """The inbox whose people ask in, or triage, this channel."""
        for inbox in self.inboxes.values():
            if channel in inbox.channels:
                return inbox
        return None

    def form_of(self, inbox: InboxId) -> FormSettings | None:
        """The form whose requests go to this inbox; the first, if it has several."""
        return next((form for form in self.forms.values() if form.inbox == inbox), None)

    def form_for_command(self, command: str) -> FormSettings | None:
        """The form that a slash command opens."""
        return next((form for form in self.forms.values() if form.command == command), None)

    def form_for_shortcut(self, shortcut: str) -> FormSettings | None:
        """The form that a global shortcut opens; its modal has the shortcut's callback id."""
        return next((form for form in self.forms.values() if form.shortcut == shortcut), None)
