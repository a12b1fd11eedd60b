"""What comes before its ticket waits for it: order is not promised (slack.md 3).

Opening a ticket releases what waits for its thread (`ReleaseParked`); after an hour, well over
Slack's own retries, it was an ordinary message and is forgotten.
"""

from datetime import timedelta

from deskbell.domain.ids import Thread
from deskbell.domain.inputs import Envelope
from deskbell.usecases.ports import Parked
from deskbell.usecases.tickets.desk import Handled, ignored

PATIENCE = timedelta(hours=1)


def park_input(parked: Parked, thread: Thread, envelope: Envelope) -> Handled:
    """Puts the input aside under the thread it belongs to; twice is once."""
    parked.park(thread, envelope, envelope.received_at + PATIENCE)
    return ignored("parked")
