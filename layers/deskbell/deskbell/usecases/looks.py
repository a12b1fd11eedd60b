"""What the scheduled rules' lookers share: a look at something that its timer may have forgotten,
and whether today is a workday."""

from datetime import datetime
from zoneinfo import ZoneInfo

from deskbell.domain.ids import EventKey, InstallId, Ref
from deskbell.domain.inputs import Envelope, TimerDue
from deskbell.domain.settings.desk import Desk

FRIDAY = 4


def look_at(ref: Ref, timer: str, install: InstallId, now: datetime) -> Envelope:
    """As if that timer were due; the same each time within a minute."""
    return Envelope(
        key=EventKey(f"look:{ref}:{now:%Y-%m-%dT%H:%M}"),
        install=install,
        group=str(ref),
        occurred_at=now,
        received_at=now,
        input=TimerDue(ref, timer, 0, now),
    )


def workday(desk: Desk, now: datetime) -> datetime | None:
    """`now` on the desk's clock; None at the week's end and on a holiday."""
    local = now.astimezone(ZoneInfo(desk.zone))
    is_holiday = local.date().isoformat() in desk.holidays
    return None if is_holiday or local.weekday() > FRIDAY else local
