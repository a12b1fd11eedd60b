"""A night on call, as the tests play it: decisions are committed to a dictionary the way the table
does it; follow-ups, timers and receipts come back as commands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from deskbell.domain.decision import CancelTimer, Change, Decision, Link, SetTimer, nothing
from deskbell.domain.effects import FollowUp, SendDirect, SendNotice, Whisper
from deskbell.domain.ids import ChannelId, InboxId, PersonId, Ref, incident_ref
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.decide import decide
from deskbell.domain.paging.dedup import dedup_key
from deskbell.domain.paging.effects import SendPages, SoundAlarm
from deskbell.domain.paging.incident import Incident, Status
from deskbell.domain.paging.inputs import NewsWaits, PageWanted
from deskbell.domain.paging.page import Page, Receipt, Rung
from deskbell.domain.paging.pager import BUNDLE, Pager, SendBundle, SendPage, decide_pager
from deskbell.domain.paging.policy import (
    EscalationPolicy,
    Level,
    Maintenance,
    Method,
    PolicyId,
    ServiceId,
    Target,
    TargetKind,
    Urgency,
)
from deskbell.domain.paging.roster import Roster
from deskbell.domain.paging.steps import RECEIPTS, STEP, Around
from deskbell.domain.paging.wanted import is_wanted
from deskbell.domain.settings.hours import QuietHours
from deskbell.domain.texts import Text
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.workflows import watch
from tests.builders import ADAM, ANA, BEN, INSTALL, JIWOO, LENA

NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
ON_CALL, FALLBACK = ChannelId("G0ONCALL01"), ChannelId("G0FALLBACK")
HERE = ChannelId("C0HERE0001")
FIRST, SECOND_LINE = Target(TargetKind.SCHEDULE, "first"), Target(TargetKind.SCHEDULE, "second")
THE_LEAD = Target(TargetKind.PERSON, ADAM)
BOTH = (Method.SLACK, Method.SMS)

POLICY = EscalationPolicy(
    id=PolicyId("it"),
    name="IT outages",
    channel=ON_CALL,
    fallback=FALLBACK,
    levels=(
        Level((FIRST,), 5 * MINUTE),
        Level((SECOND_LINE,), 10 * MINUTE),
        Level((THE_LEAD,), 15 * MINUTE),
    ),
    loops=2,
    quiet=QuietHours("22:00", "07:00"),
)
ROSTER = Roster(
    on_call={FIRST: (BEN,), SECOND_LINE: (LENA,)},
    methods={BEN: BOTH, LENA: (Method.SLACK,), ADAM: (Method.SLACK,), JIWOO: (Method.SLACK,)},
)
BEN_HERE, LENA_HERE = (Member(who, agent_of=frozenset({InboxId("it")})) for who in (BEN, LENA))
REPORTER = Member(ANA)

DELIVERED, FAILED = Receipt.DELIVERED, Receipt.FAILED
Outcome = Callable[[Page], Receipt | None]


def delivered(page: Page) -> Receipt | None:
    return DELIVERED


def unheard(page: Page) -> Receipt | None:
    """No receipt at all: the way there is down."""
    return None


def failing(*methods: Method) -> Outcome:
    return lambda page: FAILED if page.method in methods else DELIVERED


@dataclass
class Night:
    """`now` moves only by `pass_time`; `rang` is every message with pages: when, to whom, how, and
    which incidents (by number) it names."""

    policy: EscalationPolicy = POLICY
    roster: Roster = ROSTER
    now: datetime = NIGHT
    outcome: Outcome = delivered
    is_down: bool = False
    """Slack is; its messages wait."""
    maintenance: tuple[Maintenance, ...] = ()
    incidents: dict[Ref, Incident] = field(default_factory=dict)
    newest: dict[str, Ref] = field(default_factory=dict)
    pagers: dict[Ref, Pager] = field(default_factory=dict)
    timers: dict[tuple[Ref, str], datetime] = field(default_factory=dict)
    timer_generations: dict[tuple[Ref, str], int] = field(default_factory=dict)
    fired: set[tuple[Ref, str, int]] = field(default_factory=set)
    """By the keys of their inputs, of which each is decided on once."""
    changes: list[Change] = field(default_factory=list)
    effects: list[object] = field(default_factory=list)
    waiting: list[SendPages] = field(default_factory=list)
    receipts: list[tuple[Ref, c.RecordReceipt]] = field(default_factory=list)
    rang: list[tuple[datetime, str, Method, tuple[int, ...]]] = field(default_factory=list)
    paged: list[Page] = field(default_factory=list)
    alarms: list[Ref] = field(default_factory=list)

    # --- what people do ----------------------------------------------------------------------

    def report(
        self,
        system: str = "vpn",
        by: Member | None = REPORTER,
        *,
        urgency: Urgency = Urgency.HIGH,
        key: str = "",
        source: str = "",
        drill: bool = False,
    ) -> Incident:
        """What it becomes, or joins."""
        self.try_report(system, by, urgency=urgency, key=key, source=source, drill=drill)
        found = self.of_key(dedup_key(key, system))
        assert found
        return found

    def try_report(
        self,
        system: str = "vpn",
        by: Member | None = REPORTER,
        *,
        urgency: Urgency = Urgency.HIGH,
        key: str = "",
        source: str = "",
        drill: bool = False,
    ) -> Decision:
        dedup = dedup_key(key, system)
        there = self.of_key(dedup)
        ordinal = 1 + sum(one.key == dedup for one in self.incidents.values())
        ref = incident_ref(INSTALL, dedup, ordinal)
        command = c.RaiseIncident(
            ref=ref,
            install=INSTALL,
            number=len(self.incidents) + 1,
            ordinal=ordinal,
            report=c.Report(
                key=dedup,
                by=by,
                service=ServiceId(system),
                system=system,
                impact="nobody can work",
                urgency=urgency,
                policy=self.policy,
                source=source,
                drill=drill,
            ),
        )
        decision = decide(there, command, self.around)
        self.commit(decision)
        return decision

    def of_key(self, key: str) -> Incident | None:
        """The newest, or what that was merged into."""
        there = self.incidents.get(self.newest[key]) if key in self.newest else None
        while there and there.merged_into:
            there = self.incidents[there.merged_into]
        return there

    def do(self, command: c.IncidentChange, number: int = 1) -> Decision:
        decision = decide(self.incident(number), command, self.around)
        self.commit(decision)
        return decision

    def acknowledge(self, by: Member = BEN_HERE, number: int = 1) -> Decision:
        generation = self.incident(number).rung.generation
        return self.do(c.Acknowledge(by, HERE, generation), number)

    def resolve(self, by: Member | None = BEN_HERE, number: int = 1) -> Decision:
        if by is None:
            return self.end_alert(number)
        return self.do(c.Resolve(by, HERE), number)

    def end_alert(self, number: int = 1, ended: datetime | None = None) -> Decision:
        incident = self.incident(number)
        return self.do(c.EndAlert(incident.key, incident.source, None, ended), number)

    # --- how it stands -----------------------------------------------------------------------

    @property
    def around(self) -> Around:
        return Around(self.now, self.roster, self.maintenance)

    def incident(self, number: int = 1) -> Incident:
        return next(one for one in self.incidents.values() if one.number == number)

    def status(self, number: int = 1) -> Status:
        return self.incident(number).status

    def at(self, number: int = 1) -> Rung:
        return self.incident(number).rung

    def rung_for(self, who: str) -> list[timedelta]:
        """How long after the beginning of the night."""
        return [at - NIGHT for at, to, _, _ in self.rang if to == who]

    def ways(self, who: str) -> list[Method]:
        return [method for _, to, method, _ in self.rang if to == who]

    def told(self, who: str) -> list[str]:
        """What else they read, by key."""
        found = []
        for effect in self.effects:
            match effect:
                case SendDirect(person=to, text=text) | Whisper(person=to, text=text):
                    found += [text.key] if to == who else []
                case SendNotice(channel=channel, text=text):
                    found += [text.key] if channel == who else []
        return found

    def stands(self, who: str) -> list[str]:
        """How each outage stood that they were told of, by key."""
        told = [
            one.text for one in self.effects if isinstance(one, SendDirect) if one.person == who
        ]
        return [one.key for text in told for one in text.args.values() if isinstance(one, Text)]

    def events(self, number: int = 1) -> list[str]:
        ref = self.incident(number).ref
        return [type(one.event).__name__ for one in self.changes if one.after.ref == ref]

    def timers_of(self, number: int = 1) -> dict[str, datetime]:
        """Without that of its execution's watch."""
        ref = self.incident(number).ref
        timers = {name: due for (of, name), due in self.timers.items() if of == ref}
        timers.pop(watch.TIMER, None)
        return timers

    # --- the machinery -----------------------------------------------------------------------

    def pass_time(self, span: timedelta) -> None:
        """Every timer fires when it is due, and each receipt comes."""
        end = self.now + span
        self.hear()
        while due := [(at, key) for key, at in self.timers.items() if at <= end]:
            at, key = min(due, key=lambda one: (one[0], one[1][0].id, one[1][1]))
            self.now = max(self.now, at)
            self.fire(*key)
            self.hear()
        self.now = end

    def fire(self, ref: Ref, name: str) -> Decision:
        """The timer's row goes first, as the sweep has it."""
        self.timers.pop((ref, name), None)
        key = (ref, name, self.timer_generations.get((ref, name), 0))
        assert key not in self.fired, "an input of that key has been decided on already"
        self.fired.add(key)
        return self.wake(ref, name)

    def wake(self, ref: Ref, name: str) -> Decision:
        """As a timer does it, whether there is one or not."""
        if name == watch.TIMER:
            decision = nothing("an execution waits")
        elif name == BUNDLE:
            decision = decide_pager(self.pagers.get(ref), SendBundle(), self.now)
        elif name == RECEIPTS:
            decision = decide(self.incidents.get(ref), c.TryNext(), self.around)
        else:
            step = c.Step(Rung.parse(name.removeprefix(STEP)))
            decision = decide(self.incidents.get(ref), step, self.around)
        self.commit(decision)
        return decision

    def hear(self) -> None:
        """The receipts that are there by now."""
        while self.receipts:
            ref, receipt = self.receipts.pop(0)
            self.commit(decide(self.incidents[ref], receipt, self.around))

    def back_up(self) -> None:
        """Slack works again: what has waited is sent."""
        self.is_down = False
        waiting, self.waiting = self.waiting, []
        for sent in waiting:
            self.send(sent)
        self.hear()

    def commit(self, decision: Decision) -> None:
        """Refuses what was decided on another version, as the table does; then carries out."""
        assert (decision.ignored is None) == bool(decision.changes)
        assert sum(len(change.effects) for change in decision.changes) < 80, "too much at once"
        for change in decision.changes:
            self.write(change)
        for change in decision.changes:
            for effect in change.effects:
                self.carry_out(effect)

    def write(self, change: Change) -> None:
        after = change.after
        if isinstance(after, Incident):
            assert change.before == self.incidents.get(after.ref), "a race that the table refuses"
            self.incidents[after.ref] = after
        elif isinstance(after, Pager):
            assert change.before == self.pagers.get(after.ref), "a race that the table refuses"
            self.pagers[after.ref] = after
        assert after.version == (change.before.version if change.before else 0) + 1
        for timer in change.timers:
            match timer:
                case SetTimer(name=name, due=due, generation=generation):
                    self.timers[after.ref, name] = due
                    self.timer_generations[after.ref, name] = generation
                case CancelTimer(name=name):
                    self.timers.pop((after.ref, name), None)
        for row in change.rows:
            if isinstance(row, Link) and isinstance(after, Incident):
                self.newest[after.key] = row.ref
        self.changes.append(change)

    def carry_out(self, effect: object) -> None:
        self.effects.append(effect)
        match effect:
            case FollowUp(envelope=envelope):
                self.follow_up(envelope.input)
            case SendPages():
                self.send(effect)
            case SoundAlarm():
                [ref] = {one.after.ref for one in self.changes[-1:]}
                self.alarms.append(ref)

    def follow_up(self, given: object) -> None:
        match given:
            case PageWanted(pager=ref, page=page):
                command = SendPage(ref, INSTALL, page)
                self.commit(decide_pager(self.pagers.get(ref), command, self.now))
            case NewsWaits(incident=ref, number=number, told=told):
                self.commit(decide(self.incidents[ref], c.SpreadNews(number, told), self.around))

    def send(self, sent: SendPages) -> None:
        if self.is_down and sent.method in (Method.SLACK, Method.CHANNEL):
            self.waiting.append(sent)
            return
        pages = [one for one in sent.pages if is_wanted(self.incidents[one.incident], one)]
        if not pages:
            return
        numbers = tuple(self.incidents[one.incident].number for one in pages)
        self.rang.append((self.now, sent.to, sent.method, numbers))
        for page in pages:
            assert page not in self.paged, "one page, and never a second one"
            self.paged.append(page)
            if receipt := self.outcome(page):
                self.receipts.append((page.incident, self.receipt_of(page, receipt)))

    def receipt_of(self, page: Page, receipt: Receipt) -> c.RecordReceipt:
        code = "" if receipt is DELIVERED else "unreachable"
        return c.RecordReceipt(page.rung, page.to, page.method, receipt, self.now, code)


def a_night(**given: object) -> Night:
    """Somebody has just reported that the VPN is down, and the first page is out."""
    night = Night(**given)  # type: ignore[arg-type]
    night.report()
    night.hear()
    return night


def levels(*targets: Iterable[Target] | Target, delay: timedelta = 5 * MINUTE) -> EscalationPolicy:
    """The policy with these levels."""
    each = [(one,) if isinstance(one, Target) else tuple(one) for one in targets]
    return replace(POLICY, levels=tuple(Level(one, delay) for one in each))


def a_person(who: PersonId) -> Target:
    return Target(TargetKind.PERSON, who)
