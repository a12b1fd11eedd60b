"""What may not be said where it was meant to be said: a ticket has become private since (D-12).

Asked right before a post into a channel; a card says one neutral line instead.
"""

from deskbell.domain.ids import ChannelId
from deskbell.domain.tickets.places import is_shown_in
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.ports import OutboxRow


def is_withheld(row: OutboxRow, channel: ChannelId, ports: Ports) -> bool:
    """Whether nothing of the row's ticket may appear in that channel, as it stands now."""
    state = ports.aggregates.load(row.ref)
    return isinstance(state, Ticket) and not is_shown_in(state, channel, ports.settings.current())
