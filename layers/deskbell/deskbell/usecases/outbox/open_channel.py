"""The own channel of an outage, made in Slack and told to the inbox; outages.py calls it."""

from deskbell.domain.inputs import ChannelMade
from deskbell.domain.paging.effects import InviteTo, OpenChannel
from deskbell.domain.paging.incident import Incident
from deskbell.usecases.outbox.posting import DONE, Ports, Result, tell_inbox
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Later, Never, Sent, Unknown

TAKEN, LOOKS = "name_taken", 4
"""So often a name that an attempt without an answer may have taken is looked for again: Slack
lists a new channel a little later."""


def invite(effect: InviteTo, ports: Ports) -> Result:
    """Who cannot come in finds the live card where it was before; nothing waits for that."""
    outcome = ports.workspace.invite(effect.channel, effect.people)
    return Result(Sent(), dropped=outcome.code) if isinstance(outcome, Never) else Result(outcome)


def open_channel(row: OutboxRow, effect: OpenChannel, ports: Ports) -> Result:
    """Raises QueueUnavailableError. Made twice it is the same one: Slack has each name once. By the
    time that Slack makes it, the outage may be over: then nobody needs it."""
    incident = row.aggregate or ports.aggregates.load(row.ref)
    if isinstance(incident, Incident) and not incident.is_open:
        return Result(Sent(), dropped="over")
    made = ports.workspace.open_channel(effect.name)
    if isinstance(made, Never) and made.code == TAKEN and 0 < row.delays <= LOOKS:
        return Result(Later(None, TAKEN))
    match made:
        case Unknown(code=code):
            return Result(Later(None, code))
        case Later() | Never():
            return Result(made)
    tell_inbox(row, f"channel:{row.id}", "outages", ChannelMade(row.ref, made), ports)
    return DONE
