"""Time goes by for a schedule: its timer is due, or an hour has passed; `registry.py` has it.

What there is to say, `domain/oncall/watch.py` finds out.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import TimerDue
from deskbell.domain.oncall.rota import schedule_of
from deskbell.usecases.change import Handled
from deskbell.usecases.oncall.change_rota import change_rota
from deskbell.usecases.tickets.desk import TicketPorts


def watch_rota(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    return change_rota(ports, schedule_of(timer.ref), cause, lambda _case: ())
