"""Who may do what to a loan."""

from dataclasses import replace

import pytest

from deskbell.domain.ids import InboxId
from deskbell.domain.loans.permissions import LoanAction, can, is_staff, may_request
from deskbell.domain.people import Standing
from deskbell.domain.tickets.permissions import Member
from tests.builders import ANA, LENA, XENA
from tests.unit.loans.office import IT, MANAGER, POLICY, an_office

REQUESTER, THEIR_MANAGER = Member(ANA), Member(MANAGER)
TECHNICIAN = Member(LENA, agent_of=frozenset({IT}))
LEAD = Member(LENA, lead_of=frozenset({IT}))
ADMIN = Member(LENA, admin=True)
OTHER_AGENT = Member(XENA, agent_of=frozenset({InboxId("hr")}))
OUTSIDERS = [replace(TECHNICIAN, standing=one) for one in (Standing.GUEST, Standing.EXTERNAL)]

OWN = {
    *(LoanAction.VIEW, LoanAction.ARRANGE, LoanAction.ATTEST, LoanAction.EXTEND),
    *(LoanAction.RETURN, LoanAction.UNDO, LoanAction.CANCEL),
}


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (REQUESTER, OWN),
        (THEIR_MANAGER, {LoanAction.VIEW}),
        *((staff, set(LoanAction) - {LoanAction.ATTEST}) for staff in (TECHNICIAN, LEAD, ADMIN)),
        *((nobody, set()) for nobody in (OTHER_AGENT, Member(XENA), *OUTSIDERS)),
        (replace(TECHNICIAN, person=ANA), set(LoanAction)),
    ],
)
def test_each_may_do_what_is_theirs_and_nothing_else(who: Member, may: set[LoanAction]) -> None:
    loan = an_office(1).asks(1)
    assert {action for action in LoanAction if can(who, action, loan, POLICY)} == may


def test_laptops_are_for_members_and_staff_may_ask_for_others() -> None:
    assert may_request(REQUESTER, True, POLICY)
    assert not may_request(REQUESTER, False, POLICY)
    assert may_request(TECHNICIAN, False, POLICY)
    assert not any(may_request(one, False, POLICY) or is_staff(one, POLICY) for one in OUTSIDERS)
    assert not any(may_request(one, True, POLICY) for one in OUTSIDERS)
