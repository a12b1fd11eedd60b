"""A form that the ingress found valid becomes a ticket (A1-02, A5-05): one view, one ticket."""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import ticket_ref
from deskbell.domain.inputs import FormSubmitted
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import member
from deskbell.domain.tickets.ticket import FormAnswers, Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts


def submit_form(ports: TicketPorts, submission: FormSubmitted, cause: Cause) -> Handled:
    """The ticket's id derives from the view's, so a double click is the same ticket (I1)."""
    desk = ports.settings.current()
    form = desk.forms.get(submission.form)
    if form is None:
        return ignored("form_unknown")
    ref = ticket_ref(cause.install, "view", submission.view_id)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        return c.OpenFromForm(
            ref=ref,
            install=cause.install,
            # Refused where the ticket is there already, so no number is used up for that.
            number=state.number if state else ports.aggregates.reserve_number(cause.install),
            inbox=desk.inboxes[form.inbox],
            channel=form.channel,
            by=member(submission.person, desk),
            answers=FormAnswers(form.id, submission.values),
        )

    return change_ticket(ports.aggregates, ref, cause, command_for)
