"""A workflow keeps a laptop for whoever began it, and waits until they come for it: by a loan as
everybody else has one (A1-06, A1-07, A1-08)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from deskbell.adapters.memory.books import memory_books
from deskbell.domain.catalogue.offered import offered
from deskbell.domain.catalogue.step_parts import Ending
from deskbell.domain.dialog_inputs import Dialog, DialogSubmitted
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.loans.loan import Loan, Status
from deskbell.domain.loans.policy import Delivery
from deskbell.domain.people import Standing
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.usecases.audit.invariants import broken
from tests.builders import ANA, BOT, IT_HAPPENS, LENA, MINJUN, OLA
from tests.functional.borrowing import Borrowing, a_lending_desk
from tests.memory_slack import buttons
from tests.unit.catalogue.definitions import a_definition, a_field, a_finish, a_form, say
from tests.unit.loans.office import AUSTIN, DAY

OFFICES = {one: say(one) for one in ("san_francisco", "austin", "remote")}
FIELDS = (
    a_field("office", "choice", options=OFFICES),
    a_field("manager", "person"),
    a_field("first", "date"),
    a_field("last", "date"),
)
ANSWERS = {
    "office": "san_francisco",
    "manager": LENA,
    "first": "2026-11-30",
    "last": "2026-12-04",
}
RESERVE: dict[str, Any] = {
    "id": "keep",
    "do": "reserve",
    "asset": "laptop",
    "office": "office",
    "manager": "manager",
}
VISIT = {"id": "come", "do": "visit", "text": say("Say when you come"), "if_refused": "no"}


class Keeping(Borrowing):
    """Its workflow `sample` keeps a laptop, then waits for the visit."""

    def __init__(
        self, *then: dict[str, Any], laptops: int = 1, loops: bool = False, **office: object
    ) -> None:
        super().__init__(a_lending_desk(**office))
        dated = {} if loops else {"from": "first", "until": "last"}
        one = a_definition(
            a_form("ask_them", *FIELDS),
            {**RESERVE, **dated, "if_unavailable": "ask_them" if loops else "no"},
            VISIT,
            *then,
            a_finish("yes", text=say("{first} {last}")),
            a_finish("no", "refused"),
        )
        self.settings.definitions[one.id, one.version] = one
        self.desk = self.settings.desk = replace(self.settings.desk, workflows=(offered(one),))
        if laptops:
            self.brings(laptops)

    def wants(self, person: PersonId = ANA, **answers: str) -> Loan | None:
        """From the emoji on their message to the form that is sent."""
        message = self.say(person, "Please keep me one")
        self.give(self.reaction(person, message.ts, "key"))
        self.answers(**answers)
        mine = [loan for loan in self.loans if loan.request == self.guided[-1].ref]
        return mine[-1] if mine else None

    def answers(self, **answers: str) -> None:
        request = self.guided[-1]
        [post] = [
            one
            for one in self.slack.posts.values()
            if any(str(request.ref) in str(b["value"]) for b in buttons(one, Button.REQUEST_FILL))
        ]
        [value] = {str(shown["value"]) for shown in buttons(post, Button.REQUEST_FILL)}
        given = {**ANSWERS, **answers}
        person = request.requester
        self.give(
            DialogSubmitted(Dialog.REQUEST_FORM, value, person, IT_HAPPENS, post.thread_ts, given)
        )

    def cancels(self, person: PersonId = ANA) -> None:
        value = str(self.guided[-1].ref)
        self.give(ButtonPressed(Button.REQUEST_CANCEL, value, person, IT_HAPPENS, None, None))

    @property
    def guided(self) -> list[GuidedRequest]:
        states = self.table.states.values()
        found = [one for one in states if isinstance(one, GuidedRequest)]
        return sorted(found, key=lambda one: one.number)

    @property
    def ending(self) -> Ending | None:
        return self.guided[-1].course.ending

    @property
    def step(self) -> str:
        return self.guided[-1].course.step


def test_a_laptop_is_kept_and_the_request_waits_until_they_say_when_they_come() -> None:
    desk = Keeping()
    loan = desk.wants()
    assert loan is not None
    assert (loan.status, loan.requester, loan.opener) == (Status.RESERVED, ANA, ANA)
    assert desk.step == "come"
    assert any("Say when you come" in text for text in desk.heard(ANA))
    desk.comes(loan)
    assert desk.ending is Ending.DONE
    assert desk.loan(loan.ref).status is Status.READY


def test_the_times_to_come_are_below_the_workflows_own_words() -> None:
    desk = Keeping()
    desk.wants()
    [post] = [one for one in desk.direct(ANA) if "Say when you come" in one.shown.text]
    assert "loan.slot" in str(post.shown.blocks)


def test_the_forms_days_are_those_of_the_loan() -> None:
    desk = Keeping()
    loan = desk.wants()
    assert loan is not None
    assert loan.days == 4
    opens = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
    assert loan.needed_by == opens, "nine o'clock in San Francisco"


def test_where_there_is_none_it_goes_on_at_once_and_they_wait_on_the_list_as_everybody() -> None:
    desk = Keeping(laptops=0)
    desk.brings(1)
    first = desk.ask(OLA)
    loan = desk.wants()
    assert loan is not None
    assert desk.ending is Ending.REFUSED
    assert desk.loan(first.ref).status is Status.RESERVED


def test_of_two_who_want_the_last_one_only_one_workflow_goes_on() -> None:
    desk = Keeping()
    one, other = desk.wants(ANA), desk.wants(OLA)
    assert one is not None
    assert other is not None
    assert [request.course.step for request in desk.guided] == ["come", "no"]
    assert desk.free() == 0


def test_its_manager_approves_where_the_office_wants_that() -> None:
    desk = Keeping(needs_approval=True)
    loan = desk.wants()
    assert loan is not None
    assert desk.step == "keep"
    desk.tap(LENA, Button.APPROVE)
    assert desk.step == "come"
    assert desk.loan(loan.ref).status is Status.RESERVED


def test_a_manager_who_says_no_sends_it_the_other_way() -> None:
    desk = Keeping(needs_approval=True)
    desk.wants()
    card = desk.direct(LENA)[-1]
    value = f"{desk.approval.ref}|{desk.approval.version}"
    rejected = DialogSubmitted(Dialog.REJECT, value, LENA, card.channel, None, {"why": "No"})
    desk.give(rejected)
    assert desk.ending is Ending.REFUSED
    assert desk.free() == 1


def test_an_office_that_lends_nothing_sends_it_the_other_way() -> None:
    desk = Keeping()
    assert desk.wants(office="remote") is None
    assert desk.ending is Ending.REFUSED


def test_a_day_too_far_ahead_is_nothing_that_an_office_keeps_one_for() -> None:
    desk = Keeping()
    assert desk.wants(first="2027-11-30", last="2027-12-01") is None
    assert desk.ending is Ending.REFUSED


def test_guests_get_no_laptop_by_a_workflow_either() -> None:
    desk = Keeping()
    guest = replace(desk.slack.people[MINJUN], standing=Standing.GUEST)
    desk.slack.people[MINJUN] = guest
    desk.person_rows.forget(MINJUN)
    desk.wants(MINJUN)
    assert desk.ending is Ending.REFUSED
    assert desk.free() == 1


def test_a_request_that_is_cancelled_gives_back_what_is_kept_for_it() -> None:
    desk = Keeping()
    loan = desk.wants()
    assert loan is not None
    desk.cancels()
    assert desk.loan(loan.ref).status is Status.CANCELLED
    assert desk.free() == 1
    assert f"#{loan.number}* is over" in desk.last_heard(ANA)


def test_what_they_have_already_is_not_taken_back_by_a_cancelled_request() -> None:
    desk = Keeping()
    loan = desk.wants()
    assert loan is not None
    desk.comes(loan)
    desk.hands_out(loan)
    desk.cancels()
    assert desk.loan(loan.ref).status is Status.CHECKED_OUT


BACK = {"id": "back", "do": "wait", "event": "laptop_returned", "within": "60d", "if_expired": "no"}


def test_a_workflow_waits_until_a_technician_has_the_laptop_back() -> None:
    desk = Keeping(BACK)
    loan = desk.wants()
    assert loan is not None
    desk.comes(loan)
    assert (desk.step, desk.guided[-1].kind) == ("back", "return")
    desk.hands_out(loan)
    assert desk.ending is None
    desk.inspects(loan)
    assert desk.loan(loan.ref).status is Status.RETURNED
    assert desk.ending is Ending.DONE


def test_a_laptop_that_is_back_before_anybody_waits_for_it_is_waited_for_no_more() -> None:
    asks = a_form("more", a_field("how"))
    says = {"id": "says", "do": "dm", "who": "requester", "text": say("{how}")}
    desk = Keeping(asks, says, BACK)
    loan = desk.wants()
    assert loan is not None
    desk.comes(loan)
    desk.hands_out(loan)
    desk.inspects(loan)
    assert desk.step == "more"
    desk.answers(how="Well")
    assert desk.ending is Ending.DONE


def test_a_laptop_that_never_comes_back_is_given_up_in_time() -> None:
    desk = Keeping(BACK)
    loan = desk.wants()
    assert loan is not None
    desk.comes(loan)
    desk.hands_out(loan)
    desk.later(timedelta(days=61))
    assert desk.ending is Ending.REFUSED


def test_whoever_does_not_come_has_no_visit() -> None:
    desk = Keeping()
    loan = desk.wants()
    assert loan is not None
    desk.until(desk.now + 14 * DAY)
    assert desk.loan(loan.ref).status is Status.NO_SHOW
    assert desk.ending is Ending.REFUSED


def test_having_it_sent_is_arranged_as_well() -> None:
    visit = replace(a_lending_desk().loans["san_francisco"].visit, alternatives=(Delivery.SHIP,))  # type: ignore[index]
    desk = Keeping(visit=visit)
    desk.wants()
    desk.tap(ANA, Button.LOAN_SHIP)
    assert desk.ending is Ending.DONE


def test_of_their_answers_at_the_gate_the_request_knows_nothing_but_what_came_of_it() -> None:
    desk = Keeping()
    loan = desk.wants()
    assert loan is not None
    desk.comes(loan, answers={"healthy": "a private word", "badge": "yes"})
    assert desk.step == "come"
    assert "a private word" not in repr(list(desk.table.states.values()))


def test_a_workflow_that_asks_for_another_office_leaves_the_first_ones_list() -> None:
    desk = Keeping(laptops=0, loops=True)
    desk.brings(1, AUSTIN)
    first = desk.wants(office="san_francisco")
    assert first is not None
    assert first.status is Status.WAITLISTED
    desk.answers(office="austin")
    assert desk.loan(first.ref).status is Status.CANCELLED
    assert desk.loans[-1].status is Status.RESERVED
    assert desk.step == "come"


def test_what_becomes_of_an_earlier_laptop_is_nothing_to_the_request() -> None:
    desk = Keeping(laptops=0, loops=True)
    desk.brings(1, AUSTIN)
    desk.wants(office="san_francisco")
    desk.answers(office="austin")
    before = desk.guided[-1].course
    desk.later(timedelta(hours=1))
    assert desk.guided[-1].course == before


def test_the_history_says_why_the_request_went_on() -> None:
    desk = Keeping()
    loan = desk.wants()
    assert loan is not None
    desk.comes(loan)
    reasons = [row.reason.key for row in desk.history(desk.guided[-1].ref)]
    assert reasons[-2:] == ["reason.request_loan_kept", "reason.request_loan_arranged"]


def test_the_auditor_finds_nothing_wrong_while_they_wait_for_a_yes_or_for_the_visit() -> None:
    desk = Keeping(needs_approval=True)
    loan = desk.wants()
    assert loan is not None
    assert broken(memory_books(desk.table, desk.wall(), BOT)) == []
    desk.tap(LENA, Button.APPROVE)
    books = memory_books(desk.table, desk.wall(), BOT)
    assert broken(books) == []
    gone = replace(desk.loan(loan.ref), status=Status.CANCELLED)
    found = broken(replace(books, states={**books.states, loan.ref: gone}))
    assert "waits for nobody and nothing" in {one.what for one in found}
