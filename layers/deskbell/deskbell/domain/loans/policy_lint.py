"""What a policy must not say, whoever wrote it; the settings check it before they are used.

The rest (numbers, names, times of day) is the reader's to check.
"""

from collections.abc import Iterator
from datetime import timedelta

from deskbell.domain.loans.policy import Delivery, LoanPolicy

NO_TIME = timedelta(0)
LATEST = "23:59"


def lint(policy: LoanPolicy) -> Iterator[tuple[str, str]]:
    """Each setting with what is wrong with it."""
    visit = policy.visit
    for name, count in (
        ("longest", policy.longest),
        ("ahead", policy.ahead),
        ("visit.capacity", visit.capacity),
    ):
        if count < 1:
            yield name, "has to be 1 or more"
    for name, span in (
        ("hold", policy.hold),
        ("offer", policy.offer),
        ("transit", policy.transit),
        ("remind_every", policy.remind_every),
        ("visit.slot", visit.slot),
        ("visit.validity", visit.validity),
    ):
        if span <= NO_TIME:
            yield name, "has to be longer than nothing"
    if policy.hours.closes > LATEST:
        yield "hours", f"has to end by {LATEST}: what is due then is due that day"
    if visit.questions and visit.validity <= visit.remind_before:
        yield "visit.validity", "is over before the visit: it has to outlast visit.remind_before"
    if len({question.id for question in visit.questions}) < len(visit.questions):
        yield "visit.questions", "an id is there twice"
    if Delivery.PICK_UP in visit.alternatives:
        yield "visit.alternatives", f"one of: {Delivery.SHIP}, {Delivery.DESKSIDE}"
