"""The execution behind a loan: what it asks for, and what becomes of it when it is lost.

It shows where the loan stands and looks after it; the loan itself goes on without it.
"""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.loans import commands as c
from deskbell.domain.loans.loan import Loan, Status
from deskbell.domain.loans.stock import Stock
from deskbell.domain.loans.timers import DEADLINE, ESCALATION, REMINDER
from deskbell.domain.loans.transition import Case, step
from deskbell.domain.texts import Text
from deskbell.domain.workflows.events import WorkflowStalled
from deskbell.domain.workflows.watch import GENERATION_LIMIT


def overdue(loan: Loan, stock: Stock, now: datetime) -> c.LoanChange | None:
    """What a timer, or the word of a free laptop, should have asked for by now."""
    if loan.status is Status.WAITLISTED and stock.free_for(loan.ref):
        return c.TakeTurn()
    timers = {DEADLINE: loan.deadline, REMINDER: loan.remind_at, ESCALATION: loan.escalate_at}
    due = (name for name, at in timers.items() if at is not None and at <= now)
    return next((c.ExpireTimer(name) for name in due), None)


def restart_workflow(case: Case) -> Decision:
    """Another execution, for no other one waits where the loan stands."""
    loan = case.loan
    if loan.awaits is None:
        return nothing("workflow_on_time")
    if loan.generation >= GENERATION_LIMIT:
        return nothing("workflow_given_up")
    after = replace(loan, generation=loan.generation + 1)
    why = Text("reason.execution_lost", {"step": loan.awaits})
    return step(case, after, WorkflowStalled(after.generation, loan.awaits), why)
