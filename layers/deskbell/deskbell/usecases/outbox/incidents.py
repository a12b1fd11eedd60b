"""The live card of an outage, as the relay brings it up to date, and the alarm that nobody has
answered; outages.py calls these."""

from deskbell.domain.ids import PersonId
from deskbell.domain.paging.effects import ShowIncident
from deskbell.domain.paging.incident import Incident
from deskbell.usecases.outbox.kept_cards import post_kept, update_kept
from deskbell.usecases.outbox.posting import DONE, Ports, Result
from deskbell.usecases.ports import OutboxRow


def show_incident(row: OutboxRow, effect: ShowIncident, ports: Ports) -> Result:
    incident = row.aggregate or ports.aggregates.load(row.ref)
    if not isinstance(incident, Incident):
        return DONE
    shown = ports.aggregates.asked(row.ref, PersonId(effect.channel))
    if shown and shown.revision >= incident.version:
        return DONE
    message = ports.renderer.incident(incident)
    if shown:
        return update_kept(shown, incident.version, message, ports)
    return post_kept(row, effect.channel, None, incident.version, message, ports)


def sound_alarm(row: OutboxRow, ports: Ports) -> Result:
    """Twice after a crash: an alarm that is on already hears nothing new."""
    ports.alarm.sound(row.ref)
    return DONE
