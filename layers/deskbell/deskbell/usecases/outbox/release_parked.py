"""What waited for a thread to become known goes on the inbox again.

Called where that happens: a ticket is opened (`ReleaseParked`), or a card of ours has a place
(`cards`), whether the relay knows it from Slack's answer or the intake from the post's echo.
"""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.ids import Thread
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.ports import OutboxRow


def release_parked(
    row: OutboxRow, thread: Thread, ports: Ports, since: datetime | None = None
) -> None:
    """In the order in which they happened: all that waited at that time, or else when the row was
    decided, however late this is. Raises QueueUnavailableError."""
    waited_at = since.timestamp() if since else row.created
    for envelope in ports.parked.waiting(row.install, thread, waited_at):
        # A crash between the two puts it again later; its key makes that harmless.
        ports.queue.put(replace(envelope, hops=envelope.hops + 1))
        ports.parked.drop(row.install, thread, envelope.key)
