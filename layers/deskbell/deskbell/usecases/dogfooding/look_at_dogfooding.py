"""Once a workday each person's month of dogfooding is looked at, and the month before; the hourly
rule asks. A lost look delays an invitation by a day."""

from collections.abc import Iterator
from datetime import datetime

from deskbell.domain.dogfooding.decide import TIMER
from deskbell.domain.dogfooding.obligation import month_before
from deskbell.domain.ids import Ref, dogfood_month_ref, dogfood_ref
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.looks import look_at, workday
from deskbell.usecases.ports import InputQueue, Settings

HOUR = 10
"""When people are there, on the desk's clock."""


def look_at_dogfooding(settings: Settings, queue: InputQueue, now: datetime) -> int:
    """How many there are; `now` is the scheduled event's time. Raises QueueUnavailableError."""
    desk = settings.current()
    local = workday(desk, now)
    if desk.dogfooding is None or local is None or local.hour != HOUR:
        return 0
    found = [
        look_at(ref, TIMER, desk.workspace.install, now) for ref in _refs(desk, f"{local:%Y-%m}")
    ]
    queue.put_all(found)
    return len(found)


def _refs(desk: Desk, month: str) -> Iterator[Ref]:
    install = desk.workspace.install
    yield dogfood_month_ref(install, month_before(month))
    for person in desk.dogfooding.people if desk.dogfooding else ():
        yield dogfood_ref(install, person, month)
