"""Every change of a stand-up, by time or by what somebody answers: load, decide, commit."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import InstallId, Kind, Ref, standup_ref
from deskbell.domain.inputs import TimerDue
from deskbell.domain.settings.desk import Desk
from deskbell.domain.standups import commands as c
from deskbell.domain.standups.decide import Around, decide
from deskbell.domain.standups.plan import StandUpId, StandUpPlan
from deskbell.domain.standups.stand_up import StandUp
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.tickets.desk import TicketPorts


class Named(NamedTuple):
    """What a reference says: of which plan, on which day."""

    plan: StandUpPlan
    day: date


def named(ref: Ref, install: InstallId, desk: Desk) -> Named | None:
    """None of anything else, and of a plan that is no more."""
    plan_id, _, day = ref.id.removeprefix(f"{install}.").partition(".")
    plan = desk.standups.get(StandUpId(plan_id))
    if ref.kind is not Kind.STANDUP or plan is None or not _is_day(day):
        return None
    return (
        Named(plan, date.fromisoformat(day)) if standup_ref(install, plan.id, day) == ref else None
    )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def change_stand_up(
    ports: TicketPorts,
    ref: Ref,
    cause: Cause,
    command_for: Callable[[Named], c.StandUpCommand],
) -> Handled:
    desk = ports.settings.current()
    of = named(ref, cause.install, desk)
    if of is None:
        return ignored("no_such_standup", ref)
    command = command_for(of)
    around = Around(cause.install, of.plan, of.day, desk.zone, cause.at)

    def decided(state: State | None) -> Decision:
        return decide(ref, of_kind(StandUp, state), command, around)

    return change(ports.aggregates, ref, cause, decided)


def watch_stand_up(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    """Its timer is due, or an hour has passed; registry.py calls it."""

    def look(of: Named) -> c.Look:
        known = {who: ports.people.get(cause.install, who) for _, who in of.plan.people}
        gone = {who for who, person in known.items() if person.deactivated}
        return c.Look(
            zones={who: person.zone for who, person in known.items() if person.zone},
            absent=ports.settings.current().away | gone,
        )

    return change_stand_up(ports, timer.ref, cause, look)
