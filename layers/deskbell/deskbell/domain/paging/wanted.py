"""Whether a page is still wanted, asked again right before it is sent."""

from deskbell.domain.paging.incident import Incident, Status, waiting_calls
from deskbell.domain.paging.page import Page


def is_wanted(incident: Incident, page: Page) -> bool:
    """Asked again as it is sent: nobody is woken for what is acknowledged, or has begun anew; but
    whoever has to acknowledge besides the first one is."""
    if page.rung.generation != incident.rung.generation:
        return False
    if incident.status is Status.ACKNOWLEDGED:
        waiting = waiting_calls(incident) if page.rung == incident.rung else ()
        return any(call.to == page.to for call in waiting)
    return incident.status in (Status.OPEN, Status.EXHAUSTED)
