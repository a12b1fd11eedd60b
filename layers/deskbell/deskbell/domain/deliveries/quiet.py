"""When somebody's night ends (A5-06, C-08); pure. The relay asks before it says what can wait."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskbell.domain.settings.hours import QuietHours


def quiet_until(quiet: QuietHours, zone: str, at: datetime) -> datetime | None:
    """The end of somebody's night, in UTC; None by day. `at` is aware. Half open: the minute in
    which it ends is day."""
    local = at.astimezone(ZoneInfo(zone))
    begins, ends = time.fromisoformat(quiet.begins), time.fromisoformat(quiet.ends)
    now = local.time().replace(tzinfo=None)
    over_midnight = begins > ends
    is_night = now >= begins or now < ends if over_midnight else begins <= now < ends
    if not is_night:
        return None
    tomorrow = over_midnight and now >= begins
    day = local.date() + timedelta(days=1 if tomorrow else 0)
    return datetime.combine(day, ends, ZoneInfo(zone)).astimezone(UTC)
