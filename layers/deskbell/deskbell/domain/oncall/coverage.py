"""Whether somebody is on call all the time; the operator's commands refuse a gap (D-7)."""

from datetime import datetime, timedelta

from deskbell.domain.oncall.schedule import Schedule
from deskbell.domain.oncall.shifts import Shift, gaps

COVERED_FOR = timedelta(days=90)
"""So far ahead, nobody may be missing."""


def first_gap(schedule: Schedule, now: datetime) -> Shift | None:
    """The first time without anybody; up to its end, or to where nobody looks any more."""
    return next(gaps(schedule, now, now + COVERED_FOR), None)
