"""Who may do what to a loan: one table, deny by default. Called by `decide` for every person."""

from collections.abc import Iterator
from enum import Enum, StrEnum, auto

from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.policy import LoanPolicy
from deskbell.domain.people import Standing
from deskbell.domain.tickets.permissions import Member, works_in


class LoanAction(StrEnum):
    """What a person can want of a loan."""

    VIEW = "view"
    ARRANGE = "arrange"
    """To say when they come, where it should go, or that it is there."""
    ATTEST = "attest"
    """To answer the visitors' questions."""
    HAND_OUT = "hand_out"
    EXTEND = "extend"
    RETURN = "return"
    INSPECT = "inspect"
    UNDO = "undo"
    CANCEL = "cancel"


class Relation(Enum):
    """What somebody is to one loan; a person can be several."""

    STAFF = auto()
    REQUESTER = auto()
    MANAGER = auto()


_THEIRS = frozenset({Relation.STAFF, Relation.REQUESTER})
_STAFF = frozenset({Relation.STAFF})
_RIGHTS: dict[LoanAction, frozenset[Relation]] = {
    LoanAction.VIEW: frozenset(Relation),
    LoanAction.ARRANGE: _THEIRS,
    LoanAction.ATTEST: frozenset({Relation.REQUESTER}),
    LoanAction.HAND_OUT: _STAFF,
    LoanAction.EXTEND: _THEIRS,
    LoanAction.RETURN: _THEIRS,
    LoanAction.INSPECT: _STAFF,
    LoanAction.UNDO: _THEIRS,
    LoanAction.CANCEL: _THEIRS,
}


def can(who: Member, action: LoanAction, loan: Loan, policy: LoanPolicy) -> bool:
    """Whether `who` may do `action`, apart from how the loan stands."""
    return bool(_RIGHTS[action] & frozenset(_relations(who, loan, policy)))


def is_staff(who: Member, policy: LoanPolicy) -> bool:
    """Whether they hand laptops out; nobody from outside does."""
    return who.standing is Standing.MEMBER and works_in(who, policy.inbox)


def may_request(who: Member, for_themselves: bool, policy: LoanPolicy) -> bool:
    """Laptops are for members; who works there may ask for others."""
    return is_staff(who, policy) or (for_themselves and who.standing is Standing.MEMBER)


def _relations(who: Member, loan: Loan, policy: LoanPolicy) -> Iterator[Relation]:
    if is_staff(who, policy):
        yield Relation.STAFF
    if who.person == loan.requester:
        yield Relation.REQUESTER
    if who.person == loan.manager:
        yield Relation.MANAGER
