"""A look at something that its timer may have forgotten; the scheduled rules' lookers send it."""

from datetime import datetime

from deskbell.domain.ids import EventKey, InstallId, Ref
from deskbell.domain.inputs import Envelope, TimerDue


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
