"""The whole desk on memory twins: inputs in, Slack as people see it out, one step at a time.

Every piece between is the real one: the use cases, `decide`, the relay, the renderer. What AWS
does between the functions (queue, stream, bus, executions) is done here by `settle`.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from deskbell.adapters.groups import CachedGroups
from deskbell.adapters.jira import rest
from deskbell.adapters.jira.issues import JiraIssues
from deskbell.adapters.mail.letters import CatalogueLetters
from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.adapters.memory.contacts import MemoryAlarm, MemoryContacts
from deskbell.adapters.memory.hooks import MemoryHooks
from deskbell.adapters.memory.mails import MemoryMails
from deskbell.adapters.memory.outbox import MemoryOutbox
from deskbell.adapters.memory.services import (
    MemoryExecutions,
    MemoryInputQueue,
    MemorySettings,
)
from deskbell.adapters.memory.store import MemoryParked, MemoryTable, MemoryTimers, MemoryWaits
from deskbell.adapters.memory.ticket_lists import MemoryTicketLists
from deskbell.adapters.memory.workspace import MemoryWorkspace, Post
from deskbell.adapters.people import CachedPeople
from deskbell.adapters.redaction.redactor import TextRedactor
from deskbell.adapters.slack.actions import MORE
from deskbell.adapters.slack.dialogs.readings import Origin
from deskbell.adapters.slack.events import EventReader
from deskbell.adapters.slack.readings import Reading
from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.domain.ids import ChannelId, FormId, PersonId, Ref, Thread, Ts
from deskbell.domain.inputs import (
    Button,
    ButtonPressed,
    Dialog,
    DialogSubmitted,
    Envelope,
    FormSubmitted,
    Input,
    MessagePosted,
    ReactionChanged,
)
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled
from deskbell.usecases.fire_timers import fire_timers
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.outbox.send_outbox import due, lanes_of, send_lane
from deskbell.usecases.ports import AuditRow
from deskbell.usecases.process_input import process_input
from deskbell.usecases.tickets.advance_request import STEPS, advance_request
from deskbell.usecases.tickets.desk import TicketPorts
from tests.builders import (
    ADAM,
    ANA,
    ANSWERS,
    BEN,
    BOT,
    CORA,
    EVERYBODY,
    INSTALL,
    IT_HAPPENS,
    IT_ONCALL,
    IT_TRIAGE,
    JIWOO,
    LENA,
    NOW,
    X_TEAM,
    X_TEAM_COMMS,
    XENA,
    a_desk,
    an_envelope,
)
from tests.functional.person_rows import MemoryGroupRows, MemoryPersonRows
from tests.memory_slack import buttons
from tools.fake_jira.jira import JIRA_KEY, FakeJira


@dataclass
class MemoryDesk:
    """One desk; `now` is the clock of everything, moved by the test."""

    desk: Desk = field(default_factory=a_desk)
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.table = MemoryTable(self.wall)
        self.aggregates = MemoryAggregates(self.table)
        self.slack = MemoryWorkspace(
            BOT,
            EVERYBODY,
            {
                IT_HAPPENS: [BOT, *(person.id for person in EVERYBODY)],
                IT_TRIAGE: [BOT, BEN, JIWOO, LENA, ADAM],
                IT_ONCALL: [BOT, BEN, JIWOO, LENA, ADAM],
                X_TEAM: [BOT, XENA, CORA, ANA],
                X_TEAM_COMMS: [BOT, XENA, LENA],
            },
            self.wall,
        )
        self.queue = MemoryInputQueue()
        self.mails = MemoryMails()
        self.contacts = MemoryContacts()
        self.alarm = MemoryAlarm()
        self.hooks = MemoryHooks()
        self.jira = FakeJira(lambda: self.now)
        self.executions = MemoryExecutions()
        self.waits = MemoryWaits(self.table)
        self.timers = MemoryTimers(self.table)
        self.settings = MemorySettings(self.desk)
        parked = MemoryParked(self.table)
        outbox = MemoryOutbox(self.table)
        self.person_rows = MemoryPersonRows(self.table, EVERYBODY)
        known = CachedPeople(self.person_rows, self.slack, self.wall)
        self.ports = TicketPorts(
            self.settings,
            self.aggregates,
            outbox,
            parked,
            self.timers,
            self.slack,
            known,
            self.waits,
            self.queue,
            CachedGroups(MemoryGroupRows(), self.slack, self.wall),
            lambda: self.now,
        )
        self.relay = Ports(
            settings=self.settings,
            outbox=outbox,
            aggregates=self.aggregates,
            lists=MemoryTicketLists(self.table),
            workspace=self.slack,
            people=known,
            parked=parked,
            queue=self.queue,
            renderer=CatalogueRenderer(self.settings, known, TextRedactor()),
            letters=CatalogueLetters(self.settings, known),
            mails=self.mails,
            contacts=self.contacts,
            alarm=self.alarm,
            hooks=self.hooks,
            issues=JiraIssues(
                known, lambda jira: rest.session(jira, lambda _: JIRA_KEY, 5.0, self.jira.answer)
            ),
            wall=self.wall,
            now=lambda: self.now,
        )
        self._keys = 0

    def wall(self) -> float:
        return self.now.timestamp()

    # --- what people do -----------------------------------------------------------------------

    def say(
        self,
        person: PersonId,
        text: str,
        thread_ts: Ts | None = None,
        channel: ChannelId = IT_HAPPENS,
    ) -> MessagePosted:
        """Slack has it, Deskbell has not been told of it yet."""
        ts = self.slack.say(person, channel, text, thread_ts)
        return MessagePosted(channel, ts, thread_ts, person, text)

    def reaction(
        self,
        person: PersonId,
        ts: Ts,
        emoji: str,
        *,
        added: bool = True,
        channel: ChannelId = IT_HAPPENS,
    ) -> Input:
        post = self.slack.posts.get(Thread(channel, ts))
        return ReactionChanged(
            channel=channel,
            ts=ts,
            person=person,
            emoji=emoji,
            added=added,
            event_ts=Ts(f"{self.wall():.6f}"),
            author=post.author if post else None,
        )

    def press(self, person: PersonId, button: Button, post: Post) -> Input:
        """A button of a card as that post shows it."""
        [value] = {str(shown["value"]) for shown in buttons(post, button)}
        return ButtonPressed(button, value, person, post.channel, post.ts, post.thread_ts)

    def fill(self, person: PersonId, dialog: Dialog, post: Post, **values: str) -> Input:
        """A dialog that the card's "More" leads to, as that post shows it."""
        [value] = {str(shown["value"]) for shown in buttons(post, MORE)}
        origin = Origin.of_card(value, post.channel, post.thread_ts)
        return DialogSubmitted(
            dialog, origin.value, person, origin.channel, origin.thread_ts, values
        )

    def choose(self, person: PersonId, entry: Button, post: Post) -> Input:
        """What the card's "More" offers and does at once."""
        [value] = {str(shown["value"]) for shown in buttons(post, MORE)}
        origin = Origin.of_card(value, post.channel, post.thread_ts)
        return ButtonPressed(entry, origin.value, person, origin.channel, post.ts, origin.thread_ts)

    def told(self, kind: str, person: PersonId, **fields: object) -> Reading:
        """What the ingress makes of an event about somebody; it happens now, unless `event_ts`
        says otherwise."""
        event = {"type": kind, "user": person, "event_ts": f"{self.wall():.6f}", **fields}
        return EventReader(self.desk.workspace, self.now).read(event)

    def join(self, person: PersonId, channel: ChannelId = IT_HAPPENS, **fields: object) -> Reading:
        return self.told("member_joined_channel", person, channel=channel, **fields)

    def open_home(self, person: PersonId, **fields: object) -> Reading:
        return self.told("app_home_opened", person, **{"tab": "home", **fields})

    def form(self, person: PersonId, view_id: str = "V0000001") -> Input:
        return FormSubmitted(FormId("it"), person, view_id, ANSWERS.values)

    # --- what happens then --------------------------------------------------------------------

    def give(self, *given: Input, key: str | None = None) -> list[Handled]:
        """Inputs arrive, each under a key of its own, and everything that follows happens."""
        handled = [self.process(an_envelope(one, key or self._key(), self.now)) for one in given]
        self.settle()
        return handled

    def receive(self, *readings: Reading) -> list[Handled]:
        """As `give`, of what the ingress puts on the inbox."""
        envelopes = [reading for reading in readings if isinstance(reading, Envelope)]
        assert len(envelopes) == len(readings), readings
        handled = [self.process(envelope) for envelope in envelopes]
        self.settle()
        return handled

    def process(self, envelope: Envelope) -> Handled:
        return process_input(self.ports, self.relay, envelope)

    def settle(self) -> None:
        """Sends what is due and handles what comes back, until nothing is left to do now."""
        while True:
            lanes, _ = lanes_of(due(self.relay), self.relay)
            for lane in lanes:
                send_lane(lane, self.relay, self.wall() + 1)
            waiting = self.queue.take()
            if not waiting:
                return
            for envelope in waiting:
                self.process(envelope)

    def later(self, step: timedelta) -> None:
        """Time passes; the minute's rule fires what is due."""
        self.now += step
        fire_timers(self.timers, self.queue, self.now)
        self.settle()

    def advance(self, ref: Ref, *steps: str, generation: int = 0) -> list[Handled]:
        """What an execution of the form's workflow asks for."""
        assert set(steps) <= set(STEPS)
        handled = [
            advance_request(
                self.settings,
                self.aggregates,
                step=step,
                ref=ref,
                install=INSTALL,
                generation=generation,
                now=self.now,
            )
            for step in steps
        ]
        self.settle()
        return handled

    def _key(self) -> str:
        self._keys += 1
        return f"key:{self._keys}"

    # --- what there is to see -----------------------------------------------------------------

    @property
    def tickets(self) -> list[Ticket]:
        return [state for state in self.table.states.values() if isinstance(state, Ticket)]

    @property
    def ticket(self) -> Ticket:
        [ticket] = self.tickets
        return ticket

    def ours(self, channel: ChannelId, thread_ts: Ts | None = None) -> list[Post]:
        """The bot's posts there."""
        return [p for p in self.slack.in_channel(channel, thread_ts) if p.author == BOT]

    def direct(self, person: PersonId) -> list[Post]:
        """The app's DMs to somebody."""
        answer = self.slack.direct_channel(person)
        assert isinstance(answer, str)
        return self.ours(ChannelId(answer))

    def events(self, ref: Ref) -> list[str]:
        return [row.event for row in self.aggregates.history(ref)]

    def history(self, ref: Ref) -> list[AuditRow]:
        return list(self.aggregates.history(ref))


def later_than(ts: Ts, seconds: int) -> Ts:
    """A Slack timestamp some seconds later."""
    at = datetime.fromtimestamp(float(ts), UTC) + timedelta(seconds=seconds)
    return Ts(f"{at.timestamp():.6f}")
