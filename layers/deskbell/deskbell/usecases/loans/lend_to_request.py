"""A guided request asks for a laptop for its requester (A1-06, A1-07): it becomes a loan, as what
the form asks for does; how that stands comes back to it (domain/loans/for_request.py).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskbell.domain.caused_inputs import LaptopWanted
from deskbell.domain.decision import Cause
from deskbell.domain.loans.policy import LoanPolicy, OfficeId
from deskbell.domain.loans.standing import Stands
from deskbell.domain.loans.wish import USUALLY_NEEDED_IN
from deskbell.domain.requests.commands import HearOfLoan
from deskbell.usecases.change import Handled
from deskbell.usecases.loans.offices import borrower
from deskbell.usecases.loans.request_loan import Wanted, open_loan
from deskbell.usecases.requests.change_request import change_request
from deskbell.usecases.tickets.desk import TicketPorts


def lend_to_request(ports: TicketPorts, wanted: LaptopWanted, cause: Cause) -> Handled:
    """Where an office lends nothing, or not so far ahead, there is no loan to hear of."""
    policy = ports.settings.current().loans.get(OfficeId(wanted.office))
    if policy is None:
        return _nothing_comes_of_it(ports, wanted, cause)
    needed_by = _needed_by(wanted, policy, cause.at)
    if needed_by > cause.at + timedelta(days=policy.ahead):
        return _nothing_comes_of_it(ports, wanted, cause)
    by = borrower(ports, cause, wanted.requester)
    wish = Wanted(
        by=by,
        requester=wanted.requester,
        manager=borrower(ports, cause, wanted.manager) if wanted.manager else None,
        needed_by=needed_by,
        days=_days(wanted, policy, needed_by),
        why=wanted.why,
        request=wanted.request,
    )
    return open_loan(ports, wanted.loan, policy, wish, cause)


def _nothing_comes_of_it(ports: TicketPorts, wanted: LaptopWanted, cause: Cause) -> Handled:
    told = HearOfLoan(wanted.loan, Stands.GONE)
    return change_request(ports, wanted.request, cause, told)


def _needed_by(wanted: LaptopWanted, policy: LoanPolicy, now: datetime) -> datetime:
    """As the office opens on the first day; of none, or of a day that has come, when a form would
    say."""
    if wanted.start is None:
        return now + USUALLY_NEEDED_IN
    opens = time.fromisoformat(policy.hours.opens)
    morning = datetime.combine(date.fromisoformat(wanted.start), opens, ZoneInfo(policy.zone))
    return max(morning.astimezone(UTC), now)


def _days(wanted: LaptopWanted, policy: LoanPolicy, needed_by: datetime) -> int:
    """To the last day, as far as the office lends; without one, as long as it does."""
    if wanted.end is None:
        return policy.longest
    first = needed_by.astimezone(ZoneInfo(policy.zone)).date()
    return min(max((date.fromisoformat(wanted.end) - first).days, 1), policy.longest)
