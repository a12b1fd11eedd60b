"""A loaner laptop as people in Slack see it, from the request to the return (A1-07, A1-08)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.decision import Role
from deskbell.domain.errors import SlackUnavailableError
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import (
    Button,
    ButtonPressed,
    Dialog,
    DialogSubmitted,
    PersonLeft,
    RetryRequested,
)
from deskbell.domain.loans.loan import Status
from deskbell.domain.loans.stock import AssetState
from deskbell.usecases.ports import RowState
from deskbell.usecases.slack_ports import Unknown
from deskbell.usecases.tickets.explain_ticket import explain_ticket
from tests.builders import ANA, BEN, GUS, IT_HAPPENS, LENA, MINJUN, OLA, XENA
from tests.functional.borrowing import SOON, WHY, Borrowing, a_lending_desk
from tests.memory_slack import buttons
from tests.unit.loans.office import AUSTIN, DAY, HOUR, ILL, SF

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> Borrowing:
    """Three laptops in San Francisco."""
    desk = Borrowing(a_lending_desk())
    desk.brings(3)
    return desk


@pytest.fixture
def careful() -> Borrowing:
    """As `desk`, where managers have to approve."""
    desk = Borrowing(a_lending_desk(needs_approval=True))
    desk.brings(3)
    return desk


def test_a_laptop_from_the_request_to_the_return(careful: Borrowing) -> None:
    desk = careful
    loan = desk.ask(ANA, manager=LENA)
    assert "waits for your manager's approval" in desk.last_heard(ANA)

    [card] = desk.direct(LENA)
    assert "A loaner laptop of San Francisco for 7 days" in str(card.shown.blocks)
    assert WHY in str(card.shown.blocks)
    desk.give(desk.press(LENA, Button.APPROVE, card))
    assert "A laptop is kept for you, *#1*: X1, in San Francisco" in desk.last_heard(ANA)
    assert desk.free() == 2

    desk.comes(loan)
    assert "You come for the laptop *#1* to San Francisco" in desk.last_heard(ANA)
    assert "Ana Reyes comes to San Francisco" in desk.office_heard()[-1]
    desk.now = desk.times(loan)[0]
    desk.fill_in(BEN, Dialog.LOAN_HAND_OUT, serial=desk.serial(loan))
    assert "The laptop *#1* is yours until" in desk.last_heard(ANA)
    due = desk.loan(loan.ref).due
    assert due is not None

    desk.until(due - DAY)
    assert "is due back in San Francisco" in desk.last_heard(ANA)
    desk.fill_in(ANA, Dialog.LOAN_EXTEND, days="3")
    assert "You can keep the laptop *#1*" in desk.last_heard(ANA)
    extended = desk.loan(loan.ref).due
    assert extended is not None
    assert extended > due
    desk.until(extended + MINUTE)
    assert "is due back in San Francisco now" in desk.last_heard(ANA)
    desk.until(extended + DAY + MINUTE)
    assert "was due back in San Francisco" in desk.last_heard(ANA)

    desk.tap(ANA, Button.LOAN_RETURN)
    assert "says that the laptop *#1* is back" in desk.last_heard(ANA)
    assert "Look at it and say how it is" in desk.office_heard()[-1]
    assert desk.free() == 2, "nobody gets it before it is inspected"
    desk.fill_in(BEN, Dialog.LOAN_INSPECT, finding="available", serial=desk.serial(loan))
    assert "is back and in order" in desk.last_heard(ANA)
    assert desk.loan(loan.ref).status is Status.RETURNED
    assert desk.free() == 3

    before = desk.heard(ANA)
    desk.until(desk.now + 30 * DAY)
    assert desk.heard(ANA) == before, "nobody is reminded of what is back"


@pytest.mark.parametrize(
    ("person", "kept", "back"),
    [
        (MINJUN, "노트북을 맡아 두었어요, *#1*: X1, San Francisco", "반납됐고 이상이 없어요"),
        (OLA, "Laptop dla Ciebie jest odłożony, *#1*: X1, San Francisco", "wrócił i jest sprawny"),
    ],
    ids=["ko", "pl"],
)
def test_each_reads_it_in_their_language(
    desk: Borrowing, person: PersonId, kept: str, back: str
) -> None:
    loan = desk.lends(person)
    assert any(kept in said for said in desk.heard(loan.requester))
    desk.inspects(loan)
    assert back in desk.last_heard(loan.requester)


def test_the_history_says_who_why_and_what_each_time(desk: Borrowing) -> None:
    loan = desk.lends(ANA)
    desk.inspects(loan)
    assert desk.events(loan.ref) == [
        *("LoanRequested", "LoanReserved", "VisitAttested", "VisitBooked"),
        *("LaptopCheckedOut", "LaptopInspected"),
    ]
    first, *_, last = desk.history(loan.ref)
    assert (first.actor, last.actor) == (f"person:{ANA}", f"person:{BEN}")
    assert all(row.reason.key.startswith("reason.loan_") for row in desk.history(loan.ref))
    assert explain_ticket(desk.aggregates, loan.install, "#1") == desk.history(loan.ref)


def test_a_form_that_comes_twice_is_one_loan(desk: Borrowing) -> None:
    asked = desk.request(ANA, SOON, {})
    desk.give(asked, key="view:1")
    [again] = desk.give(asked, key="view:1")
    assert again.ignored in ("loan_exists", "duplicate")
    assert len(desk.loans) == 1


def test_of_five_who_ask_three_get_one_and_two_wait_in_their_order(desk: Borrowing) -> None:
    for person in (ANA, MINJUN, OLA, BEN, LENA):
        desk.ask(person)
    assert desk.statuses() == [Status.RESERVED] * 3 + [Status.WAITLISTED] * 2
    assert [loan.requester for loan in desk.loans if desk.stock().ahead_of(loan.ref) == 0] == [BEN]
    assert "You are number 1 on the waiting list" in desk.last_heard(BEN)
    assert "You are number 2 on the waiting list" in desk.last_heard(LENA)
    desk.tap(ANA, Button.LOAN_CANCEL)
    assert "A laptop is kept for you" in desk.last_heard(BEN)
    assert desk.statuses()[-1] is Status.WAITLISTED


def test_what_is_read_at_two_moments_is_read_again(desk: Borrowing) -> None:
    """Between the loan and its stock somebody else's decision is committed."""
    loan, load = desk.ask(ANA), desk.aggregates.load
    race = iter([True])

    def torn(ref: object) -> object:
        found = load(ref)  # type: ignore[arg-type]
        if ref == loan.ref and next(race, False):
            press = ButtonPressed(Button.LOAN_CANCEL, str(loan.ref), ANA, IT_HAPPENS, None, None)
            desk.give(press)
        return found

    desk.aggregates.load = torn  # type: ignore[method-assign, assignment]
    desk.comes(loan, desk.now + 12 * HOUR)
    assert desk.loan(loan.ref).status is Status.CANCELLED
    assert desk.free() == 3
    assert "further than that by now" in desk.whispered(ANA)


def test_none_in_time_is_said_at_once_and_another_office_has_one() -> None:
    desk = Borrowing(a_lending_desk())
    desk.brings(1, AUSTIN)
    loan = desk.ask(ANA)
    assert "There is one in Austin" in desk.last_heard(ANA)
    desk.tap(ANA, Button.LOAN_ELSEWHERE)
    assert desk.loan(loan.ref).office == AUSTIN
    assert "A laptop is kept for you, *#1*: X1, in Austin" in desk.last_heard(ANA)
    assert (desk.free(AUSTIN), desk.stock(SF).waiting) == (0, ())


def test_no_way_leads_round_the_approval_of_another_office() -> None:
    desk = Borrowing(a_lending_desk())
    loans = desk.settings.desk.loans
    careful = {**loans, AUSTIN: replace(loans[AUSTIN], needs_approval=True)}
    desk.settings.desk = replace(desk.settings.desk, loans=careful)
    desk.brings(1, AUSTIN)
    loan = desk.ask(ANA)
    assert "Austin" not in desk.last_heard(ANA)
    value = f"{loan.ref}|{AUSTIN}"
    desk.give(ButtonPressed(Button.LOAN_ELSEWHERE, value, ANA, IT_HAPPENS, None, None))
    assert "in Austin a manager has to approve it first" in desk.whispered(ANA)
    assert desk.free(AUSTIN) == 1


def test_who_has_waited_too_long_is_asked_whether_they_still_want_it() -> None:
    desk = Borrowing(a_lending_desk())
    desk.brings(1)
    desk.ask(ANA)
    late = desk.ask(MINJUN, needed_in=HOUR)
    desk.until(desk.now + 2 * HOUR)
    desk.tap(ANA, Button.LOAN_CANCEL)
    assert desk.loan(late.ref).status is Status.OFFERED
    desk.tap(MINJUN, Button.LOAN_ACCEPT)
    assert desk.loan(late.ref).status is Status.RESERVED


def test_who_does_not_come_loses_it_to_the_next_one() -> None:
    desk = Borrowing(a_lending_desk())
    desk.brings(1)
    first, second = desk.ask(ANA), desk.ask(MINJUN, needed_in=10 * DAY)
    desk.comes(first)
    slot = desk.loan(first.ref).slot
    assert slot is not None
    desk.until(slot + 2 * HOUR)
    assert desk.loan(first.ref).status is Status.NO_SHOW
    assert "have not come for the laptop *#1* in time" in desk.last_heard(ANA)
    assert desk.loan(second.ref).status is Status.RESERVED


def test_it_is_not_kept_longer_while_somebody_waits() -> None:
    desk = Borrowing(a_lending_desk())
    desk.brings(1)
    loan = desk.lends(ANA)
    desk.ask(MINJUN)
    desk.fill_in(ANA, Dialog.LOAN_EXTEND, days="3")
    assert "1 person waits for a laptop" in desk.whispered(ANA)
    assert desk.loan(loan.ref).due == loan.due


def test_returned_by_mistake_is_undone_and_they_are_reminded_again(desk: Borrowing) -> None:
    loan = desk.lends(ANA)
    desk.tap(ANA, Button.LOAN_RETURN)
    desk.later(MINUTE)
    desk.tap(ANA, Button.LOAN_UNDO)
    assert "has undone the last step" in desk.last_heard(ANA)
    assert desk.loan(loan.ref).status is Status.CHECKED_OUT
    assert loan.due is not None
    desk.until(loan.due + MINUTE)
    assert "is due back in San Francisco now" in desk.last_heard(ANA)


def test_a_technician_takes_a_wrong_hand_out_back(desk: Borrowing) -> None:
    loan = desk.lends(ANA)
    [whisper] = desk.slack.whispers
    assert "is handed out" in whisper.shown.text
    [undo] = buttons(whisper, Button.LOAN_UNDO)  # type: ignore[arg-type]
    desk.give(ButtonPressed(Button.LOAN_UNDO, str(undo["value"]), BEN, IT_HAPPENS, None, None))
    assert desk.loan(loan.ref).status is Status.READY


def test_long_overdue_the_manager_hears_of_it(careful: Borrowing) -> None:
    desk = careful
    loan = desk.ask(ANA, manager=LENA)
    desk.give(desk.press(LENA, Button.APPROVE, desk.direct(LENA)[0]))
    desk.comes(loan)
    desk.hands_out(loan)
    due = desk.loan(loan.ref).due
    assert due is not None
    desk.until(due + 8 * DAY)
    assert any("Ana Reyes has the loaner laptop *#1*" in said for said in desk.heard(LENA))


def test_a_no_is_told_with_its_reason_and_nothing_was_kept(careful: Borrowing) -> None:
    desk = careful
    desk.ask(ANA, manager=LENA)
    assert desk.free() == 3
    value = f"{desk.approval.ref}|1"
    desk.give(
        DialogSubmitted(Dialog.REJECT, value, LENA, IT_HAPPENS, None, {"why": "You have two"})
    )
    assert "Lena Fischer has not approved" in desk.last_heard(ANA)
    assert "You have two" in desk.last_heard(ANA)
    assert desk.statuses() == [Status.REFUSED]


def test_an_approval_that_nobody_gives_ends_without(careful: Borrowing) -> None:
    desk = careful
    desk.ask(ANA, manager=LENA)
    desk.until(desk.now + 8 * DAY)
    assert "Nobody has approved your loaner laptop *#1* in time" in desk.last_heard(ANA)
    assert desk.statuses() == [Status.REFUSED]


def test_who_cancels_needs_no_approval_any_more(careful: Borrowing) -> None:
    desk = careful
    desk.ask(ANA, manager=LENA)
    desk.tap(ANA, Button.LOAN_CANCEL)
    assert not desk.approval.is_open
    assert desk.statuses() == [Status.CANCELLED]


@pytest.mark.parametrize("manager", [ANA, GUS, ""], ids=["themselves", "a guest", "nobody"])
def test_who_can_be_approved_by_nobody_is_told(careful: Borrowing, manager: str) -> None:
    careful.ask(ANA, manager=manager)
    assert "Ask again and name somebody else" in careful.last_heard(ANA)
    assert careful.statuses() == [Status.REFUSED]


def test_a_guest_is_told_that_laptops_are_for_members(desk: Borrowing) -> None:
    desk.ask(GUS)
    assert "lent to members of this workspace alone" in desk.last_heard(GUS)
    assert desk.free() == 3


def test_nobody_is_sent_away_because_slack_does_not_say_who_they_are(desk: Borrowing) -> None:
    asked = desk.request(ANA, SOON, {})
    desk.person_rows.forget(ANA)
    desk.slack.fail("users.info", Fault(Unknown("timeout")))
    with pytest.raises(SlackUnavailableError):
        desk.give(asked, key="view:1")
    desk.give(asked, key="view:1")
    assert desk.statuses() == [Status.RESERVED]


def test_only_a_technician_asks_for_somebody_else(desk: Borrowing) -> None:
    assert desk.ask(BEN, whom=MINJUN).requester == MINJUN
    assert desk.ask(OLA, whom=ANA).requester == OLA


def test_who_may_not_come_to_the_office_has_it_shipped(desk: Borrowing) -> None:
    loan = desk.ask(ANA)
    desk.comes(loan, answers=ILL)
    assert "you cannot come to the office now" in desk.whispered(ANA)
    desk.tap(ANA, Button.LOAN_SHIP)
    assert "is sent to you" in desk.last_heard(ANA)
    desk.fill_in(BEN, Dialog.LOAN_HAND_OUT, serial=desk.serial(loan))
    assert "is on its way to you" in desk.last_heard(ANA)
    desk.tap(ANA, Button.LOAN_RECEIVED)
    assert desk.loan(loan.ref).status is Status.CHECKED_OUT


def test_answers_that_are_too_old_let_nobody_in_and_they_choose_again(desk: Borrowing) -> None:
    loan = desk.ask(ANA, needed_in=4 * DAY)
    desk.comes(loan, desk.times(loan)[-1])
    desk.now = desk.times(loan)[-1]
    desk.hands_out(loan)
    assert "answers to the visitors' questions are too old" in desk.last_heard(ANA)
    assert desk.loan(loan.ref).status is Status.RESERVED


def test_the_answers_are_kept_nowhere(desk: Borrowing) -> None:
    loan = desk.ask(ANA)
    desk.comes(loan, answers=ILL)
    assert "healthy" not in str(desk.table.states)
    assert "healthy" not in str(desk.table.audit)


def test_another_laptop_than_theirs_is_not_handed_out(desk: Borrowing) -> None:
    loan = desk.ask(ANA)
    desk.comes(loan)
    desk.hands_out(loan, serial="SF/9")
    assert "that is another laptop" in desk.whispered(BEN)
    assert desk.loan(loan.ref).status is Status.READY


def test_whoever_presses_somebody_elses_button_is_told(desk: Borrowing) -> None:
    loan = desk.ask(ANA)
    desk.give(ButtonPressed(Button.LOAN_CANCEL, str(loan.ref), XENA, IT_HAPPENS, None, None))
    assert "for whoever has the laptop, or hands it out" in desk.whispered(XENA)
    assert desk.loan(loan.ref).status is Status.RESERVED


@pytest.mark.parametrize("value", ["", "x", "T#ABC", "LOAN#", "LOAN#NOBODYS"])
def test_what_no_button_of_ours_says_changes_nothing(desk: Borrowing, value: str) -> None:
    [handled] = desk.give(ButtonPressed(Button.LOAN_CANCEL, value, ANA, IT_HAPPENS, None, None))
    assert handled.ignored in ("button_unreadable", "no_such_loan")


def test_the_channel_hears_when_few_are_left() -> None:
    desk = Borrowing(a_lending_desk(low=1))
    desk.brings(2)
    desk.ask(ANA)
    assert any("1 laptop is left" in said for said in desk.office_heard())


def test_a_leaver_with_a_laptop_is_told_of_and_what_they_wanted_is_free(desk: Borrowing) -> None:
    lent, wanted = desk.lends(ANA), desk.ask(ANA)
    desk.give(PersonLeft(ANA))
    assert any("Ana Reyes has left and still has the laptop" in one for one in desk.office_heard())
    assert desk.loan(lent.ref).holder_left
    assert desk.loan(wanted.ref).status is Status.CANCELLED
    assert desk.free() == 2


def test_whom_slack_does_not_reach_the_office_hears_of_and_it_can_be_said_again(
    desk: Borrowing,
) -> None:
    loan = desk.ask(MINJUN)
    desk.comes(loan)
    minjun = desk.slack.people.pop(MINJUN)
    desk.hands_out(loan)
    assert any("does not get what is said of the laptop" in said for said in desk.office_heard())
    desk.slack.people[MINJUN] = minjun
    [parked] = [row for row in desk.table.outbox.values() if row.state is RowState.PARKED]
    desk.give(RetryRequested(parked.ref, parked.id, "arn:adam"))
    assert "노트북 *#1* 건은" in desk.last_heard(MINJUN)


def test_what_is_out_comes_back_though_its_office_lends_no_more(desk: Borrowing) -> None:
    loan = desk.lends(ANA)
    loans = {AUSTIN: desk.settings.desk.loans[AUSTIN]}
    desk.settings.desk = replace(desk.settings.desk, loans=loans)
    desk.inspects(loan, "lost", LENA)
    assert desk.loan(loan.ref).status is Status.LOST
    assert [asset.state for asset in desk.stock().assets].count(AssetState.LOST) == 1


def test_an_open_loan_is_on_a_list_of_its_own(desk: Borrowing) -> None:
    loan = desk.ask(ANA)
    assert desk.relay.lists.of_person(loan.install, ANA, Role.REQUESTER) == []
    assert desk.relay.lists.of_person(loan.install, ANA, Role.BORROWER) == [loan.ref]
    desk.tap(ANA, Button.LOAN_CANCEL)
    assert desk.relay.lists.of_person(loan.install, ANA, Role.BORROWER) == []
