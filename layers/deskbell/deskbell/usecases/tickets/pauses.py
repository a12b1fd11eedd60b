"""What the dialogs for a vendor and for a snooze ask for; called by `use_dialog`."""

from datetime import UTC, datetime

from deskbell.domain.inputs import DialogSubmitted
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.pause import PauseOn, Snooze
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.snooze import wakes_at
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for


def wait_for_vendor(
    submitted: DialogSubmitted, who: Member, at: c.Pressed, desk: Desk, ticket: Ticket | None
) -> c.Pause:
    """The first reminder comes when the agent says, or as the inbox has it."""
    return c.Pause(
        by=who,
        at=at,
        inbox=inbox_for(desk, ticket),
        on=PauseOn.VENDOR,
        until=_time_given(submitted),
        vendor=submitted.values["vendor"],
        reference=submitted.values.get("reference", ""),
        undo_window=desk.undo_window,
    )


def snooze(
    ports: TicketPorts,
    submitted: DialogSubmitted,
    who: Member,
    at: c.Pressed,
    ticket: Ticket | None,
    now: datetime,
) -> c.Pause:
    """Tomorrow is theirs who ask, wherever they are; a time of their own Slack gives in UTC."""
    desk, choice = ports.settings.current(), Snooze(submitted.values["snooze"])
    zone = ports.people.get(desk.workspace.install, who.person).zone or desk.zone
    until = _time_given(submitted) or wakes_at(choice, zone, now)
    return c.Pause(
        by=who,
        at=at,
        inbox=inbox_for(desk, ticket),
        on=PauseOn.REPLY if until is None else PauseOn.TIME,
        until=until,
        undo_window=desk.undo_window,
    )


def _time_given(submitted: DialogSubmitted) -> datetime | None:
    seconds = submitted.values.get("until")
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None
