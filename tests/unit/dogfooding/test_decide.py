"""Somebody's month of dogfooding, from the invitation to the report (A3-04)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from deskbell.domain.decision import Change, Decision
from deskbell.domain.deliveries.retry import RetryDelivery, retried
from deskbell.domain.dogfooding import commands as c
from deskbell.domain.dogfooding.decide import Around, decide, report
from deskbell.domain.dogfooding.events import DogfoodMonthTold
from deskbell.domain.dogfooding.plan import DogfoodingPlan
from deskbell.domain.dogfooding.turn import DogfoodTurn
from deskbell.domain.effects import FollowUp, SendDirect, SendNotice
from deskbell.domain.feedback.inputs import FeedbackGiven
from deskbell.domain.ids import PersonId, Ref, dogfood_month_ref, dogfood_ref
from deskbell.domain.texts import Text
from tests.builders import BEN, INSTALL, JIWOO, LENA, OLA
from tests.unit.dogfooding.people import a_dogfooding

MONTH = "2026-11"
SLOT = datetime(2026, 11, 10, 15, tzinfo=UTC)


@dataclass
class Month:
    """Of one person, in November, each workday at ten."""

    plan: DogfoodingPlan = field(default_factory=a_dogfooding)
    person: PersonId = BEN
    turn: DogfoodTurn | None = None
    changes: list[Change] = field(default_factory=list)

    @property
    def ref(self) -> Ref:
        return dogfood_ref(INSTALL, self.person, MONTH)

    def look(self, *days: int, is_away: bool = False) -> list[str | None]:
        return [self.does(c.Look(is_away), day).ignored for day in days]

    def says(
        self, day: int, did: str = "", findings: Iterable[str] = (), slot: datetime | None = None
    ) -> Decision:
        return self.does(c.Say(slot, did, tuple(findings)), day)

    def does(self, command: c.DogfoodCommand, day: int) -> Decision:
        now = datetime(2026, 11, day, 15, tzinfo=UTC)
        around = Around(INSTALL, self.plan, self.person, MONTH, now.date(), now)
        decision = decide(self.ref, self.turn, command, around)
        for change in decision.changes:
            assert change.before == self.turn, "as the committer would refuse it"
            assert change.after.version == (self.turn.version if self.turn else 0) + 1
            assert isinstance(change.after, DogfoodTurn)
            self.turn = change.after
            self.changes.append(change)
        return decision

    def told(self) -> list[str]:
        effects = [one for change in self.changes for one in change.effects]
        return [one.text.key for one in effects if isinstance(one, SendDirect)]


def test_they_are_asked_once_and_reminded_once_in_the_last_week() -> None:
    month = Month()
    month.look(*range(2, 31))
    assert month.told() == ["dm.dogfood_invitation", "dm.dogfood_reminder"]
    assert month.turn
    assert month.turn.reminded_at == datetime(2026, 11, 23, 15, tzinfo=UTC)


def test_who_is_asked_in_the_last_week_is_not_reminded_as_well() -> None:
    month = Month()
    month.look(*range(24, 31))
    assert month.told() == ["dm.dogfood_invitation"]


def test_who_has_done_it_hears_nothing_more() -> None:
    month = Month()
    month.look(2)
    month.says(3, did="An order")
    month.look(*range(4, 31))
    assert month.told() == ["dm.dogfood_invitation", "dm.dogfood_thanks"]


def test_who_owes_nothing_is_not_asked() -> None:
    late = Month(a_dogfooding(joined={BEN: "2026-11-20"}))
    exempt = Month(a_dogfooding(exempt=frozenset({BEN})))
    assert set(late.look(20, 30)) == set(exempt.look(2, 30)) == {"dogfood_not_due"}


def test_who_is_away_is_asked_when_they_are_back() -> None:
    month = Month()
    assert month.look(2, 3, is_away=True) == ["dogfood_nothing_to_say"] * 2
    assert month.look(4) == [None]


def test_they_sign_up_for_a_time_and_the_last_one_counts() -> None:
    month = Month()
    month.says(2, slot=SLOT)
    assert month.says(2, slot=SLOT).ignored == "dogfood_nothing_new"
    later = SLOT.replace(day=12)
    month.says(3, slot=later)
    assert month.turn
    assert month.turn.slot == later
    assert month.turn.done == ()


def test_each_finding_becomes_feedback_once_and_nobody_is_named_in_the_history() -> None:
    month = Month()
    decision = month.says(3, "An order", ["Slow app", "No bag"], slot=SLOT)
    shared = [one.envelope for one in decision.changes[0].effects if isinstance(one, FollowUp)]
    given = [one.input for one in shared]
    assert all(isinstance(one, FeedbackGiven) for one in given)
    assert [one.text for one in given if isinstance(one, FeedbackGiven)] == ["Slow app", "No bag"]
    again = month.says(4, "", ["Slow app"])
    keys = [one.envelope.key for one in again.changes[0].effects if isinstance(one, FollowUp)]
    assert len({*keys, *(one.key for one in shared)}) == 3
    assert month.turn
    assert (len(month.turn.done), month.turn.findings) == (2, 3)
    assert month.turn.slot is None, "what is done needs no time any more"


def told_of(plan: DogfoodingPlan, *done: PersonId, today: date = date(2026, 12, 1)) -> Decision:
    turns = {
        one: DogfoodTurn(dogfood_ref(INSTALL, one, MONTH), INSTALL, 1, one, MONTH, done=(SLOT,))
        for one in done
    }
    now = datetime(2026, 12, 1, 15, tzinfo=UTC)
    around = Around(INSTALL, plan, PersonId(""), MONTH, today, now)
    return report(dogfood_month_ref(INSTALL, MONTH), None, turns, around)


def test_the_report_counts_by_department_and_names_nobody_in_the_channel() -> None:
    plan = a_dogfooding(joined={JIWOO: "2026-11-20"}, exempt=frozenset({OLA}))
    [change] = told_of(plan, OLA).changes
    event = change.event
    assert isinstance(event, DogfoodMonthTold)
    assert (event.done, event.overdue, event.excused) == ((OLA,), (BEN, LENA), (JIWOO,))
    notice, direct = change.effects
    assert isinstance(notice, SendNotice)
    assert isinstance(direct, SendDirect)
    assert direct.person == LENA
    assert not any(person in repr(notice) for person in (BEN, JIWOO, OLA, LENA))


def test_where_all_have_done_it_the_owner_hears_of_nobody() -> None:
    [change] = told_of(a_dogfooding(), BEN, JIWOO, LENA, OLA).changes
    assert [type(one) for one in change.effects] == [SendNotice]


def test_a_month_is_told_once_and_only_when_it_is_over() -> None:
    assert told_of(a_dogfooding(), today=date(2026, 11, 30)).ignored == "dogfood_not_over"
    assert told_of(a_dogfooding()).ignored == "dogfood_nobody_asked"
    [change] = told_of(a_dogfooding(), BEN).changes
    around = Around(INSTALL, a_dogfooding(), PersonId(""), MONTH, date(2026, 12, 2), SLOT)
    again = report(change.after.ref, change.after, {}, around)  # type: ignore[arg-type]
    assert again.ignored == "dogfood_told_already"


def test_a_post_that_an_operator_tries_again_is_sent_again() -> None:
    month = Month()
    month.look(2)
    assert month.turn
    effect = SendDirect(BEN, Text("dm.dogfood_invitation"))
    [change] = retried(replace(month.turn), RetryDelivery("x/1/0", effect, "code")).changes
    assert change.effects == (effect,)
