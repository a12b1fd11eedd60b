"""An approver decides, or passes it on: by the button of their card, or by its dialogs (C-23).

As with a ticket's button, the value is only a claim, and `decide` asks who has a voice.
"""

from deskbell.domain.approvals import commands as c
from deskbell.domain.decision import Cause
from deskbell.domain.ids import Kind, PersonId
from deskbell.domain.inputs import ButtonPressed, Dialog, DialogSubmitted
from deskbell.usecases.approvals.change_approval import change_approval
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.claims import claim_of
from deskbell.usecases.tickets.desk import TicketPorts

OF_APPROVALS = frozenset({Dialog.REJECT, Dialog.DELEGATE})


def approve(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    claim = claim_of(press.value, Kind.APPROVAL)
    if claim is None:
        return ignored("button_unreadable")
    command = c.Approve(press.person, press.channel)
    return change_approval(ports.aggregates, claim[0], cause, command)


def vote_in_dialog(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    claim = claim_of(submitted.value, Kind.APPROVAL)
    if claim is None:
        return ignored("dialog_unreadable")
    by, channel, values = submitted.person, submitted.channel, submitted.values
    command: c.Reject | c.Delegate
    if submitted.dialog is Dialog.REJECT:
        command = c.Reject(by, channel, values["why"])
    else:
        to = PersonId(values["to"])
        standing = ports.people.get(cause.install, to).standing
        command = c.Delegate(by, channel, to, standing)
    return change_approval(ports.aggregates, claim[0], cause, command)
