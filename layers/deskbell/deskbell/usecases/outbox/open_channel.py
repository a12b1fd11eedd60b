"""The own channel of an outage, made in Slack and told to the inbox; outages.py calls it."""

from deskbell.domain.inputs import ChannelMade
from deskbell.domain.paging.effects import OpenChannel
from deskbell.usecases.outbox.posting import DONE, Ports, Result, tell_inbox
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Later, Never, Unknown


def open_channel(row: OutboxRow, effect: OpenChannel, ports: Ports) -> Result:
    """Raises QueueUnavailableError. Made twice it is the same one: Slack has each name once."""
    made = ports.workspace.open_channel(effect.name)
    match made:
        case Unknown(code=code):
            return Result(Later(None, code))
        case Later() | Never():
            return Result(made)
    tell_inbox(row, f"channel:{row.id}", "outages", ChannelMade(row.ref, made), ports)
    return DONE
