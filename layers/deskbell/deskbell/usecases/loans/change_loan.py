"""Every change of a loan after its beginning: decided on with its office's stock, committed as one.

    press A   loan v3, stock v7 ── decide ── commit loan v4, stock v8 ✓
    press B   loan v2 ── (A commits) ── stock v8 ── decide: of another moment ── again

The two are read one after the other, so `decide` refuses what does not belong together, and
`change` reads both again.
"""

from collections.abc import Callable

from deskbell.domain.decision import Cause, Decision, State, nothing
from deskbell.domain.ids import Ref
from deskbell.domain.loans.commands import LoanChange
from deskbell.domain.loans.decide import decide
from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.stock import Stock
from deskbell.usecases.change import Handled, change
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.loans.offices import policy_of, stock_of
from deskbell.usecases.ports import Changing

Wish = Callable[[Loan, Stock], LoanChange | None]
"""What is asked of the loan as it is now; None: of another office than there is."""


def change_loan(ports: Changing, ref: Ref, cause: Cause, command_for: Wish) -> Handled:
    """One of another workspace, or none at all, is treated alike: it does not exist."""

    def decided(state: State | None) -> Decision:
        loan = of_kind(Loan, state)
        if loan is None or loan.install != cause.install:
            return nothing("no_such_loan")
        policy = policy_of(ports.settings.current(), loan.office)
        stock = stock_of(ports.aggregates, loan.install, loan.office)
        command = command_for(loan, stock)
        if policy is None or command is None:
            return nothing("no_such_office")
        return decide(loan, stock, policy, command, cause.at)

    return change(ports.aggregates, ref, cause, decided)
