"""Whatever people do to an office, in whatever order: each laptop is in one place, nobody is passed
over, and nobody is reminded of what is back."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from deskbell.domain.decision import Change
from deskbell.domain.loans import commands as c
from deskbell.domain.loans import stock_commands as sc
from deskbell.domain.loans.decide_stock import decide_stock
from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.loan import ASSET_STATES, OVER, WITH_THEM, Status
from deskbell.domain.loans.policy import Delivery
from deskbell.domain.loans.stock import IDLE, AssetId, AssetState, Stock
from deskbell.domain.tickets.permissions import Member
from tests.unit.loans.office import (
    ANSWERS,
    DAY,
    HERE,
    HOUR,
    ILL,
    POLICY,
    TECHNICIAN,
    Office,
    an_office,
    loan_ref,
)

NUMBERS = st.integers(1, 6)
SPANS = st.sampled_from((HOUR, 5 * HOUR, DAY, 3 * DAY, 9 * DAY))


class RandomOffice(RuleBasedStateMachine):
    """Six people and up to four laptops; a turn may come long after the laptop."""

    office: Office
    checked = 0

    @initialize(laptops=st.integers(0, 4), turns_at_once=st.booleans())
    def opens(self, laptops: int, turns_at_once: bool) -> None:
        self.office = an_office(laptops, turns_at_once=turns_at_once)
        self.total = laptops

    # --- what happens ------------------------------------------------------------------------

    @rule(number=NUMBERS, needed_in=SPANS)
    def asks(self, number: int, needed_in: timedelta) -> None:
        wish = self.office.wish(number, needed_by=self.office.now + needed_in)
        self.office.do(number, wish)

    @rule(number=NUMBERS)
    def books(self, number: int) -> None:
        start = self.office.now.replace(minute=0) + HOUR
        self.do(number, c.BookVisit(self.requester(number), HERE, start, ANSWERS))

    @rule(number=NUMBERS)
    def answers_again(self, number: int) -> None:
        self.do(number, c.Attest(self.requester(number), HERE, ILL))

    @rule(number=NUMBERS)
    def does_not_come(self, number: int) -> None:
        self.do(number, c.ChooseDelivery(self.requester(number), HERE, Delivery.SHIP))

    @rule(number=NUMBERS, scanned=NUMBERS)
    def is_handed(self, number: int, scanned: int) -> None:
        self.do(number, c.HandOut(TECHNICIAN, HERE, f"SFSERIAL{scanned}"))

    @rule(number=NUMBERS)
    def is_handed_theirs(self, number: int) -> None:
        self.do(number, c.HandOut(TECHNICIAN, HERE, self.serial(number)))

    @rule(number=NUMBERS, days=st.integers(0, 5))
    def extends(self, number: int, days: int) -> None:
        self.do(number, c.Extend(self.requester(number), HERE, days))

    @rule(number=NUMBERS)
    def brings_back(self, number: int) -> None:
        self.do(number, c.ReportReturned(self.requester(number), HERE))

    @rule(number=NUMBERS, finding=st.sampled_from(IDLE))
    def is_looked_at(self, number: int, finding: AssetState) -> None:
        self.do(number, c.Inspect(TECHNICIAN, HERE, finding, self.serial(number)))

    @rule(number=NUMBERS, command=st.sampled_from((c.CancelLoan, c.UndoLast, c.AcceptOffer)))
    def presses(self, number: int, command: type[c.CancelLoan]) -> None:
        self.do(number, command(self.requester(number), HERE))

    @rule(number=NUMBERS)
    def is_undone(self, number: int) -> None:
        self.do(number, c.UndoLast(TECHNICIAN, HERE))

    @rule(number=NUMBERS)
    def leaves(self, number: int) -> None:
        self.do(number, c.RecordLeaver())

    @rule(number=NUMBERS)
    def has_a_turn_that_may_not_be_theirs(self, number: int) -> None:
        self.do(number, c.TakeTurn())

    @rule(number=NUMBERS, name=st.sampled_from(("deadline", "reminder", "escalation")))
    def is_woken(self, number: int, name: str) -> None:
        self.do(number, c.ExpireTimer(name))

    @precondition(lambda self: self.office.turns)
    @rule(data=st.data())
    def takes_one_turn(self, data: st.DataObject) -> None:
        turn = data.draw(st.sampled_from(self.office.turns))
        self.office.turns.remove(turn)
        self.office.turns.insert(0, turn)
        self.office.take_turns()

    @rule(span=SPANS)
    def time_passes(self, span: timedelta) -> None:
        self.office.pass_time(span)

    @rule(count=st.integers(0, 4))
    def inventory(self, count: int) -> None:
        """Of the first `count` laptops, as they are, or as new ones."""
        stock = self.office.stock
        rows = []
        for n in range(1, count + 1):
            asset = stock.asset(AssetId(f"SF-{n}"))
            state = asset.state if asset else IDLE[0]
            rows.append(Row(n, stock.office, AssetId(f"SF-{n}"), f"SFSERIAL{n}", "X1", state))
        command = sc.ImportInventory("adam", tuple(rows))
        decision = decide_stock(stock, POLICY, command, self.office.now)
        self.office.commit(decision)
        if not decision.ignored:
            self.total = count
        if self.office.turns_at_once:
            self.office.take_turns()

    # --- what always holds -------------------------------------------------------------------

    @invariant()
    def each_laptop_is_in_one_place(self) -> None:
        stock, loans = self.office.stock, self.office.loans
        assert len({asset.id for asset in stock.assets}) == len(stock.assets) == self.total
        held = {asset.loan: asset for asset in stock.assets if asset.loan}
        has = {ref: loan for ref, loan in loans.items() if loan.has_laptop}
        assert held.keys() == has.keys()
        for ref, loan in has.items():
            assert held[ref].id == loan.asset
            assert held[ref].state is ASSET_STATES[loan.status]
            assert (held[ref].due is not None) >= (loan.status in WITH_THEM)
        idle = [asset for asset in stock.assets if asset.loan is None]
        assert all(asset.state in IDLE and asset.due is None for asset in idle)
        assert len(idle) + len(has) == self.total

    @invariant()
    def whoever_waits_is_on_the_list_in_the_order_they_came(self) -> None:
        waiting = self.office.stock.waiting
        loans = self.office.loans.values()
        expected = {loan.ref for loan in loans if loan.status is Status.WAITLISTED}
        assert [one.loan for one in waiting] == list(dict.fromkeys(one.loan for one in waiting))
        assert {one.loan for one in waiting} == expected
        assert [one.since for one in waiting] == sorted(one.since for one in waiting)

    @invariant()
    def nobody_waits_while_there_is_one_for_them(self) -> None:
        assert self.office.stock.called <= set(self.office.turns)

    @invariant()
    def nobody_is_passed_over(self) -> None:
        changes = self.office.changes
        for change in changes[self.checked :]:
            if isinstance(change.after, Stock):
                self._in_turn(change, change.after)
        self.checked = len(changes)

    @invariant()
    def the_visits_are_those_who_come(self) -> None:
        come = {
            (loan.ref, loan.slot)
            for loan in self.office.loans.values()
            if loan.status is Status.READY and loan.slot
        }
        visits = self.office.stock.visits
        assert {(visit.loan, visit.start) for visit in visits} == come

    @invariant()
    def nobody_is_woken_for_what_is_over(self) -> None:
        for loan in self.office.loans.values():
            is_quiet = loan.status in OVER | {Status.PENDING_RETURN}
            timers = self.office.timers_of(loan.number)
            assert not (is_quiet and timers)
            mine = {
                "deadline": loan.deadline,
                "reminder": loan.remind_at,
                "escalation": loan.escalate_at,
            }
            assert timers == {name: at for name, at in mine.items() if at}

    # --- the machinery -----------------------------------------------------------------------

    def _in_turn(self, change: Change, after: Stock) -> None:
        before = change.before
        assert isinstance(before, Stock)
        for asset in after.assets:
            is_reserved = asset.state is AssetState.RESERVED and asset.loan is not None
            if is_reserved and asset.loan and before.held_by(asset.loan) is None:
                assert before.ahead_of(asset.loan) < len(before.available)

    def do(self, number: int, command: c.LoanCommand) -> None:
        if loan_ref(number) in self.office.loans:
            self.office.do(number, command)

    def requester(self, number: int) -> Member:
        return Member(self.office.person(number))

    def serial(self, number: int) -> str:
        held = self.office.stock.held_by(loan_ref(number))
        return held.serial if held else "SFSERIAL1"


RandomOffice.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, derandomize=True
)
TestRandomOffice = RandomOffice.TestCase
