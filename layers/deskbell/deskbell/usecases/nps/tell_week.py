"""A week of scores was counted: the channel hears of it (A1-25); hear_source.py calls it."""

from zoneinfo import ZoneInfo

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import nps_week_ref
from deskbell.domain.nps.digest import Around, tell
from deskbell.domain.nps.inputs import NpsWeekCounted
from deskbell.domain.nps.week import NpsWeek
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.tickets.desk import TicketPorts


def tell_week(ports: TicketPorts, counted: NpsWeekCounted, cause: Cause) -> Handled:
    desk = ports.settings.current()
    ref = nps_week_ref(cause.install, counted.week)
    if desk.nps is None:
        return ignored("nps_not_set_up", ref)
    today = cause.at.astimezone(ZoneInfo(desk.zone)).date()
    around = Around(cause.install, desk.nps, today, cause.at)

    def decided(state: State | None) -> Decision:
        return tell(ref, of_kind(NpsWeek, state), counted, around)

    return change(ports.aggregates, ref, cause, decided)
