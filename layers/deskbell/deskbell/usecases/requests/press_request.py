"""The buttons of guided requests (A1-06); as with a ticket's, a value is only a claim."""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import Kind, Ref
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.requests import commands as c
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.requests.begin_request import begin_by_button
from deskbell.usecases.requests.change_request import change_request
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.desk import TicketPorts

OF_REQUESTS = frozenset(
    {Button.REQUEST_FILL, Button.REQUEST_BEGIN, Button.REQUEST_TICK, Button.REQUEST_CANCEL}
)
LONGEST_GENERATION = 6


def press_request(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    if press.action is Button.REQUEST_BEGIN:
        return begin_by_button(ports, press, cause)
    if press.action is Button.REQUEST_FILL:
        return ignored("answered_by_a_dialog")
    name, _, rest = press.value.partition("|")
    ref = request_of(name)
    if ref is None:
        return ignored("button_unreadable")
    by = acting(ports, cause.install, press.person, press.channel)
    if press.action is Button.REQUEST_CANCEL:
        return change_request(ports, ref, cause, c.CancelRequest(by, press.channel))
    generation, _, item = rest.partition("|")
    if not (generation.isascii() and generation.isdigit() and len(generation) < LONGEST_GENERATION):
        return ignored("button_unreadable")
    command = c.TickItem(by, press.channel, int(generation), item)
    return change_request(ports, ref, cause, command)


def request_of(name: str) -> Ref | None:
    """The reference that a value claims, if it is a request's."""
    try:
        ref = Ref.parse(name)
    except ValueError:
        return None
    return ref if ref.kind is Kind.REQUEST else None
