"""What is held back until its reader's morning; `send_outbox` asks before it sends (A5-06)."""

from datetime import UTC, datetime

from deskbell.domain.deliveries.calm import CALM
from deskbell.domain.deliveries.quiet import quiet_until
from deskbell.domain.effects import Effect, SendDirect, ShowSurvey
from deskbell.domain.ids import PersonId
from deskbell.domain.mail.addresses import address_of
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.ports import OutboxRow


def held_until(row: OutboxRow, ports: Ports) -> float | None:
    """In epoch seconds of the wall clock; None: say it now. What may have been said already is not
    held, and a mail wakes nobody."""
    quiet, person = ports.settings.current().quiet_hours, _who_sleeps(row.effect)
    if quiet is None or person is None or row.doubtful:
        return None
    zone = ports.people.get(row.install, person).zone or ports.settings.current().zone
    morning = quiet_until(quiet, zone, datetime.fromtimestamp(ports.wall(), UTC))
    return morning.timestamp() if morning else None


def _who_sleeps(effect: Effect) -> PersonId | None:
    """Whom it would wake with what can wait."""
    match effect:
        case SendDirect(person=person, text=text) if text.key in CALM:
            return None if address_of(person) else person
        case ShowSurvey(person=person, asks=True):
            return person
        case _:
            return None
