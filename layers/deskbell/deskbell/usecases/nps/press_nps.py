"""A button of the card of a low score: take it, say what was done, open it again (A1-24); its
member was asked again, or does not want to be contacted (A1-25).

As with a ticket's button, the value is only a claim, and `decide` asks who may.
"""

from collections.abc import Mapping

from deskbell.domain.decision import Cause
from deskbell.domain.ids import Kind, Ref
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.nps import commands as c
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.steps import case_link
from deskbell.domain.nps.words import How
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.nps.change_case import change_case
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.desk import TicketPorts

OUTCOMES: Mapping[Button, How] = {
    Button.NPS_CALLED: How.CALLED,
    Button.NPS_CREDITED: How.CREDITED,
    Button.NPS_FIXED: How.FIXED,
    Button.NPS_NO_CONTACT: How.NO_CONTACT,
}
CONTACT = frozenset({Button.NPS_DO_NOT_CONTACT, Button.NPS_MAY_CONTACT})
OF_NPS = frozenset(
    {Button.NPS_TAKE, Button.NPS_REOPEN, Button.NPS_ASKED_AGAIN, *CONTACT, *OUTCOMES}
)


def press_nps(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    try:
        ref = Ref.parse(press.value)
    except ValueError:
        return ignored("button_unreadable")
    if ref.kind is not Kind.NPS:
        return ignored("button_unreadable")
    if press.action in CONTACT:
        ref = _newest(ports, ref, cause)
    by = acting(ports, cause.install, press.person, press.channel)
    return change_case(ports, ref, cause, _command(press, by))


def _newest(ports: TicketPorts, ref: Ref, cause: Cause) -> Ref:
    """What is said of a member is said of all of their cases: the newest one hands it on."""
    case = of_kind(Case, ports.aggregates.load(ref))
    link = ports.aggregates.find(case_link(cause.install, case.member)) if case else None
    return link.ref if link else ref


def _command(press: ButtonPressed, by: Member) -> c.CaseCommand:
    if how := OUTCOMES.get(press.action):
        return c.MarkHandled(by, press.channel, how)
    if press.action is Button.NPS_TAKE:
        return c.Take(by, press.channel)
    if press.action is Button.NPS_ASKED_AGAIN:
        return c.AskAgain(by, press.channel)
    if press.action in CONTACT:
        wanted = press.action is Button.NPS_MAY_CONTACT
        return c.SetContact(by, press.channel, wanted)
    return c.Reopen(by, press.channel)
