"""The whole desk in virtual time: the deployed wiring, the real handlers, Slack and the clock.

`run.py` lets people use it, breaks it, and asks the invariants.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import inf
from typing import Any

from deskbell.adapters import eventbridge, wire
from deskbell.adapters.api.reception import ApiReception
from deskbell.adapters.aws_http import BATCH
from deskbell.adapters.groups import CachedGroups, KnownGroups
from deskbell.adapters.jira.issues import JiraIssues
from deskbell.adapters.mail.letters import CatalogueLetters
from deskbell.adapters.memory.contacts import MemoryAlarm
from deskbell.adapters.memory.histories import MemoryHistories
from deskbell.adapters.memory.services import MemorySettings
from deskbell.adapters.people import CachedPeople, KnownPeople
from deskbell.adapters.redaction.redactor import TextRedactor
from deskbell.adapters.slack.form_desk import FormDesk
from deskbell.adapters.slack.reception import Reception
from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.adapters.webhooks.reception import WebhookReception
from deskbell.domain.catalogue.offered import offered
from deskbell.domain.errors import FileUnavailableError, QueueUnavailableError, ResumeRefusedError
from deskbell.domain.ids import EventKey
from deskbell.domain.inputs import Envelope
from deskbell.domain.rationale.published import NO_CHANGES
from deskbell.domain.rules.rule import Rule, Then, When
from deskbell.domain.settings.csat import Csat, LowCsat
from deskbell.domain.settings.desk import Desk, EmojiAction
from deskbell.domain.tickets.classification import Priority
from deskbell.runtime import compose
from deskbell.runtime.mail import MailDesk
from deskbell.runtime.relay import Relay
from deskbell.usecases.backfill.capture_missed import BackfillPorts
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.outbox.send_outbox import LEASE
from deskbell.usecases.ports import AuditRow, Wait
from deskbell.usecases.tickets.desk import TicketPorts
from tests.builders import (
    ADAM,
    BEN,
    BOT,
    EVERYBODY,
    IT_HAPPENS,
    IT_ONCALL,
    IT_TRIAGE,
    JIWOO,
    LENA,
    X_TEAM,
    X_TEAM_COMMS,
    XENA,
    a_desk,
    two_inboxes,
)
from tests.functional.person_rows import MemoryGroupRows
from tests.jira import JIRA
from tests.simulation import (
    announcements,
    feedback,
    hooks,
    issues,
    lending,
    low_scores,
    mails,
    outages,
    praise,
    programs,
    rationale,
    rotas,
    standups,
)
from tests.simulation.faults import Mishap
from tests.simulation.functions import Functions
from tests.simulation.machines import Machine
from tests.simulation.offering import OFFERED
from tests.simulation.prepared import REPLIES
from tests.simulation.queues import QueuePoller, SimulatedQueue
from tests.simulation.slack import SECRET, SimulatedSlack
from tests.simulation.storage import Record, Storage
from tests.simulation.streams import StreamReader
from tests.simulation.wiring import Wiring
from tests.simulation.world import Pool, Remote, World

AGENTS = (BEN, JIWOO, LENA, ADAM)
MINUTE = 60.0
RESTLESS = 25_000
"""Remote calls after which a desk will never be quiet again."""
NOT_ASKED = frozenset({"AuditDeskFunction"})
"""Functions that change nothing."""


class Inbox:
    """ports.InputQueue on the simulated inbox."""

    def __init__(self, queue: SimulatedQueue) -> None:
        self._queue = queue
        self.commands: set[EventKey] = set()
        """The key of every input: each is a command to the intake, however often it comes."""

    def put(self, envelope: Envelope) -> None:
        self.commands.add(envelope.key)
        self._queue.put(wire.encode(envelope), envelope.group, f"{envelope.key}#{envelope.hops}")

    def put_all(self, envelopes: Iterable[Envelope]) -> None:
        for envelope in envelopes:
            self.put(envelope)


class InTens:
    """The inbox across the network: many messages are a call for ten of them."""

    def __init__(self, inbox: Any) -> None:
        self.put = inbox.put
        self._put_all = inbox.put_all

    def put_all(self, envelopes: Iterable[Envelope]) -> None:
        left = list(envelopes)
        while left:
            batch, left = left[:BATCH], left[BATCH:]
            self._put_all(batch)


class DeadLetters:
    """Where the intake puts what it gives up."""

    def __init__(self, queue: SimulatedQueue) -> None:
        self._queue = queue

    def put(self, body: str, group: str, message: str, _why: object) -> None:
        self._queue.put(body, group, message)


def two_teams(begun: Set[str]) -> Desk:
    """People ask in one channel, and in another one each message is a ticket; what they ask may be
    moved to another team and back. What has a word of it in it goes there by a rule. Outages are
    set up where somebody begins one: a watched system that is never heard of calls everybody."""
    it, x_team = two_inboxes().values()
    jira = {JIRA.id: JIRA} if begun & issues.BEGINNINGS else {}
    it = replace(
        it,
        jira=next(iter(jira), None),
        channels=(*it.channels, X_TEAM),
        agents=it.agents | {XENA},
        auto=(X_TEAM,),
        capture_after=timedelta(minutes=15),
        peers_help=True,
        out_of_hours_reply=True,
        mail=mails.OURS,
        csat=Csat(timedelta(minutes=1), LowCsat.REOPEN),
    )
    then = Then(inbox=x_team.id, priority=Priority.HIGH, reply={"": "Restart the client."})
    moves = {"truck": x_team.id, "computer": it.id}
    return a_desk(
        inboxes={
            it.id: it,
            x_team.id: replace(x_team, channels=(), csat=Csat(timedelta(minutes=1))),
        },
        csat_every=timedelta(minutes=8),
        emoji={
            **a_desk().emoji,
            **dict.fromkeys(moves, EmojiAction.MOVE),
            "no_entry_sign": EmojiAction.NOT_A_TICKET,
            "technologist": EmojiAction.LEND,
            feedback.SHARE: EmojiAction.FEEDBACK,
            praise.CLAP: EmojiAction.PRAISE,
        },
        rules=(Rule("vpn", "1", When(words=("vpn",)), then),),
        redirects=moves,
        replies=REPLIES,
        loans=lending.offices(),
        schedules={
            **(outages.SCHEDULES if begun & outages.BEGINNINGS else {}),
            **(rotas.SCHEDULES if begun & rotas.BEGINNINGS else {}),
        },
        paging=outages.PAGING if begun & outages.BEGINNINGS else None,
        nps=low_scores.NPS,
        feedback=feedback.SETTINGS,
        standups=standups.STANDUPS if begun & standups.BEGINNINGS else {},
        announcements=announcements.SETTINGS if begun & announcements.BEGINNINGS else None,
        praise=praise.SETTINGS if begun & praise.BEGINNINGS else None,
        workflows=tuple(map(offered, OFFERED)),
        changes_channel=rationale.CHANGES if begun & rationale.BEGINNINGS else None,
        changelog=rationale.CHANGELOG if begun & rationale.BEGINNINGS else NO_CHANGES,
        people={"lena": LENA, "ben": BEN},
        hooks={hooks.HOOK.id: hooks.HOOK},
        api=programs.PROGRAMS,
        jira=jira,
    )


class SimulatedDesk:
    """Everything of one seed; `begun` are the gestures that people begin with."""

    def __init__(self, world: World, wiring: Wiring, storage: Storage, begun: Set[str]) -> None:
        self.world = world
        self.wiring = wiring
        self.crowd = 1
        """How many times as much as of other seeds may come of this one."""
        self.functions = Functions(world, wiring)
        invoke = self.functions.invoke
        self.queues = {name: SimulatedQueue(world, each) for name, each in wiring.queues.items()}
        self.inbox = Inbox(self.queues["InboxQueue"])
        for queue in self.queues.values():
            queue.dead = self.queues.get(queue.wiring.dead or "")
        self.pollers = [
            QueuePoller(world, source, self.queues[source.queue], invoke)
            for source in wiring.queue_sources
        ]
        self.readers = [
            StreamReader(world, source, self.queues[source.dead], invoke)
            for source in wiring.stream_sources
        ]
        self.machines = {
            name: Machine(world, name, definition, invoke)
            for name, definition in wiring.machines.items()
        }
        self.desk = two_teams(begun)
        self.mails = mails.SimulatedMails(world)
        self.hooks = hooks.SimulatedHooks(world)
        self.contacts = outages.SimulatedContacts(world, self.inbox.put)
        self.alarm = MemoryAlarm()
        self.post = mails.Post(world, self._fire, self.mails)
        self.programs = programs.Programs(world, invoke)
        self.jira = issues.SimulatedJira(world, invoke)
        self.slack = SimulatedSlack(
            world,
            invoke,
            {"team": "T0DESK0001", "app": "A0DESK0001", "bot": BOT},
            EVERYBODY,
            {
                IT_HAPPENS: [BOT, *(person.id for person in EVERYBODY)],
                IT_TRIAGE: [BOT, *AGENTS],
                IT_ONCALL: [BOT, *AGENTS],
                X_TEAM: [BOT, *(person.id for person in EVERYBODY)],
                X_TEAM_COMMS: [BOT, *AGENTS],
                low_scores.CLOSELOOP: [BOT, *(person.id for person in EVERYBODY)],
                feedback.FEEDBACK: [BOT, *(person.id for person in EVERYBODY)],
                feedback.EVERYBODY: [BOT, *(person.id for person in EVERYBODY)],
                praise.KUDOS: [BOT, *(person.id for person in EVERYBODY)],
                rationale.CHANGES: [BOT, *(person.id for person in EVERYBODY)],
            },
        )
        self.storage = storage
        storage.see = self._see
        self._put_on_bus = world.remote("bus.publish", self._publish, RuntimeError)
        self.published: set[tuple[str, int, str]] = set()
        """Every event that the bus took."""
        self.not_asked = NOT_ASKED
        """Functions that no rule invokes."""
        self._fires_at = [0.0 for _ in wiring.schedules]
        self._compose()

    def _compose(self) -> None:
        """As `compose.py` and `ingress.py` do it, with each twin behind the network."""
        world, stored = self.world, self.storage.adapters(EVERYBODY, LEASE)
        pushed = {(one.id, one.version): one for one in OFFERED}
        self.settings = MemorySettings(self.desk, pushed)
        self.group_rows = MemoryGroupRows()
        inbox = InTens(Remote(world, self.inbox, QueueUnavailableError))
        dead: Any = Remote(
            world, DeadLetters(self.queues["InboxDeadLetters"]), QueueUnavailableError
        )
        people = CachedPeople(stored.people, self.slack, world.wall)
        ports = Ports(
            settings=self.settings,
            outbox=stored.outbox,
            aggregates=stored.held,
            lists=stored.lists,
            workspace=self.slack,
            people=people,
            parked=stored.parked,
            queue=inbox,
            renderer=CatalogueRenderer(self.settings, people, TextRedactor()),
            letters=CatalogueLetters(self.settings, people),
            mails=self.mails,
            hooks=self.hooks,
            issues=JiraIssues(people, self.jira.session),
            contacts=self.contacts,
            alarm=self.alarm,
            wall=world.wall,
            now=world.now,
        )
        self.relay = Relay(ports, world.scheduler.sleep, lambda _: Pool(world))
        self.intake = compose.Intake(
            TicketPorts(
                settings=self.settings,
                aggregates=ports.aggregates,
                outbox=ports.outbox,
                parked=ports.parked,
                timers=stored.timers,
                slack=self.slack,
                people=people,
                waits=stored.waits,
                queue=inbox,
                groups=CachedGroups(self.group_rows, self.slack, world.wall),
                now=world.now,
            ),
            self.relay,
            dead,
        )
        files: Any = Remote(world, self.post, FileUnavailableError)
        self.mail = MailDesk(self.settings, files, inbox, world.now)
        self.surveys = stored.surveys
        self.timekeeper = compose.Timekeeper(stored.timers, inbox)
        self.publisher = self.storage.publisher(self)
        self.workflow = compose.Workflow(
            self.settings,
            stored.aggregates,
            KnownPeople(stored.people),
            KnownGroups(self.group_rows),
            stored.waits,
            world.now,
        )
        self.executions = Remote(world, Executions(self), ResumeRefusedError)
        self.backfill = BackfillPorts(
            settings=self.settings,
            aggregates=stored.aggregates,
            lists=stored.lists,
            bookmarks=stored.bookmarks,
            history=MemoryHistories(self.slack, self.desk.workspace),
            person=KnownPeople(stored.people).get,
            queue=inbox,
            wall=world.wall,
            now=world.now,
            pause=world.scheduler.sleep,
        )
        self.reception = Reception(
            secrets=lambda: [SECRET],
            workspace=lambda: self.desk.workspace,
            desk=lambda: self.desk,
            put=inbox.put,
            forms=lambda: FormDesk(
                inbox.put,
                self.slack,  # type: ignore[arg-type]
                lambda *_: "en",
                self.settings.definition,
            ),
            wall=world.wall,
            now=world.now,
        )

        self.api = ApiReception(
            desk=lambda: self.desk,
            keys=lambda: programs.KEYS,
            person=KnownPeople(stored.people).find,
            aggregates=stored.aggregates,
            lists=stored.lists,
            done=stored.done,
            put=inbox.put,
            now=world.now,
            tell=lambda what, **facts: world.note(what, str(facts.get("reason", ""))),
        )

        self.webhooks = WebhookReception(
            desk=lambda: self.desk,
            secret=lambda: issues.SECRET,
            put=inbox.put,
            wall=world.wall,
            now=world.now,
            tell=lambda what, **facts: world.note(what, str(facts.get("reason", ""))),
        )

    def bring_laptops(self) -> None:
        """An operator's inventory goes to the inbox."""
        for envelope in lending.inventories(self.desk.workspace.install, self.world.now()):
            self.inbox.put(envelope)

    # --- what AWS does ------------------------------------------------------------------------

    def _see(self, partition: str, record: Record) -> None:
        """On the table's stream."""
        for reader in self.readers:
            reader.see(partition, record)

    def publish(self, rows: Sequence[AuditRow]) -> Sequence[AuditRow]:
        """ports.Events, with a bus that delivers at least once and in no order."""
        try:
            self._put_on_bus(rows)
        except RuntimeError:
            return rows
        return []

    def _publish(self, rows: Sequence[AuditRow]) -> None:
        for row in rows:
            self.published.add((str(row.ref), row.version, row.event))
            event = {
                "source": eventbridge.SOURCE,
                "detail-type": row.event,
                "detail": eventbridge.detail(row),
            }
            for rule in self.wiring.rules:
                if rule.takes(event):
                    times = 2 if self.world.faults.happens(Mishap.TWICE) else 1
                    for _ in range(times):
                        delay = self.world.random.uniform(0.05, 2.0)
                        self.world.scheduler.after(delay, self._handing(rule.target, event))

    def _handing(self, target: str, event: dict[str, Any]) -> Callable[[], None]:
        """Gives the event to a queue, or starts an execution or a function with it."""
        if target in self.machines:
            name = f"{self.world.random.getrandbits(48):012x}"
            return lambda: self.machines[target].start(name, event["detail"])
        if target in self.queues:
            return lambda: self.queues[target].put(json.dumps(event))
        return lambda: self._fire(target, event, retries=2)

    @property
    def is_restless(self) -> bool:
        return self.world.effects >= RESTLESS * self.crowd

    def live(self, until: float, *, leaps: bool = False) -> None:
        """Minute after minute. If it `leaps`, time goes on to what is next where nothing is due: a
        tick that finds nothing changes nothing."""
        scheduler = self.world.scheduler
        while scheduler.now < until and not self.is_restless:
            minute = scheduler.now + MINUTE
            if leaps:
                minute = max(minute, min(self._next_due(), until))
            scheduler.run(minute)
            if not self.world.faults.on and self.slack.is_quiet:
                self._redrive()
            self._tick(hasty=leaps)

    def _next_due(self) -> float:
        next_at = self.world.scheduler.next_at()
        return min(self._next_row(), self._next_timer(), inf if next_at is None else next_at)

    def _next_row(self) -> float:
        """When a sweep whose clock is a minute wrong may find an outbox row."""
        return self.storage.next_row() - MINUTE

    def _next_timer(self) -> float:
        return min((timer.due.timestamp() for timer in self.storage.timers()), default=inf)

    def _tick(self, *, hasty: bool) -> None:
        """The rules fire whose time has come since the last one; of a `hasty` clock only those of
        each minute. Who would find nothing is not woken."""
        now = self.world.scheduler.now
        finds_from = {
            "FireTimersFunction": self._next_timer(),
            "SweepOutboxFunction": self._next_row(),
        }
        for number, schedule in enumerate(self.wiring.schedules):
            left_out = schedule.function in self.not_asked or (hasty and schedule.seconds > MINUTE)
            if left_out or now < self._fires_at[number]:
                continue
            self._fires_at[number] = now + schedule.seconds
            if now < finds_from.get(schedule.function, now):
                continue
            if not self.world.faults.happens(Mishap.TICK_LOST):
                event = {"time": datetime.fromtimestamp(now, UTC).isoformat()}
                self._fire(schedule.function, event, schedule.retries)

    def _fire(self, function: str, event: Any, retries: int) -> None:
        def done(answer: object) -> None:
            if isinstance(answer, BaseException) and retries:
                self.world.scheduler.after(30.0, lambda: self._fire(function, event, retries - 1))

        self.functions.invoke(function, event, done)

    # --- how it stands ------------------------------------------------------------------------

    def stop(self) -> None:
        """All of it: no function runs, nobody polls."""
        self.functions.stopped = True
        for part in self._polling:
            part.stopped = True

    def start(self) -> None:
        self.functions.stopped = False
        for part in self._polling:
            part.stopped = False
            part.wake()

    @property
    def _polling(self) -> Sequence[QueuePoller | StreamReader]:
        return (*self.pollers, *self.readers)

    def _redrive(self) -> None:
        """What an operator does with the dead letters once the trouble is over."""
        for queue in self.queues.values():
            if queue.dead is not None:
                queue.dead.redrive(queue)

    @property
    def at_rest(self) -> bool:
        """Nothing is on its way, nothing waits to be sent."""
        return (
            self.slack.is_quiet
            and not any(len(queue) for queue in self.queues.values())
            and not any(len(reader) for reader in self.readers)
            and not self.storage.is_pending()
        )


class Executions:
    """ports.Executions."""

    def __init__(self, desk: SimulatedDesk) -> None:
        self._desk = desk

    def answer(self, wait: Wait, outcome: str) -> bool:
        machines = self._desk.machines.values()
        return any(machine.answer(wait.token, {"outcome": outcome}) for machine in machines)
