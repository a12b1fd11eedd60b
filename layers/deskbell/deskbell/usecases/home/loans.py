"""What somebody has borrowed, or wants to, for their Home tab (A1-12); the relay asks."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from deskbell.domain.decision import Role
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.telling import offers_now
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.home.content import Borrowed
from deskbell.usecases.loans.offices import policy_of
from deskbell.usecases.loans.visit_times import with_times
from deskbell.usecases.ports import Aggregates, TicketLists

MOST_SHOWN = 5
"""The newest ones; hardly anybody has two."""


def loans_of(
    install: InstallId,
    person: PersonId,
    desk: Desk,
    lists: TicketLists,
    aggregates: Aggregates,
    now: datetime,
) -> Sequence[Borrowed]:
    return list(_loans(install, person, desk, lists, aggregates, now))


def _loans(
    install: InstallId,
    person: PersonId,
    desk: Desk,
    lists: TicketLists,
    aggregates: Aggregates,
    now: datetime,
) -> Iterator[Borrowed]:
    """An index may lag behind: what is over by now is not shown."""
    if not desk.loans:
        return
    for ref in lists.of_person(install, person, Role.BORROWER)[:MOST_SHOWN]:
        loan = aggregates.load(ref)
        policy = policy_of(desk, loan.office) if isinstance(loan, Loan) else None
        if isinstance(loan, Loan) and policy and loan.is_open:
            offers = with_times(offers_now(loan, policy, now), desk, aggregates, now)
            yield Borrowed(loan, policy.name, offers)
