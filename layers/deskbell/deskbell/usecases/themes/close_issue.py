"""A tracker says that an issue is closed: that settles the theme which has a link to it (A3-02)."""

from deskbell.domain.decision import Cause
from deskbell.domain.feedback.item import Status
from deskbell.domain.inputs import IssueClosed
from deskbell.domain.themes.commands import CloseIssue
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.themes.change_theme import change_theme
from deskbell.usecases.themes.themes import theme_of_issue
from deskbell.usecases.tickets.desk import TicketPorts

MERGES = 3
"""In the time that one input takes."""


def close_issue(ports: TicketPorts, closed: IssueClosed, cause: Cause) -> Handled:
    """Where the theme is merged in this very moment, the one that goes on is settled."""
    status = Status.SHIPPED if closed.shipped else Status.DECLINED
    command = CloseIssue(closed.source, status, closed.why)
    handled, last = ignored("no_such_issue"), None
    for _ in range(MERGES):
        theme = theme_of_issue(ports.aggregates, cause.install, closed.issue)
        if theme is None or theme.ref == last:
            break
        last = theme.ref
        handled = change_theme(ports, last, cause, lambda: command)
        if handled.ignored is None:
            break
    return handled
