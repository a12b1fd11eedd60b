"""The live card of an outage, as the relay brings it up to date, and the alarm that nobody has
answered; outages.py calls these."""

from deskbell.domain.ids import PersonId
from deskbell.domain.paging.effects import ShowIncident
from deskbell.domain.paging.incident import Incident
from deskbell.usecases.outbox.kept_cards import post_kept, update_kept
from deskbell.usecases.outbox.posting import DONE, Ports, Result
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Never, Sent


def show_incident(row: OutboxRow, effect: ShowIncident, ports: Ports) -> Result:
    incident = row.aggregate or ports.aggregates.load(row.ref)
    if not isinstance(incident, Incident):
        return DONE
    shown = ports.aggregates.asked(row.ref, PersonId(effect.channel))
    if shown and shown.revision >= incident.version:
        return DONE
    message = ports.renderer.incident(incident)
    if shown:
        result = update_kept(shown, incident.version, message, ports)
    else:
        result = post_kept(row, effect.channel, None, incident.version, message, ports)
    if isinstance(result.outcome, Never) and effect.channel == incident.own_channel:
        # People may archive it, or put us out. The policy's channel has the card as well.
        return Result(Sent(), dropped=result.outcome.code)
    return result


def sound_alarm(row: OutboxRow, ports: Ports) -> Result:
    """Twice after a crash: an alarm that is on already hears nothing new."""
    ports.alarm.sound(row.ref)
    return DONE
