"""What comes before its ticket waits for it: order is not promised (slack.md 3).

A thread that becomes known releases what waits for it (`release_parked`); after an hour, well
over Slack's own retries, it was an ordinary message and is forgotten.

    this input    no link ── park ─────────── link? then go on
    the ticket        commits the link ── releases: nothing waits yet

Whichever comes second sees the other's write, so nothing waits for what has come already.
"""

from datetime import timedelta

from deskbell.domain.decision import Link, message_link
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import Envelope
from deskbell.usecases.tickets.desk import TicketPorts

PATIENCE = timedelta(hours=1)


def park_input(
    ports: TicketPorts, thread: Thread, envelope: Envelope, key: str | None = None
) -> Link | None:
    """Puts the input aside under the thread it belongs to; twice is once.

    Returns the thread's link if it has come meanwhile: then the input need not wait. `key` is that
    of a card that is no ticket's.
    """
    ports.parked.park(thread, envelope, envelope.received_at + PATIENCE)
    link = ports.aggregates.find(key or message_link(envelope.install, thread))
    if link is not None:
        ports.parked.drop(envelope.install, thread, envelope.key)
    return link
