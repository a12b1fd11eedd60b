"""Whom a flag in a ticket's thread calls, as the settings have it at that moment (A1-15)."""

from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets.commands import Duty
from deskbell.domain.tickets.permissions import Surface, member


def duty_of(desk: Desk, inbox: Inbox) -> Duty:
    """The inbox's supervisors in their order, or its lead; whoever is away is not called."""
    called = inbox.supervisors or (inbox.lead,)
    return Duty(
        supervisors=tuple(
            member(one, desk, at=Surface.DIRECT) for one in called if one not in desk.away
        ),
        admins=tuple(member(one, desk, at=Surface.DIRECT) for one in sorted(desk.admins)),
        patience=inbox.flag_after,
    )
