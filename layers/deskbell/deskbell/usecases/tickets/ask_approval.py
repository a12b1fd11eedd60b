"""What the dialog "Ask for approval" asks for; called by `use_dialog`."""

from collections.abc import Mapping
from datetime import UTC, datetime

from deskbell.domain.approvals.counting import POLICIES
from deskbell.domain.directs import direct_to
from deskbell.domain.ids import PersonId
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for


def ask_approval(
    ports: TicketPorts,
    values: Mapping[str, str],
    who: Member,
    at: c.Pressed,
    ticket: Ticket | None,
) -> c.AskApproval:
    """Whoever is asked is asked by direct message."""
    desk = ports.settings.current()
    people = [PersonId(person) for person in values["approvers"].split(",")]
    seconds = values.get("until")
    return c.AskApproval(
        by=who,
        at=at,
        inbox=inbox_for(desk, ticket),
        what=values["what"],
        policy=POLICIES[values.get("policy", "all")],
        approvers=tuple(
            acting(ports, desk.workspace.install, one, direct_to(one)) for one in people
        ),
        until=datetime.fromtimestamp(int(seconds), UTC) if seconds else None,
    )
