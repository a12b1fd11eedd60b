"""The days of an office on the clock: when it closes, and when somebody can come.

Reckoned in the office's zone; everything that comes out is in UTC.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from deskbell.domain.calendars.office_hours import next_opening
from deskbell.domain.ids import Ref
from deskbell.domain.loans.policy import LoanPolicy
from deskbell.domain.loans.stock import Stock

MOST_SLOTS = 100
"""What a Slack select shows."""


def closing_after(policy: LoanPolicy, at: datetime) -> datetime:
    """The end of the office's day at `at`, or of the next day on which it opens: nobody is late
    because the office is closed."""
    opens = next_opening(policy.hours, at, policy.zone)
    return _at(policy, opens, policy.hours.closes)


def slots(policy: LoanPolicy, after: datetime, until: datetime) -> Iterator[datetime]:
    """The starts of all visits later than `after` that end by `until`."""
    day = next_opening(policy.hours, after, policy.zone)
    while day < until:
        start = _at(policy, day, policy.hours.opens)
        closes = _at(policy, day, policy.hours.closes)
        while start + policy.visit.slot <= min(closes, until):
            if start > after:
                yield start
            start += policy.visit.slot
        day = next_opening(policy.hours, closes, policy.zone)


def free_slots(
    policy: LoanPolicy, stock: Stock, loan: Ref, after: datetime, until: datetime
) -> list[datetime]:
    """What somebody can choose from: the next ones at which not too many others come."""
    found: list[datetime] = []
    for start in slots(policy, after, until):
        if stock.visits_at(start, loan) < policy.visit.capacity:
            found.append(start)
        if len(found) == MOST_SLOTS:
            break
    return found


def _at(policy: LoanPolicy, day: datetime, clock: str) -> datetime:
    """That time of the same day in the office."""
    zone = ZoneInfo(policy.zone)
    local = day.astimezone(zone).date()
    return datetime.combine(local, time.fromisoformat(clock), zone).astimezone(UTC)
