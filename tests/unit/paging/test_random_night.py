"""Whatever happens, in whatever order: no page is lost or comes twice, nobody is woken for what
somebody sees to, and what nobody answers reaches the fallback and the alarm."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.expiry import overdue
from deskbell.domain.paging.incident import Incident, Status
from deskbell.domain.paging.ladder import next_rung
from deskbell.domain.paging.page import Page, Receipt, Rung
from deskbell.domain.paging.policy import Maintenance, Method, ServiceId, Urgency
from deskbell.domain.paging.steps import RECEIPTS, STEP
from deskbell.domain.tickets.permissions import Member
from tests.builders import ADAM, ANA, JIWOO, MINJUN
from tests.unit.paging.night import (
    BEN_HERE,
    HERE,
    HOUR,
    LENA_HERE,
    MINUTE,
    NIGHT,
    SECOND,
    Night,
)

SYSTEMS = ("vpn", "mail", "wifi")
NUMBERS = st.integers(1, 4)
PEOPLE = st.sampled_from((BEN_HERE, LENA_HERE, Member(ADAM), Member(ANA)))
SPANS = st.sampled_from((SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 12 * MINUTE, HOUR))
OUTCOMES = st.sampled_from((Receipt.DELIVERED, Receipt.FAILED, None))
LONG_ENOUGH = 12 * HOUR


class RandomNight(RuleBasedStateMachine):
    """Three systems; timers may be lost or doubled, Slack may be down, receipts may be anything."""

    night: Night

    @initialize(works=st.booleans())
    def begins(self, works: bool) -> None:
        self.outcomes: list[Receipt | None] = []
        window = Maintenance(ServiceId("wifi"), NIGHT, NIGHT + 2 * HOUR)
        self.night = Night(maintenance=(window,) if works else (), outcome=self.outcome)
        self.checked = 0
        self.generations: dict[Ref, int] = {}

    # --- what happens ------------------------------------------------------------------------

    @rule(
        system=st.sampled_from(SYSTEMS),
        by=st.sampled_from((ANA, MINJUN, None)),
        urgency=st.sampled_from(Urgency),
    )
    def is_reported(self, system: str, by: PersonId | None, urgency: Urgency) -> None:
        reporter = Member(by) if by else None
        self.night.report(system, reporter, urgency=urgency, source="prometheus")
        self.night.hear()

    @rule(number=NUMBERS, by=PEOPLE, generation=st.sampled_from((None, 0, 1)))
    def is_acknowledged(self, number: int, by: Member, generation: int | None) -> None:
        self.do(number, c.Acknowledge(by, HERE, generation))

    @rule(number=NUMBERS, by=PEOPLE)
    def is_given_back(self, number: int, by: Member) -> None:
        self.do(number, c.Unacknowledge(by, HERE))

    @rule(number=NUMBERS, by=PEOPLE)
    def is_over(self, number: int, by: Member) -> None:
        self.do(number, c.Resolve(by, HERE))

    @rule(number=NUMBERS, level=st.integers(-1, 2))
    def is_escalated(self, number: int, level: int) -> None:
        if self.has(number):
            seen = self.night.at(number)
            self.do(number, c.EscalateNow(BEN_HERE, HERE, Rung(seen.generation, seen.loop, level)))

    @rule(number=NUMBERS, span=SPANS)
    def is_snoozed(self, number: int, span: timedelta) -> None:
        self.do(number, c.Snooze(BEN_HERE, HERE, self.night.now + span))

    @rule(number=NUMBERS, to=st.sampled_from((ADAM, JIWOO, MINJUN)))
    def is_reassigned(self, number: int, to: PersonId) -> None:
        self.do(number, c.ReassignToPerson(BEN_HERE, HERE, to))

    @rule(number=NUMBERS, urgency=st.sampled_from(Urgency))
    def is_weighed_anew(self, number: int, urgency: Urgency) -> None:
        self.do(number, c.SetUrgency(BEN_HERE, HERE, urgency, "it is"))

    @rule(number=NUMBERS)
    def is_talked_about(self, number: int) -> None:
        self.do(number, c.PostUpdate(BEN_HERE, HERE, "we are on it"))

    @rule(gone=NUMBERS, into=NUMBERS)
    def are_the_same(self, gone: int, into: int) -> None:
        if self.has(gone) and self.has(into):
            self.do(gone, c.MergeInto(BEN_HERE, HERE, self.night.incident(into)))

    @rule(span=SPANS)
    def time_passes(self, span: timedelta) -> None:
        self.night.pass_time(span)

    @rule(span=SPANS)
    def nothing_runs_for_a_while(self, span: timedelta) -> None:
        """The timers are there when it runs again, unless they are lost."""
        self.night.now += span

    @rule(number=NUMBERS)
    def the_sweep_asks(self, number: int) -> None:
        """It sees what is due by the row alone, and so does the state machine."""
        if self.has(number):
            late = overdue(self.night.incident(number), self.night.now)
            self.do(number, late or c.Step(self.night.at(number)))

    @rule(
        number=NUMBERS,
        generation=st.integers(0, 2),
        loop=st.integers(0, 1),
        level=st.integers(-1, 2),
    )
    def a_timer_fires_that_may_be_anybodys(
        self, number: int, generation: int, loop: int, level: int
    ) -> None:
        self.do(number, c.Step(Rung(generation, loop, level)))

    @rule(outcome=OUTCOMES)
    def a_page_will_have_this_fate(self, outcome: Receipt | None) -> None:
        self.outcomes.append(outcome)

    @precondition(lambda self: self.night.paged)
    @rule(data=st.data(), receipt=st.sampled_from(Receipt))
    def a_receipt_comes(self, data: st.DataObject, receipt: Receipt) -> None:
        page = data.draw(st.sampled_from(self.night.paged))
        number = self.night.incidents[page.incident].number
        self.do(number, self.night.receipt_of(page, receipt))

    @rule(is_down=st.booleans())
    def slack_is_down_or_up(self, is_down: bool) -> None:
        if is_down:
            self.night.is_down = True
        else:
            self.night.back_up()

    # --- what always holds -------------------------------------------------------------------

    @invariant()
    def time_always_goes_on_where_somebody_is_sought(self) -> None:
        """Nothing that nobody sees to is forgotten."""
        for incident in self.night.incidents.values():
            waits = incident.status in (
                *(Status.OPEN, Status.HELD, Status.SNOOZED, Status.ACKNOWLEDGED),
            )
            assert not waits or incident.due is not None
            if incident.status in (Status.EXHAUSTED, Status.MERGED):
                assert incident.due is None
            timers = self.night.timers_of(incident.number)
            due = {} if incident.due is None else {f"{STEP}{incident.rung}": incident.due}
            assert {name: at for name, at in timers.items() if name != RECEIPTS} == due

    @invariant()
    def every_page_of_the_record_is_sent_or_waits_or_nobody_wants_it(self) -> None:
        """As `Night` refuses any page that comes twice, each is there once."""
        seen = {*self.night.paged, *self.waiting()}
        for incident in self.night.incidents.values():
            for call in incident.calls:
                tried = call.methods[: call.tried]
                is_wanted = incident.status is Status.OPEN and not incident.merged_into
                for method in tried if is_wanted else ():
                    assert self.was_sent(incident, call.to, method, seen)

    @invariant()
    def each_step_of_a_search_is_one_level_up_or_begins_anew(self) -> None:
        changes = self.night.changes
        for change in changes[self.checked :]:
            if isinstance(change.event, e.LevelPaged) and isinstance(change.before, Incident):
                before, skipped = change.before, change.event.skipped
                rung: Rung | None = before.rung
                for step in skipped:
                    rung = next_rung(rung, before.policy) if rung else None
                    assert rung == step
                assert rung
                assert next_rung(rung, before.policy) == change.event.rung
        self.checked = len(changes)

    @invariant()
    def generations_only_grow(self) -> None:
        for ref, incident in self.night.incidents.items():
            assert incident.rung.generation >= self.generations.get(ref, 0)
            self.generations[ref] = incident.rung.generation

    @invariant()
    def one_incident_a_system_is_open(self) -> None:
        there = [one.key for one in self.night.incidents.values() if one.is_open]
        assert len(there) == len(set(there))

    def teardown(self) -> None:
        """Let alone, what nobody answers reaches the fallback and the alarm, once a generation."""
        night = self.night
        night.outcome = lambda page: Receipt.DELIVERED
        night.back_up()
        for _ in range(2):
            for incident in list(night.incidents.values()):
                if incident.status is Status.ACKNOWLEDGED:
                    night.do(c.Unacknowledge(BEN_HERE, HERE), incident.number)
            night.pass_time(LONG_ENOUGH)
        night.pass_time(timedelta(days=8))
        for incident in night.incidents.values():
            assert incident.status not in (Status.OPEN, Status.HELD, Status.ACKNOWLEDGED)
            if incident.status is Status.EXHAUSTED:
                assert night.alarms.count(incident.ref) >= 1
        assert len(night.alarms) == sum(
            isinstance(change.event, e.IncidentExhausted) for change in night.changes
        )

    # --- the machinery -----------------------------------------------------------------------

    def outcome(self, page: Page) -> Receipt | None:
        return self.outcomes.pop() if self.outcomes else Receipt.DELIVERED

    def has(self, number: int) -> bool:
        return number <= len(self.night.incidents)

    def do(self, number: int, command: c.IncidentChange) -> None:
        if self.has(number):
            self.night.do(command, number)
            self.night.hear()

    def waiting(self) -> list[Page]:
        """In the outbox while Slack is down, and on the pagers."""
        sent = [page for one in self.night.waiting for page in one.pages]
        return sent + [page for pager in self.night.pagers.values() for page in pager.waiting]

    def was_sent(self, incident: Incident, to: str, method: Method, seen: set[Page]) -> bool:
        """For itself; or, before it was merged, for the other one."""
        return any(
            (page.to, page.method) == (to, method)
            and (page.incident == incident.ref or self.was_merged(page.incident, incident.ref))
            for page in seen
        )

    def was_merged(self, gone: Ref, into: Ref) -> bool:
        there = self.night.incidents[gone]
        while there.merged_into and there.ref != into:
            there = self.night.incidents[there.merged_into]
        return there.ref == into


RandomNight.TestCase.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, derandomize=True
)
TestRandomNight = RandomNight.TestCase
