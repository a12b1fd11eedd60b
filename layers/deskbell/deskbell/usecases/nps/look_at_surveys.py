"""On the first workday of each week the scores of the week before are counted; the hourly rule
asks. The whole history is read for that, so first it is asked whether that week is told already: a
look that failed comes again an hour later."""

from collections.abc import Callable, Iterable
from datetime import datetime, time

from deskbell.domain.ids import EventKey, nps_week_ref
from deskbell.domain.inputs import Envelope
from deskbell.domain.nps.week import week_before
from deskbell.domain.reports.nps_facts import NpsFact
from deskbell.domain.reports.nps_week import count_week
from deskbell.usecases.looks import workday
from deskbell.usecases.ports import Aggregates, InputQueue, Settings

BEGINS = time(9)
"""From then on people are there, on the desk's clock."""


def look_at_surveys(
    settings: Settings,
    queue: InputQueue,
    now: datetime,
    aggregates: Aggregates,
    history: Callable[[], Iterable[NpsFact]],
) -> int:
    """How many weeks were counted; `now` is the scheduled event's time. Raises
    QueueUnavailableError or StoreUnavailableError."""
    desk = settings.current()
    local = workday(desk, now)
    if desk.nps is None or local is None or local.time() < BEGINS:
        return 0
    install, week = desk.workspace.install, week_before(local.date())
    ref = nps_week_ref(install, week)
    if aggregates.load(ref):
        return 0
    counted = count_week(history(), week, desk.zone, desk.nps.thresholds, now)
    queue.put(
        Envelope(
            key=EventKey(f"nps-week:{ref}"),
            install=install,
            group=str(ref),
            occurred_at=now,
            received_at=now,
            input=counted,
        )
    )
    return 1
