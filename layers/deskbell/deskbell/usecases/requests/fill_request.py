"""A form of a guided request was sent: of a running one, or to begin one (A1-06)."""

from deskbell.domain.catalogue.form_claim import FormClaim
from deskbell.domain.decision import Cause
from deskbell.domain.inputs import DialogSubmitted
from deskbell.domain.requests.commands import FillForm
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.requests.begin_request import begin_with_form
from deskbell.usecases.requests.change_request import change_request
from deskbell.usecases.requests.press_request import request_of
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.desk import TicketPorts


def fill_request(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    claim = FormClaim.read(submitted.value)
    if claim is None:
        return ignored("dialog_unreadable")
    if not claim.ref:
        return begin_with_form(ports, claim, submitted, cause)
    ref = request_of(claim.ref)
    if ref is None:
        return ignored("dialog_unreadable")
    by = acting(ports, cause.install, submitted.person, submitted.channel)
    command = FillForm(by, submitted.channel, claim.step, claim.generation, submitted.values)
    return change_request(ports, ref, cause, command)
