"""One more input that a ticket's decision causes, as an effect; `bulk.py` and `flagging.py` ask."""

from datetime import datetime

from deskbell.domain.caused_inputs import CausedInput
from deskbell.domain.effects import FollowUp
from deskbell.domain.ids import EventKey, Ref
from deskbell.domain.inputs import Envelope
from deskbell.domain.tickets.ticket import Ticket


def caused(
    of: Ref, version: int, given: CausedInput, by: Ticket, now: datetime, number: int = 0
) -> FollowUp:
    """The `number`th input that the `version` of the ticket `by` causes, about the ticket `of`."""
    envelope = Envelope(
        key=EventKey(f"caused:{by.ref}:{version}:{number}"),
        install=by.install,
        group=str(of),
        occurred_at=now,
        received_at=now,
        input=given,
    )
    return FollowUp(envelope)
