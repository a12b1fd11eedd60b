"""Somebody has to approve the loan first."""

from dataclasses import replace

import pytest

from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.commands import Ask
from deskbell.domain.approvals.counting import Policy
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.caused_inputs import ApprovalUnneeded
from deskbell.domain.effects import FollowUp
from deskbell.domain.ids import Kind, Ref
from deskbell.domain.loans import commands as c
from deskbell.domain.loans.loan import Status
from tests.builders import ANA, INSTALL
from tests.unit.loans.office import (
    AUSTIN,
    DAY,
    HERE,
    HOUR,
    MANAGER,
    MONDAY,
    WITH_APPROVAL,
    Office,
    a_stock,
    an_office,
    loan_ref,
)

APPROVAL = Ref(Kind.APPROVAL, "A1")
ASK = Ask(
    APPROVAL, INSTALL, loan_ref(1), "#1", "", ANA, ANA, Policy(), (MANAGER,), MONDAY + DAY, DAY
)
APPROVED = c.HearOfApproval(Outcome.APPROVED, MANAGER)


def asked(office: Office, number: int = 1) -> Office:
    office.asks(number, ask=replace(ASK, subject=loan_ref(number)))
    return office


def test_where_somebody_has_to_approve_nothing_is_kept_before_they_have() -> None:
    office = asked(an_office(1, WITH_APPROVAL))
    assert office.status(1) == [Status.REQUESTED]
    assert office.stock == a_stock(1)
    [approval] = [change.after for change in office.changes if isinstance(change.after, Approval)]
    assert (approval.ref, approval.waits_for) == (APPROVAL, (MANAGER,))
    assert office.loan(1).approval == APPROVAL

    office.pass_time(HOUR)
    office.do(1, APPROVED)
    assert office.status(1) == [Status.RESERVED]
    events = [type(change.event).__name__ for change in office.changes]
    assert events[-3:] == ["LoanApproved", "LoanReserved", "StockChanged"]
    assert office.do(1, APPROVED).ignored == "approval_over"


def test_two_who_are_approved_race_for_the_last_one() -> None:
    office = asked(asked(an_office(1, WITH_APPROVAL)), 2)
    office.do(2, APPROVED)
    office.do(1, APPROVED)
    assert office.status(1, 2) == [Status.WAITLISTED, Status.RESERVED]


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        (c.HearOfApproval(Outcome.REJECTED, MANAGER), "dm.loan_approval_rejected"),
        (c.HearOfApproval(Outcome.REJECTED, MANAGER, "no"), "dm.loan_approval_rejected_because"),
        (c.HearOfApproval(Outcome.EXPIRED, None), "dm.loan_approval_expired"),
    ],
)
def test_without_a_yes_there_is_none(heard: c.HearOfApproval, said: str) -> None:
    office = asked(an_office(1, WITH_APPROVAL))
    office.do(1, heard)
    assert office.status(1) == [Status.REFUSED]
    assert office.told(ANA)[-1] == said
    assert office.stock == a_stock(1)
    assert not office.loan(1).is_open


def test_who_asks_and_can_be_approved_by_nobody_is_told() -> None:
    for ask in (None, replace(ASK, approvers=(ANA,))):
        office = an_office(1, WITH_APPROVAL)
        office.do(1, office.wish(1, ask=ask))
        assert office.status(1) == [Status.REFUSED]
        assert office.told(ANA) == ["dm.loan_impossible_nobody_to_approve"]


def test_nobody_has_to_approve_any_more_what_was_cancelled() -> None:
    office = asked(an_office(1, WITH_APPROVAL))
    office.do(1, c.CancelLoan(office.member(1), HERE))
    inputs = [one.envelope.input for one in office.effects if isinstance(one, FollowUp)]
    assert inputs[-1] == ApprovalUnneeded(APPROVAL)
    assert office.do(1, APPROVED).ignored == "approval_over"


def test_who_has_to_be_approved_hears_at_once_that_there_is_none_in_time() -> None:
    office = asked(an_office(0, WITH_APPROVAL, others=(a_stock(1, AUSTIN, "AUS"),)))
    assert office.told(ANA) == ["dm.loan_asked_elsewhere"]
