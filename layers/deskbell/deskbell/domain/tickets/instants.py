"""When a message was written, by Slack's own name for it; the thread's rules ask."""

from datetime import UTC, datetime

from deskbell.domain.ids import Ts


def instant_of(ts: Ts) -> datetime:
    """The UTC time of a Slack timestamp, exact to the microsecond (no float on the way)."""
    seconds, _, micros = ts.partition(".")
    return datetime.fromtimestamp(int(seconds), UTC).replace(
        microsecond=int(micros[:6].ljust(6, "0") or 0)
    )
