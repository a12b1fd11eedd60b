"""Who is called for outages in the simulation, the ways to reach them besides Slack, and what only
a world that sees everything can ask of it (I5 to I8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from deskbell.domain.effects import FollowUp
from deskbell.domain.ids import EventKey, Ref
from deskbell.domain.inputs import Envelope, NewsWaits, PageReceipted, PageWanted, TimerDue
from deskbell.domain.oncall.schedule import ScheduleId
from deskbell.domain.paging.effects import SendPages
from deskbell.domain.paging.incident import Incident, Status
from deskbell.domain.paging.page import Page, Receipt
from deskbell.domain.paging.policy import (
    EscalationPolicy,
    Level,
    Method,
    PolicyId,
    ServiceId,
    Target,
    TargetKind,
)
from deskbell.domain.paging.settings import PagingSettings, Service
from deskbell.domain.paging.sources import WatchedSystem
from deskbell.domain.paging.steps import RECEIPTS, STEP, next_try
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.paging.contact_ports import Contact
from deskbell.usecases.slack_ports import Later, Outcome, Sent, Unknown
from tests.builders import ADAM, BEN, IT_ONCALL, IT_TRIAGE, JIWOO, LENA
from tests.functional.paging import a_rotation
from tests.simulation.faults import Fault
from tests.simulation.scheduler import Killed
from tests.simulation.world import AWS_TIMEOUT, World

MINUTE = timedelta(minutes=1)
VPN, MAIL, COFFEE = ServiceId("vpn"), ServiceId("mail"), ServiceId("coffee")
FIRST = ScheduleId("first")
SCHEDULES = {FIRST: a_rotation(FIRST, BEN)}

_LADDER = EscalationPolicy(
    id=PolicyId("it"),
    name="IT outages",
    channel=IT_ONCALL,
    fallback=IT_TRIAGE,
    levels=(
        Level((Target(TargetKind.SCHEDULE, FIRST),), 5 * MINUTE),
        Level((Target(TargetKind.PERSON, LENA), Target(TargetKind.PERSON, JIWOO)), 10 * MINUTE),
        Level((Target(TargetKind.CHANNEL, IT_ONCALL),), 5 * MINUTE),
    ),
    loops=2,
)
_ALL = EscalationPolicy(
    id=PolicyId("all"),
    name="Everybody",
    channel=IT_ONCALL,
    fallback=IT_TRIAGE,
    levels=(
        Level(
            (Target(TargetKind.PERSON, BEN), Target(TargetKind.PERSON, LENA)),
            5 * MINUTE,
            everyone=True,
        ),
    ),
    loops=1,
)
PAGING = PagingSettings(
    channel=IT_ONCALL,
    fallback=IT_TRIAGE,
    policies={one.id: one for one in (_LADDER, _ALL)},
    services={VPN: Service("VPN", _LADDER.id), MAIL: Service("Mail", _ALL.id)},
    contacts={
        BEN: (Method.SLACK, Method.SMS, Method.VOICE),
        LENA: (Method.SMS, Method.SLACK),
        ADAM: (Method.MAIL,),
    },
    heartbeats={"backup": WatchedSystem("Backup", VPN, 20 * MINUTE, 5 * MINUTE)},
)

BEGINNINGS = frozenset({"report_outage", "alert", "flood"})
"""Gestures by which an outage begins (`alarming.py`)."""
UNHEARD, FAILING = 0.15, 0.15
"""Shares of the messages of which their provider tells nothing, or that nobody got them."""


class SimulatedContacts:
    """contact_ports.ContactMethods. `reached` has every message that went out, in doubt or not;
    `down`: nobody gets an answer."""

    def __init__(self, world: World, put: Callable[[Envelope], None]) -> None:
        self._world = world
        self._put = put
        self.down = False
        self.reached: list[Contact] = []

    def reach(self, contact: Contact) -> Outcome:
        world = self._world
        fault = world.give_way()
        world.note(f"contact.{contact.method}", "down" if self.down else fault or "")
        if fault is Fault.CRASH_BEFORE:
            raise Killed
        if fault is Fault.REFUSED:
            return Later(None, "ThrottlingException")
        if fault is not Fault.LOST and not self.down:
            self._deliver(contact)
        if fault is None and not self.down:
            return Sent()
        if fault is Fault.CRASH_AFTER:
            raise Killed
        world.scheduler.sleep(AWS_TIMEOUT)
        return Unknown("ReadTimeoutError")

    def _deliver(self, contact: Contact) -> None:
        """And perhaps tell of it later, perhaps twice."""
        self.reached.append(contact)
        random = self._world.random
        luck = random.random()
        if luck < UNHEARD:
            return
        receipt = Receipt.FAILED if luck < UNHEARD + FAILING else Receipt.DELIVERED
        for _ in range(random.choice((1, 1, 2))):
            self._world.scheduler.after(
                random.uniform(1.0, 60.0), lambda: self._tell(contact, receipt)
            )

    def _tell(self, contact: Contact, receipt: Receipt) -> None:
        now = self._world.now()
        code = "unreachable" if receipt is Receipt.FAILED else ""
        self._put(
            Envelope(
                key=EventKey(f"provider:{contact.message}:{receipt}"),
                install=contact.install,
                group=contact.message,
                occurred_at=now,
                received_at=now,
                input=PageReceipted(contact.message, receipt, code),
            )
        )


# --- what always holds when all is quiet ------------------------------------------------------


def outages_end(books: Books, timers: Iterable[TimerDue]) -> Iterator[Violation]:
    """I5: a week later each has been seen to, or all have been called and the alarm has sounded;
    what goes on by itself has its timers, and nothing else has one."""
    set_for = {(timer.ref, timer.name): timer.due for timer in timers}
    for incident in _incidents(books):
        if incident.is_open and incident.status is not Status.EXHAUSTED:
            yield Violation("I5", str(incident.ref), f"is {incident.status} after a week")
        retry = next_try(incident)
        for name, due in ((f"{STEP}{incident.rung}", incident.due), (RECEIPTS, retry)):
            if set_for.get((incident.ref, name)) != due:
                yield Violation("I5", str(incident.ref), f"its timer {name} is not what it needs")


def no_page_is_lost(books: Books) -> Iterator[Violation]:
    """I6: what an incident wanted sent is in one message."""
    wanted = {
        row.effect.envelope.input.page
        for row in books.outbox
        if isinstance(row.effect, FollowUp) and isinstance(row.effect.envelope.input, PageWanted)
    }
    for page in sorted(wanted - _carried(books), key=str):
        yield Violation("I6", str(page.incident), f"its page for {page.to} at {page.rung} is lost")


def alarms_sound(books: Books, sounded: list[Ref]) -> Iterator[Violation]:
    """I8: outside, not only in the table."""
    for ref, rows in books.audit.items():
        if any(row.event == "IncidentExhausted" for row in rows) and ref not in sounded:
            yield Violation("I8", str(ref), "nobody outside heard that nobody answers")


def news_goes_round(books: Books) -> Iterator[Violation]:
    """I7: those who follow an incident hear the latest, however many they are."""
    for row in books.outbox:
        match row.effect:
            case FollowUp(envelope=Envelope(input=NewsWaits(number=number, told=told))):
                incident = books.states[row.ref]
                news = incident.news if isinstance(incident, Incident) else None
                if news and (news.number, news.told) <= (number, told):
                    yield Violation(
                        "I7", str(row.ref), "has followers who have not heard the latest"
                    )


def _incidents(books: Books) -> Iterator[Incident]:
    return (state for state in books.states.values() if isinstance(state, Incident))


def _carried(books: Books) -> set[Page]:
    effects = (row.effect for row in books.outbox)
    return {page for one in effects if isinstance(one, SendPages) for page in one.pages}
