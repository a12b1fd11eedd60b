"""What is held back until its reader's morning; `send_outbox` asks before it sends (A5-06)."""

from datetime import UTC, datetime

from deskbell.domain.deliveries.calm import CALM
from deskbell.domain.deliveries.quiet import quiet_until
from deskbell.domain.effects import SendDirect
from deskbell.domain.mail.addresses import address_of
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.ports import OutboxRow


def held_until(row: OutboxRow, ports: Ports) -> float | None:
    """In epoch seconds of the wall clock; None: say it now. What may have been said already is not
    held, and a mail wakes nobody."""
    quiet = ports.settings.current().quiet_hours
    effect = row.effect
    if quiet is None or not isinstance(effect, SendDirect) or row.doubtful:
        return None
    if effect.text.key not in CALM or address_of(effect.person):
        return None
    zone = ports.people.get(row.install, effect.person).zone or ports.settings.current().zone
    morning = quiet_until(quiet, zone, datetime.fromtimestamp(ports.wall(), UTC))
    return morning.timestamp() if morning else None
