"""Somebody has left the workspace: each thing that they have a part in hears of it
(bad_inputs.md 61).

A person may have a part in more than one commit can change, so each hears by an input of its own.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from deskbell.domain.approvals.commands import PartWith as PartWithApprover
from deskbell.domain.caused_inputs import AssigneeBack
from deskbell.domain.decision import Cause, Role
from deskbell.domain.ids import EventKey, InstallId, Kind, PersonId, Ref
from deskbell.domain.inputs import Envelope, LeftBehind, PersonLeft
from deskbell.domain.people import Person
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.commands import PartWith
from deskbell.usecases.approvals.change_approval import change_approval
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.loans.advance_loan import borrower_left
from deskbell.usecases.ports import InputQueue, TicketLists
from deskbell.usecases.slack_ports import People
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for

PARTS = (Role.ASSIGNEE, Role.REQUESTER, Role.APPROVER, Role.BORROWER)
"""Those in which somebody is waited for; who only follows is not."""

KnownPerson = Callable[[InstallId, PersonId], Person]
"""What the rows say of somebody, however old that is."""


def tell_of_leaving(
    lists: TicketLists, queue: InputQueue, people: People, envelope: Envelope, left: PersonLeft
) -> Handled:
    """Raises QueueUnavailableError. A redelivery puts the same keys on the inbox."""
    people.note_left(envelope.install, left.person)
    found = (lists.of_person(envelope.install, left.person, role) for role in PARTS)
    for ref in dict.fromkeys(ref for refs in found for ref in refs):
        queue.put(_left_behind(ref, left.person, envelope))
    return ignored("told_what_they_leave")


def look_for_left(
    desk: Desk, lists: TicketLists, person: KnownPerson, queue: InputQueue, now: datetime
) -> None:
    """What somebody took in the moment in which they left was in no list yet when it was asked what
    they had. Raises StoreError or QueueUnavailableError."""
    install = desk.workspace.install
    for one in sorted(desk.staff):
        if person(install, one).deactivated:
            again = Envelope(
                key=EventKey(f"left:{one}:{now:%Y-%m-%dT%H:%M}"),
                install=install,
                group=one,
                occurred_at=now,
                received_at=now,
                input=PersonLeft(one),
            )
            for ref in lists.of_person(install, one, Role.ASSIGNEE):
                queue.put(_left_behind(ref, one, again))


def _left_behind(ref: Ref, person: PersonId, envelope: Envelope) -> Envelope:
    return replace(
        envelope,
        key=EventKey(f"{envelope.key}:{ref}"),
        group=str(ref),
        input=LeftBehind(ref, person),
        hops=envelope.hops + 1,
    )


def check_assignee(ports: TicketPorts, back: AssigneeBack, cause: Cause) -> Handled:
    """While a ticket is over it is told of nobody who leaves."""
    if not ports.people.get(cause.install, back.person).deactivated:
        return ignored("assignee_still_there")
    return part_with(ports, LeftBehind(back.ticket, back.person), cause)


def part_with(ports: TicketPorts, left: LeftBehind, cause: Cause) -> Handled:
    match left.ref.kind:
        case Kind.TICKET:
            return change_ticket(
                ports.aggregates,
                left.ref,
                cause,
                lambda state: PartWith(left.person, inbox_for(ports.settings.current(), state)),
            )
        case Kind.APPROVAL:
            command = PartWithApprover(left.person)
            return change_approval(ports.aggregates, left.ref, cause, command)
        case Kind.LOAN:
            return borrower_left(ports, left.ref, cause)
        case _:
            return ignored("goes_on_without_them")
