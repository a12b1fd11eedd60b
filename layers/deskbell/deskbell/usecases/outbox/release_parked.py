"""What waited for a thread to become known goes on the inbox again.

Called where that happens: a ticket is opened (`ReleaseParked`), a card of ours is posted, or the
echo of that post arrives, which also helps where the relay died in between.
"""

from dataclasses import replace

from deskbell.domain.ids import Thread
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.ports import OutboxRow


def release_parked(row: OutboxRow, thread: Thread, ports: Ports) -> None:
    """In the order in which they happened: all that waited when the row was decided, however late
    this is. Raises QueueUnavailableError."""
    for envelope in ports.parked.waiting(row.install, thread, row.created):
        # A crash between the two puts it again later; its key makes that harmless.
        ports.queue.put(replace(envelope, hops=envelope.hops + 1))
        ports.parked.drop(row.install, thread, envelope.key)
