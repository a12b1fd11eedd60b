"""Every change of a theme by people, time and closed issues: load, decide, commit."""

from collections.abc import Callable

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import Ref
from deskbell.domain.inputs import TimerDue
from deskbell.domain.themes import commands as c
from deskbell.domain.themes.decide import decide
from deskbell.domain.themes.theme import Theme
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.feedback.change_feedback import NOT_SET_UP, around_of
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.tickets.desk import TicketPorts


def change_theme(
    ports: TicketPorts, ref: Ref, cause: Cause, command: Callable[[], c.ThemeCommand]
) -> Handled:
    """`command` is asked anew for each attempt, as it may have read another theme."""
    around = around_of(ports.settings.current(), cause.install, cause)
    if around is None:
        return ignored(NOT_SET_UP)

    def decided(state: State | None) -> Decision:
        return decide(of_kind(Theme, state), command(), around)

    return change(ports.aggregates, ref, cause, decided)


def expire_theme(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    """Whichever of its times it is: what is due by now is done."""
    return change_theme(ports, timer.ref, cause, c.Expire)
