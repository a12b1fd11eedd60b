"""A form that the ingress found valid becomes a ticket (A1-02, A5-05): one view, one ticket."""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import PersonId, ticket_ref
from deskbell.domain.inputs import FormSubmitted
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.it_form import FOR_OTHERS
from deskbell.domain.tickets.permissions import member, works_in
from deskbell.domain.tickets.ticket import FormAnswers, Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.consult_rules import consult_rules
from deskbell.usecases.tickets.desk import TicketPorts


def submit_form(ports: TicketPorts, submission: FormSubmitted, cause: Cause) -> Handled:
    """The ticket's id derives from the view's, so a double click is the same ticket (I1)."""
    desk = ports.settings.current()
    form = desk.forms.get(submission.form)
    if form is None:
        return ignored("form_unknown")
    ref = ticket_ref(cause.install, "view", submission.view_id)
    by = member(submission.person, desk)
    answers, requester = _whose(submission, works_in(by, form.inbox))
    inbox, title = desk.inboxes[form.inbox], submission.values.get("request", "")
    consulted = consult_rules(ports, inbox, form.channel, requester, title, cause.at, answers)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        return c.OpenFromForm(
            ref=ref,
            install=cause.install,
            # Refused where the ticket is there already, so no number is used up for that.
            number=state.number if state else ports.aggregates.reserve_number(cause.install),
            inbox=inbox,
            channel=form.channel,
            by=by,
            requester=requester,
            answers=answers,
            privacy=form.privacy,
            consulted=consulted,
        )

    return change_ticket(ports.aggregates, ref, cause, command_for)


def _whose(submission: FormSubmitted, may_file: bool) -> tuple[FormAnswers, PersonId]:
    """The answers worth keeping, and who asks: only who works there files for somebody else."""
    wanted = submission.values.get("requested_for", "")
    dropped = ("requested_for",) if may_file else FOR_OTHERS
    kept = {name: value for name, value in submission.values.items() if name not in dropped}
    requester = PersonId(wanted) if may_file and wanted else submission.person
    return FormAnswers(submission.form, kept), requester
