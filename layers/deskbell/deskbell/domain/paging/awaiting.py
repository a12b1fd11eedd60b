"""What an incident waits for, in the words of its state machine (functions/outage_paging)."""

from collections.abc import Mapping
from enum import StrEnum

from deskbell.domain.paging.incident import Status


class Awaits(StrEnum):
    """What has to happen next, before its time has come."""

    END_OF_HOLD = "end_of_hold"
    """Of maintenance, of quiet hours, or of coming and going."""
    ANSWER = "answer"
    """Of one of those who are called."""
    RESOLUTION = "resolution"
    """Or a word at least, from whoever sees to it."""
    END_OF_SNOOZE = "end_of_snooze"
    ANYBODY = "anybody"
    """All have been called, and nobody has answered."""


AWAITED: Mapping[Status, Awaits] = {
    Status.HELD: Awaits.END_OF_HOLD,
    Status.OPEN: Awaits.ANSWER,
    Status.ACKNOWLEDGED: Awaits.RESOLUTION,
    Status.SNOOZED: Awaits.END_OF_SNOOZE,
    Status.EXHAUSTED: Awaits.ANYBODY,
}
"""As long as it is open."""
