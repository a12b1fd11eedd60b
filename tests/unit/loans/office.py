"""An office that lends laptops, as the tests play it: decisions are committed to a dictionary the
way the table does it, follow-ups and timers come back as commands."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from deskbell.domain.caused_inputs import LaptopCameFree
from deskbell.domain.decision import Change, Decision, SetTimer
from deskbell.domain.effects import Effect, FollowUp, SendDirect, SendNotice, Whisper
from deskbell.domain.ids import ChannelId, InboxId, PersonId, Ref
from deskbell.domain.ids import loan_ref as loans_ref
from deskbell.domain.ids import stock_ref as stocks_ref
from deskbell.domain.loans import commands as c
from deskbell.domain.loans.decide import decide
from deskbell.domain.loans.loan import Loan, Status
from deskbell.domain.loans.outlook import Elsewhere
from deskbell.domain.loans.policy import (
    Delivery,
    LoanPolicy,
    OfficeId,
    Question,
    VisitPolicy,
)
from deskbell.domain.loans.stock import Asset, AssetId, AssetState, Stock
from deskbell.domain.settings.hours import OfficeHours, Weekday
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.workflows import watch
from tests.builders import ADAM, ANA, BEN, GUS, INSTALL, JIWOO, LENA, MINJUN, OLA, XENA

MONDAY = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
"""Ten o'clock in San Francisco."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SOON = MONDAY + HOUR
SF, AUSTIN = OfficeId("san_francisco"), OfficeId("austin")
IT = InboxId("it")
DESK = ChannelId("C0LOANDESK")
HERE = ChannelId("C0HERE0001")

VISITS = VisitPolicy(
    version="v1",
    questions=(Question("healthy", "yes"), Question("badge", "yes")),
    validity=2 * DAY,
    slot=timedelta(minutes=30),
    capacity=2,
    remind_before=2 * HOUR,
    alternatives=(Delivery.SHIP, Delivery.DESKSIDE),
)
POLICY = LoanPolicy(
    office=SF,
    name="San Francisco",
    inbox=IT,
    channel=DESK,
    zone="America/Los_Angeles",
    hours=OfficeHours(Weekday.MON, Weekday.FRI, "09:00", "17:00"),
    needs_approval=False,
    visit=VISITS,
    longest=30,
    ahead=90,
    extensions=2,
    hold=2 * DAY,
    grace=timedelta(minutes=15),
    offer=DAY,
    transit=5 * DAY,
    reminders=(-DAY, -4 * HOUR, DAY, 3 * DAY),
    remind_every=3 * DAY,
    escalate_after=7 * DAY,
    undo_window=timedelta(minutes=5),
    low=0,
)
WITH_APPROVAL = replace(POLICY, needs_approval=True)
ANSWERS = {"healthy": "yes", "badge": "yes"}
ILL = {"healthy": "no", "badge": "yes"}

PEOPLE = (ANA, MINJUN, OLA, BEN, JIWOO, ADAM)
TECHNICIAN = Member(LENA, agent_of=frozenset({IT}))
STRANGER = Member(XENA)
MANAGER = GUS


def loan_ref(number: int) -> Ref:
    return loans_ref(INSTALL, str(number))


def stock_ref(office: OfficeId) -> Ref:
    return stocks_ref(INSTALL, office)


def laptops(count: int, prefix: str = "SF") -> tuple[Asset, ...]:
    return tuple(
        Asset(AssetId(f"{prefix}-{n}"), f"{prefix}SERIAL{n}", "ThinkPad X1")
        for n in range(1, count + 1)
    )


def a_stock(count: int, office: OfficeId = SF, prefix: str = "SF") -> Stock:
    return Stock(stock_ref(office), INSTALL, 1, office, laptops(count, prefix))


@dataclass
class Office:
    """`now` moves only by `pass_time`; `said` is everything anybody was told, in its order."""

    stock: Stock
    policy: LoanPolicy = POLICY
    now: datetime = MONDAY
    turns_at_once: bool = True
    others: tuple[Stock, ...] = ()
    loans: dict[Ref, Loan] = field(default_factory=dict)
    timers: dict[tuple[Ref, str], datetime] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    turns: list[Ref] = field(default_factory=list)

    # --- what people do ----------------------------------------------------------------------

    def asks(self, number: int, *, by: Member | None = None, **given: object) -> Loan:
        command = self.wish(number, by=by, **given)
        self.do(number, command)
        return self.loan(number)

    def wish(self, number: int, *, by: Member | None = None, **given: object) -> c.RequestLoan:
        person = self.person(number)
        command = c.RequestLoan(
            ref=loan_ref(number),
            install=INSTALL,
            number=number,
            by=by or Member(person),
            requester=person,
            manager=MANAGER,
            needed_by=MONDAY + 2 * DAY,
            days=7,
            why="mine is broken",
            others=tuple(Elsewhere(str(one.office).title(), one) for one in self.others),
        )
        return replace(command, **given)  # type: ignore[arg-type]

    def comes(self, number: int) -> Loan:
        """From reserved to checked out, at the next free time."""
        start = self.now + HOUR
        me = self.member(number)
        self.do(number, c.BookVisit(me, HERE, start, ANSWERS))
        self.do(number, c.HandOut(TECHNICIAN, HERE, self.serial(number)))
        assert self.loan(number).status is Status.CHECKED_OUT
        return self.loan(number)

    def gives_back(self, number: int, finding: AssetState = AssetState.AVAILABLE) -> Loan:
        serial = self.serial(number)
        self.do(number, c.ReportReturned(self.member(number), HERE))
        self.do(number, c.Inspect(TECHNICIAN, HERE, finding, serial))
        return self.loan(number)

    # --- how it stands -----------------------------------------------------------------------

    def person(self, number: int) -> PersonId:
        return PEOPLE[(number - 1) % len(PEOPLE)]

    def member(self, number: int) -> Member:
        return Member(self.loan(number).requester)

    def loan(self, number: int) -> Loan:
        return self.loans[loan_ref(number)]

    def status(self, *numbers: int) -> list[Status]:
        return [self.loan(number).status for number in numbers]

    def serial(self, number: int) -> str:
        asset = self.stock.held_by(loan_ref(number))
        assert asset
        return asset.serial

    def waiting(self) -> list[int]:
        refs = {ref: loan.number for ref, loan in self.loans.items()}
        return [refs[one.loan] for one in self.stock.waiting]

    def said(self) -> list[str]:
        return [key for key, _ in self._said()]

    def told(self, who: PersonId | ChannelId) -> list[str]:
        return [key for key, to in self._said() if to == who]

    def args(self, key: str) -> dict[str, object]:
        """Of the last time it was said."""
        found = [
            effect.text.args
            for effect in self.effects
            if isinstance(effect, SendDirect | SendNotice | Whisper) and effect.text.key == key
        ]
        return dict(found[-1])

    def _said(self) -> Iterator[tuple[str, str]]:
        for effect in self.effects:
            match effect:
                case SendDirect(person=person, text=text) | Whisper(person=person, text=text):
                    yield text.key, person
                case SendNotice(channel=channel, text=text):
                    yield text.key, channel

    def timers_of(self, number: int) -> dict[str, datetime]:
        """Without that of its execution's watch."""
        ref = loan_ref(number)
        timers = {name: due for (of, name), due in self.timers.items() if of == ref}
        timers.pop(watch.TIMER, None)
        return timers

    # --- the machinery -----------------------------------------------------------------------

    def do(self, number: int, command: c.LoanCommand) -> Decision:
        ref = loan_ref(number)
        decision = decide(self.loans.get(ref), self.stock, self.policy, command, self.now)
        self.commit(decision)
        if self.turns_at_once:
            self.take_turns()
        return decision

    def commit(self, decision: Decision) -> None:
        """Refuses what was decided on another version, as the table does."""
        for change in decision.changes:
            self._commit(change)

    def take_turns(self) -> None:
        while self.turns:
            ref = self.turns.pop(0)
            self.commit(decide(self.loans[ref], self.stock, self.policy, c.TakeTurn(), self.now))

    def pass_time(self, span: timedelta) -> None:
        """Every timer fires when it is due."""
        end = self.now + span
        while due := [(at, key) for key, at in self.timers.items() if at <= end]:
            at, (ref, name) = min(due, key=lambda one: (one[0], one[1][0].id, one[1][1]))
            self.now = max(self.now, at)
            before = self.timers.pop((ref, name))
            self.do(self.loans[ref].number, c.ExpireTimer(name))
            assert self.timers.get((ref, name), before + DAY) > before
        self.now = end

    def _commit(self, change: Change) -> None:
        after = change.after
        if isinstance(after, Stock):
            if after.ref != self.stock.ref:
                [there] = [one for one in self.others if one.ref == after.ref]
                assert change.before == there
                self.others = tuple(after if one is there else one for one in self.others)
            else:
                assert change.before == self.stock, "a race that the table refuses"
                self.stock = after
        elif isinstance(after, Loan):
            assert change.before == self.loans.get(after.ref), "a race that the table refuses"
            self.loans[after.ref] = after
            for timer in change.timers:
                key = (after.ref, timer.name)
                if isinstance(timer, SetTimer):
                    self.timers[key] = timer.due
                else:
                    self.timers.pop(key, None)
        assert after.version == (change.before.version if change.before else 0) + 1
        self.changes.append(change)
        for effect in change.effects:
            self.effects.append(effect)
            if isinstance(effect, FollowUp):
                turn: object = effect.envelope.input
                if isinstance(turn, LaptopCameFree):
                    self.turns.append(turn.loan)


def an_office(count: int, policy: LoanPolicy = POLICY, **given: object) -> Office:
    return Office(a_stock(count), policy, **given)  # type: ignore[arg-type]


def reserved(people: int = 1, policy: LoanPolicy = POLICY) -> Office:
    """A laptop is kept for each of them."""
    office = an_office(people, policy)
    for number in range(1, people + 1):
        office.asks(number)
    return office


def book(
    office: Office,
    number: int = 1,
    start: datetime = SOON,
    answers: dict[str, str] | None = ANSWERS,
) -> list[str]:
    """What they are told then."""
    before = len(office.told(office.person(number)))
    office.do(number, c.BookVisit(office.member(number), HERE, start, answers))
    return office.told(office.person(number))[before:]


def hand_out(office: Office, number: int = 1) -> None:
    office.do(number, c.HandOut(TECHNICIAN, HERE, office.serial(number)))
