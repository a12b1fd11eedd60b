"""What time it is: the wall clock, plus the offset of a local demo that travels in time.

Only the domain's time travels (received_at, timers, workflow steps); leases and the outbox's
own `due` use `wall()` (architecture.md, idea 6). On AWS there is no clock file and no offset.
"""

import json
import time
from datetime import UTC, datetime, timedelta


def wall() -> float:
    """Epoch seconds of this machine's clock."""
    return time.time()


def offset(clock_file: str | None) -> timedelta:
    """How far the local cloud has travelled; zero on AWS."""
    if clock_file is None:
        return timedelta(0)
    from pathlib import Path  # takes 2 ms, and AWS has no clock file

    try:
        document = json.loads(Path(clock_file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return timedelta(0)
    return timedelta(seconds=document["offset_seconds"])


def now(clock_file: str | None) -> datetime:
    """The domain's time, aware and in UTC."""
    return datetime.now(UTC) + offset(clock_file)
