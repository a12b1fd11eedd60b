"""What a guided request asks of the ticket that it opens; part of `commands.py`."""

from dataclasses import dataclass

from deskbell.domain.caused_inputs import TicketWanted
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.rules.fired import NO_RULES, Consulted
from deskbell.domain.settings.desk import Inbox


@dataclass(frozen=True, slots=True)
class OpenFromRequest:
    """A step of a workflow opens a ticket."""

    install: InstallId
    wanted: TicketWanted
    inbox: Inbox
    consulted: Consulted = NO_RULES


@dataclass(frozen=True, slots=True)
class AssignFromRequest:
    """A step of a workflow says whose it is."""

    to: PersonId
