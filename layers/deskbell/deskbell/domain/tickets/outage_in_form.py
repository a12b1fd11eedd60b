"""A form whose urgency is that of an outage: whoever is on call is called, too (A1-05)."""

from collections.abc import Iterator
from datetime import datetime

from deskbell.domain.caused import caused
from deskbell.domain.effects import FollowUp
from deskbell.domain.ids import PersonId
from deskbell.domain.paging.inputs import OutageReported
from deskbell.domain.tickets.it_form import Urgency
from deskbell.domain.tickets.ticket import Ticket

_NUMBER = 1
"""Of the input; that of a rule comes behind it."""


def outage_reported(ticket: Ticket, by: PersonId, now: datetime) -> Iterator[FollowUp]:
    if ticket.answers and ticket.answers.values.get("urgency") == Urgency.OUTAGE:
        told = OutageReported(ticket.ref, by)
        yield caused(ticket.ref, ticket.version, told, ticket, now, _NUMBER)
