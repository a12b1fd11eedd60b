"""What an execution asks of its loan, and how often a lost one is replaced."""

from dataclasses import replace
from datetime import timedelta

from deskbell.domain.loans import commands as c
from deskbell.domain.loans.decide import decide
from deskbell.domain.loans.execution import overdue
from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.timers import DEADLINE, REMINDER
from deskbell.domain.workflows.events import WorkflowStalled
from deskbell.domain.workflows.watch import GENERATION_LIMIT, LONGEST_GRACE, grace_of
from tests.unit.loans.office import HERE, MONDAY, POLICY, Office, a_stock


def test_nothing_is_asked_of_a_loan_while_nothing_is_due() -> None:
    office = Office(a_stock(1))
    assert overdue(office.asks(1), office.stock, MONDAY) is None


def test_what_ends_the_status_comes_before_what_reminds_of_it() -> None:
    office = Office(a_stock(1))
    loan = office.asks(1)
    assert loan.deadline
    assert overdue(loan, office.stock, loan.deadline) == c.ExpireTimer(DEADLINE)
    reminded_at = loan.remind_at
    assert reminded_at
    assert overdue(loan, office.stock, reminded_at) == c.ExpireTimer(REMINDER)


def test_who_waits_is_given_what_is_free_for_them_and_nobody_elses() -> None:
    office = Office(a_stock(1), turns_at_once=False)
    office.asks(1)
    second, third = office.asks(2), office.asks(3)
    assert overdue(second, office.stock, MONDAY) is None
    office.do(1, c.CancelLoan(office.member(1), HERE))
    assert overdue(second, office.stock, MONDAY) == c.TakeTurn()
    assert overdue(third, office.stock, MONDAY) is None


def restarted(loan: Loan, office: Office) -> object:
    """The event, or why there is none."""
    decision = decide(loan, office.stock, POLICY, c.RestartWorkflow(), MONDAY)
    return decision.changes[0].event if decision.changes else decision.ignored


def test_an_execution_is_replaced_twenty_times_and_then_no_more() -> None:
    office = Office(a_stock(1))
    loan = office.asks(1)
    last = replace(loan, generation=GENERATION_LIMIT - 1)
    assert restarted(last, office) == WorkflowStalled(GENERATION_LIMIT, "visit_booking")
    given_up = replace(loan, generation=GENERATION_LIMIT)
    assert restarted(given_up, office) == "workflow_given_up"


def test_what_is_over_needs_no_execution() -> None:
    office = Office(a_stock(1))
    office.asks(1)
    office.do(1, c.CancelLoan(office.member(1), HERE))
    assert restarted(office.loan(1), office) == "workflow_on_time"


def test_twenty_executions_outlast_a_long_week_end() -> None:
    graces = [grace_of(generation) for generation in range(GENERATION_LIMIT)]
    assert graces == sorted(graces)
    assert graces[-1] == LONGEST_GRACE
    assert sum(graces, timedelta()) > timedelta(days=3)
