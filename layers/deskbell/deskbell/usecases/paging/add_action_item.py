"""What the review of an outage has found to be done becomes a ticket; use_incident_dialog calls
this."""

from deskbell.domain.decision import Cause
from deskbell.domain.escaping import escaped
from deskbell.domain.ids import InboxId, ticket_ref
from deskbell.domain.inputs import DialogSubmitted
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.permissions import IncidentAction, can
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.review_commands import OpenFromReview
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts


def add_action_item(
    ports: TicketPorts, submitted: DialogSubmitted, incident: Incident, by: Member, cause: Cause
) -> Handled:
    """In the inbox that was chosen, whatever the desk's rules say: they could take it for an
    outage. The same form twice is one."""
    if not can(by, IncidentAction.REVIEW, incident):
        return ignored("incident_not_allowed")
    desk = ports.settings.current()
    inbox = desk.inboxes.get(InboxId(submitted.values.get("inbox", "")))
    said = submitted.values.get("text", "").strip()
    if inbox is None or not said:
        return ignored("dialog_unreadable")
    text = f"{escaped(said)} (#{incident.number}, {escaped(incident.system)})"
    ref = ticket_ref(cause.install, "review", cause.key)
    command = OpenFromReview(
        ref=ref,
        install=cause.install,
        number=ports.aggregates.reserve_number(cause.install),
        inbox=inbox,
        by=by.person,
        text=text,
        outage=incident.number,
    )
    return change_ticket(ports.aggregates, ref, cause, lambda _: command, is_new=True)
