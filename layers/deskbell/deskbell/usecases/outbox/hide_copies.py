"""What was said elsewhere goes from a thread in which its ticket may not be shown any more (D-12).

`show_card` calls it where the card says one neutral line instead, `retire_card` where it leaves.
Repeating it is harmless.
"""

from deskbell.domain.effects import Place
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Never, Outcome, Sent, Undelivered


def hide_copies(row: OutboxRow, place: Place, ports: Ports) -> Outcome | None:
    """Why a copy may still be there, or None. That they were there stays written down: nothing of
    a private talk comes back by itself when the ticket is opened up again."""
    for copied in ports.aggregates.copies(row.ref, place):
        outcome = ports.workspace.delete(copied.post) if copied.post else Sent()
        match outcome:
            case Sent() | Never(why=Undelivered.MESSAGE_GONE):
                continue
            case _:
                return outcome
    return None
