"""What can happen to something that Slack would not take; see tickets/events.py."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeliveryRetried:
    """An operator had an effect tried again that Slack had refused with `code`; `row` was its
    outbox row, and the new one is of this version."""

    effect: str
    code: str
    row: str
