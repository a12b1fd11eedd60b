"""The desk as its admins set it up: `desk.yaml` after checking, as frozen values.

`parse.py` makes them of the reviewed file before it is pushed, and the functions read them back
from the table; nothing else builds a `Desk` outside tests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from deskbell.domain.announcements.policy import AnnouncementSettings
from deskbell.domain.catalogue.offered import Offered
from deskbell.domain.dogfooding.plan import DogfoodingPlan
from deskbell.domain.feedback.policy import FeedbackSettings
from deskbell.domain.ids import ChannelId, FormId, InboxId, PersonId
from deskbell.domain.jira.settings import Jira
from deskbell.domain.loans.policy import LoanPolicy, OfficeId
from deskbell.domain.nps.policy import NpsSettings
from deskbell.domain.oncall.schedule import Schedule, ScheduleId
from deskbell.domain.paging.settings import PagingSettings
from deskbell.domain.praise.policy import PraiseSettings
from deskbell.domain.rationale.published import NO_CHANGES, Changelog
from deskbell.domain.rules.rule import Rule, RulesMode
from deskbell.domain.settings.csat import CSAT_EVERY as CSAT_EVERY
from deskbell.domain.settings.csat import Csat as Csat
from deskbell.domain.settings.hooks import Hook as Hook
from deskbell.domain.settings.hours import Appointment as Appointment
from deskbell.domain.settings.hours import OfficeHours as OfficeHours
from deskbell.domain.settings.hours import QuietHours as QuietHours
from deskbell.domain.settings.hours import Weekday as Weekday
from deskbell.domain.settings.partners import Partner as Partner
from deskbell.domain.settings.replies import Reply as Reply
from deskbell.domain.settings.workspace import Workspace as Workspace
from deskbell.domain.standups.plan import StandUpId, StandUpPlan
from deskbell.domain.tickets.classification import Privacy

FLAG_AFTER = timedelta(minutes=5)
NUDGE_AFTER = timedelta(hours=24)
APPROVAL_REMIND_AFTER = timedelta(days=1)
APPROVAL_ENDS_AFTER = timedelta(days=7)
REOPEN_WITHIN = timedelta(hours=72)
FLAG_DIGEST = Appointment(Weekday.MON, Weekday.FRI, "09:00")
"""Where an inbox does not say otherwise."""


class EmojiAction(StrEnum):
    """What an emoji on a message asks for (slack.md 7)."""

    OPEN = "open"
    TAKE = "take"
    SOLVE = "solve"
    MOVE = "move"
    """To another inbox; `Desk.redirects` says to which."""
    FLAG = "flag"
    NOT_A_TICKET = "not_a_ticket"
    PUBLISH = "publish"
    LEND = "lend"
    """Whoever wrote the message is offered the form for a laptop to borrow."""
    RAISE = "raise"
    """Whoever puts it there is offered the form that reports an outage."""
    FEEDBACK = "feedback"
    """What the message says is shared with whoever reads feedback."""
    PRAISE = "praise"
    """Whoever wrote the message is praised for it."""


@dataclass(frozen=True, slots=True)
class Welcome:
    """What whoever joins a help channel is told (A1-01); once a person, channel and `guide`."""

    guide: int
    guests: bool = False
    office_hours: OfficeHours | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select: the value we store and the label people see."""

    value: str
    label: str


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
    privacy: Privacy = Privacy.PUBLIC
    categories: tuple[Choice, ...] = ()
    auto: tuple[ChannelId, ...] = ()
    """The help channels in which every message is a request, without an emoji (A5-01)."""
    capture_after: timedelta | None = None
    """When a question that nobody has answered or tracked is offered to the triagers."""
    peers_help: bool = False
    """Whether colleagues may mark what nobody works on as solved by one of them (A5-04)."""
    out_of_hours_reply: bool = False
    """Whether who asks while nobody is there is told when somebody will be (A4-18)."""
    nudge_after: timedelta = NUDGE_AFTER
    """When a requester who owes an answer is reminded, and again, before the ticket is closed; and
    the assignee of one that waits for a vendor."""
    reopen_within: timedelta = REOPEN_WITHIN
    """For how long after its end a ticket comes back; later another one goes on from it."""
    supervisors: tuple[PersonId, ...] = ()
    """Whom a flag calls, one after the other; without any, the lead (A1-15)."""
    flag_after: timedelta = FLAG_AFTER
    flag_digest: Appointment = FLAG_DIGEST
    """When its lead is told of the calls for a supervisor since the last time (A1-16)."""
    approval_remind_after: timedelta = APPROVAL_REMIND_AFTER
    """When whoever an approval waits for is reminded, and again."""
    approval_ends_after: timedelta = APPROVAL_ENDS_AFTER
    """When one ends without a yes, where nobody says until when it is needed."""
    triagers: tuple[PersonId, ...] = ()
    """Who take turns in triage, a week each (triage_duty.py); without any, nobody by name."""
    csat: Csat | None = None
    """How those are asked whose tickets it has solved; None: nobody is (A4-14)."""
    mail: str | None = None
    """Its address; what is written to it becomes its tickets."""
    jira: str | None = None
    """Which connector has its tickets as issues; None: none has."""

    @property
    def office_hours(self) -> OfficeHours | None:
        """When its people are there, as whoever is welcomed is told."""
        return self.welcome.office_hours if self.welcome else None

    def category_label(self, category: str) -> str | None:
        """What people see of a category of this inbox; None of any other."""
        return next((one.label for one in self.categories if one.value == category), None)


@dataclass(frozen=True, slots=True)
class FormSettings:
    """Where a form's requests go and what its selects offer. `command` starts with a slash."""

    id: FormId
    command: str
    shortcut: str
    inbox: InboxId
    channel: ChannelId
    locations: tuple[Choice, ...]
    privacy: Privacy = Privacy.PUBLIC


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
    redirects: Mapping[str, InboxId] = field(default_factory=dict)
    request_types: Mapping[str, str] = field(default_factory=dict)
    """Of those emoji, the category that the ticket has from then on, where one is named."""
    replies: Mapping[str, Reply] = field(default_factory=dict)
    """Where each emoji that moves a ticket moves it to."""
    direct_inbox: InboxId | None = None
    """Whose tickets are those that come by direct message; None: the first inbox's."""
    away: frozenset[PersonId] = frozenset()
    holidays: frozenset[str] = frozenset()
    """Days on which no office is open, such as "2026-12-25"."""
    quiet_hours: QuietHours | None = None
    """Everybody's night, in which nobody is told what can wait (A5-06); None: nobody has one."""
    csat_every: timedelta = CSAT_EVERY
    """Nobody is asked how satisfied they are again before that, whatever the inbox (C-24)."""
    partners: tuple[Partner, ...] = ()
    rules: tuple[Rule, ...] = ()
    rules_mode: RulesMode = RulesMode.FIRST
    loans: Mapping[OfficeId, LoanPolicy] = field(default_factory=dict)
    """How each office lends its laptops; one that is not there lends none."""
    schedules: Mapping[ScheduleId, Schedule] = field(default_factory=dict)
    """Who takes turns at being on call."""
    paging: PagingSettings | None = None
    """Who is called for which system's outages; nobody is yet."""
    nps: NpsSettings | None = None
    """How low scores are followed up; nobody is asked to yet."""
    feedback: FeedbackSettings | None = None
    """Who sees what people say of what we do; nobody collects it yet."""
    standups: Mapping[StandUpId, StandUpPlan] = field(default_factory=dict)
    """Who of several departments tells each other twice a week what they do."""
    dogfooding: DogfoodingPlan | None = None
    """Who uses what we sell, once a month; nobody has to yet."""
    announcements: AnnouncementSettings | None = None
    """Who may announce what to whom; nobody may yet."""
    praise: PraiseSettings | None = None
    """Where people praise each other; they do not yet."""
    api: Mapping[str, PersonId] = field(default_factory=dict)
    """In whose name each program acts that has a key of the API; none may yet."""
    jira: Mapping[str, Jira] = field(default_factory=dict)
    """The projects of Jira that inboxes have their tickets in, too."""
    hooks: Mapping[str, Hook] = field(default_factory=dict)
    """What workflows may call outside, by name."""
    workflows: tuple[Offered, ...] = ()
    """The catalogue of guided requests; `push` adds it from the folder beside `desk.yaml`."""
    changes_channel: ChannelId | None = None
    """Where new versions of workflows and rules are told of; None: nowhere."""
    changelog: Changelog = NO_CHANGES
    """What the last pushes changed of them; whoever reads the settings adds it."""
    people: Mapping[str, PersonId] = field(default_factory=dict)
    """By the names that the file gives them, and that workflows use."""

    @property
    def lists(self) -> Mapping[str, Mapping[str, str]]:
        """The choices that a workflow's form may take from the settings, as value and label."""
        forms = self.forms.values()
        return {"locations": {one.value: one.label for form in forms for one in form.locations}}

    @property
    def staff(self) -> frozenset[PersonId]:
        """Everybody who works in some inbox, leads one, or is an admin."""
        inboxes = self.inboxes.values()
        return self.admins.union(*((*inbox.agents, inbox.lead) for inbox in inboxes))

    def inbox_of(self, channel: ChannelId) -> Inbox | None:
        """The inbox whose people ask in, or triage, this channel."""
        for inbox in self.inboxes.values():
            if channel in inbox.channels:
                return inbox
        return None

    @property
    def mail_addresses(self) -> frozenset[str]:
        """All that people can write to."""
        return frozenset(inbox.mail for inbox in self.inboxes.values() if inbox.mail)

    def inbox_of_mail(self, recipients: Sequence[str]) -> tuple[str, Inbox] | None:
        """The first of these addresses that is an inbox's, and the inbox."""
        owners = {inbox.mail: inbox for inbox in self.inboxes.values() if inbox.mail}
        return next(((one, owners[one]) for one in recipients if one in owners), None)

    @property
    def inbox_of_directs(self) -> Inbox:
        """Where a direct message to the app becomes a ticket."""
        first = next(iter(self.inboxes.values()))
        return self.inboxes.get(self.direct_inbox, first) if self.direct_inbox else first

    def partners_in(self, channel: ChannelId) -> tuple[Partner, ...]:
        """The companies that this channel is shared with."""
        return tuple(one for one in self.partners if one.channel == channel)

    def form_of(self, inbox: InboxId) -> FormSettings | None:
        """The form whose requests go to this inbox; the first, if it has several."""
        return next((form for form in self.forms.values() if form.inbox == inbox), None)

    def form_for_command(self, command: str) -> FormSettings | None:
        """The form that a slash command opens."""
        return next((form for form in self.forms.values() if form.command == command), None)

    def form_for_shortcut(self, shortcut: str) -> FormSettings | None:
        """The form that a global shortcut opens; its modal has the shortcut's callback id."""
        return next((form for form in self.forms.values() if form.shortcut == shortcut), None)
