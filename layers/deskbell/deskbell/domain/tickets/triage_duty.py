"""Who of an inbox is on triage duty: whoever is reminded of what nobody takes (A5-11).

The use cases ask before a reminder is decided on; a roster of its own would answer here.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from deskbell.domain.ids import PersonId
from deskbell.domain.settings.desk import Desk, Inbox


def triager_on_duty(desk: Desk, inbox: Inbox, at: datetime) -> PersonId | None:
    """The triagers take turns by the week, from Monday on in the desk's zone; for whoever is away,
    the next one. None: there is nobody."""
    triagers = inbox.triagers
    if not triagers:
        return None
    # The first day of the calendar's first year is a Monday.
    weeks = (at.astimezone(ZoneInfo(desk.zone)).toordinal() - 1) // 7
    first = weeks % len(triagers)
    turns = (*triagers[first:], *triagers[:first])
    return next((one for one in turns if one not in desk.away), None)
