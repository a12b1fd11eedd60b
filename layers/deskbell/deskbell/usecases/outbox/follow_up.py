"""What one change causes elsewhere in the desk, put on the inbox."""

from dataclasses import replace

from deskbell.domain.effects import FollowUp
from deskbell.domain.paging.inputs import Anew
from deskbell.usecases.outbox.posting import DONE, Ports, Result
from deskbell.usecases.ports import OutboxRow


def follow_up(row: OutboxRow, effect: FollowUp, ports: Ports) -> Result:
    """Raises QueueUnavailableError."""
    hops = 0 if isinstance(effect.envelope.input, Anew) else row.hops + 1
    ports.queue.put(replace(effect.envelope, hops=hops))
    return DONE
