"""What somebody may wish for, said beside the field before the form is taken (bad inputs 96, 97).

Called for the form; `requesting.py` looks again, apart from what only time has made wrong.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from deskbell.domain.loans.policy import LoanPolicy
from deskbell.domain.texts import Text

USUALLY_NEEDED_IN = timedelta(hours=48)
_DAYS = re.compile(r"\s*([0-9]{1,4})\s*")


def read_days(text: str) -> int | None:
    """A number of days as people write it; None where it is none."""
    found = _DAYS.fullmatch(text)
    return int(found[1]) if found else None


def wrong_wish(
    needed_by: datetime | None, days: int | None, policy: LoanPolicy, now: datetime
) -> Iterator[tuple[str, Text]]:
    """Each field with what is wrong with it."""
    if needed_by is None or needed_by <= now:
        yield "needed_by", _error("past")
    elif needed_by > now + timedelta(days=policy.ahead):
        yield "needed_by", _error("too_far_ahead", policy.ahead)
    if days is None or not 1 <= days <= policy.longest:
        yield "days", _error("days", policy.longest)


def _error(what: str, count: int | None = None) -> Text:
    return Text(f"error.loan_{what}", {} if count is None else {"count": count})
