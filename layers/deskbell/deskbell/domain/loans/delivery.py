"""Something that was to be said to whom a loan is for did not get through: the office hears of it,
and an operator can have it said again."""

from dataclasses import replace

from deskbell.domain.decision import Decision
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.loans import commands as c
from deskbell.domain.loans import events as e
from deskbell.domain.loans.telling import tell_office
from deskbell.domain.loans.transition import Case, step
from deskbell.domain.loans.words import reason
from deskbell.domain.texts import Name


def record_unreached(case: Case, command: c.RecordUnreached) -> Decision:
    """Its timers go on, and so do those who wait: somebody tells them another way."""
    who, code = Name(command.person), command.code
    return step(
        case,
        case.loan,
        e.BorrowerNotReached(command.person, code),
        reason("not_reached", code=code),
        effects=[tell_office(case.loan, case.policy, "not_reached", person=who, code=code)],
    )


def retried(case: Case, delivery: RetryDelivery) -> Decision:
    [change] = step(
        case, case.loan, delivery.event, delivery.reason, effects=[delivery.effect]
    ).changes
    return Decision((replace(change, rows=delivery.rows),))
