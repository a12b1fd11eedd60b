"""Slack may tell that an emoji came off before it tells that it was put on (bad_inputs.md 57).

`react_to_emoji.py` asks, and parks what came off too early to have done anything.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import ReactionChanged
from deskbell.usecases.tickets.desk import TicketPorts


def taken_off_since(
    ports: TicketPorts, message: Thread, reaction: ReactionChanged, cause: Cause
) -> bool:
    """Taking the emoji off may arrive before putting it on; the later of the two by Slack's time
    counts (bad_inputs.md 57), so one that waits here and is the earlier counts no more."""
    for waiting in ports.parked.waiting(cause.install, message, cause.at.timestamp()):
        match waiting.input:
            case ReactionChanged(added=False, person=reaction.person, emoji=reaction.emoji) as off:
                if off.event_ts > reaction.event_ts:
                    return True
                ports.parked.drop(cause.install, message, waiting.key)
            case _:
                pass
    return False
