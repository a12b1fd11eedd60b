"""Every change of a schedule's rota, by people or by time: decided with the directory, and followed
by whatever is due then."""

from collections.abc import Callable, Sequence

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.rota import Rota, current, new_rota
from deskbell.domain.oncall.schedule import Schedule, ScheduleId
from deskbell.domain.oncall.transition import Case, People, Step
from deskbell.domain.oncall.watch import goes_on
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.oncall.drills import answer_to_drill
from deskbell.usecases.tickets.desk import TicketPorts

Wish = Callable[[Case], Sequence[Step]]


def change_rota(ports: TicketPorts, of: ScheduleId, cause: Cause, wish: Wish) -> Handled:
    """`wish` is asked with the rota as it is now; nothing, of a schedule that is no more."""
    desk = ports.settings.current()
    schedule = desk.schedules.get(of)
    if schedule is None:
        return ignored("no_such_schedule")
    rota = new_rota(cause.install, of)

    def decided(state: State | None) -> Decision:
        now = of_kind(Rota, state) or rota
        people = _people(ports, current(schedule, now).schedule, cause)
        answered = answer_to_drill(ports.aggregates, cause.install, now)
        case = Case(now, schedule, desk, people, cause.at, answered)
        return goes_on(case, wish(case))

    return change(ports.aggregates, rota.ref, cause, decided)


def _people(ports: TicketPorts, schedule: Schedule, cause: Cause) -> People:
    """A day old, at most; where Slack does not answer, older."""
    known = {one: ports.people.get(cause.install, one) for one in sorted(_named(schedule))}
    return People(
        zones={one: person.zone for one, person in known.items() if person.zone},
        gone=frozenset(one for one, person in known.items() if person.deactivated),
    )


def _named(schedule: Schedule) -> frozenset[PersonId]:
    return schedule.people | {one.person for one in schedule.overrides}
