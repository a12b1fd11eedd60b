"""Between the clocks on the wall of a zone and instants in UTC, where clocks change as well.

Everything about on-call reckons with it, so that all of it agrees (on-call rule R3, which is
RFC 5545's, 3.3.5): a time that the clock jumps over is as much later as it jumps (02:30 is
03:30), and of one that comes twice the first is meant.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

MOST_JUMPED = timedelta(days=1)
"""No clock was ever put on or back by more: Samoa left out a whole day."""


def instant(wall: datetime, zone: str) -> datetime:
    """When the clocks of `zone` show `wall`, which is without a zone; in UTC."""
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def wall_time(at: datetime, zone: str) -> datetime:
    """What the clocks of `zone` show at this instant; without a zone."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def latest_wall_time(at: datetime, zone: str) -> datetime:
    """No clock of `zone` has shown more by then: while an hour comes for the second time, all of
    it was there before."""
    shown = wall_time(at, zone)
    return shown + (at - instant(shown, zone))
