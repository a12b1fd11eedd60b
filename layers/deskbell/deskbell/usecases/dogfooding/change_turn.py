"""Every change of somebody's month of dogfooding, and of what is told of a month: load, decide,
commit."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.dogfooding import commands as c
from deskbell.domain.dogfooding.decide import Around, decide, report
from deskbell.domain.dogfooding.obligation import first_day, month_of
from deskbell.domain.dogfooding.plan import DogfoodingPlan
from deskbell.domain.dogfooding.turn import DogfoodMonth, DogfoodTurn
from deskbell.domain.ids import PersonId, dogfood_month_ref, dogfood_ref
from deskbell.domain.inputs import DialogSubmitted, TimerDue
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.tickets.desk import TicketPorts

NOT_SET_UP = "dogfood_not_set_up"


def watch_turn(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    """A workday has come; registry.py calls it."""
    _, _, rest = timer.ref.id.partition(".")
    person, _, month = rest.partition(".")
    known = ports.people.get(cause.install, PersonId(person))
    is_away = known.deactivated or known.id in ports.settings.current().away
    return _change(ports, known.id, month, cause, c.Look(is_away))


def say(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    """The form was filled in: it is of the month in which it is sent."""
    values = submitted.values
    findings = [line.strip() for line in values.get("findings", "").splitlines()]
    command = c.Say(
        slot=_time(values.get("slot", "")),
        did=values.get("did", ""),
        findings=tuple(one for one in findings if one),
    )
    month = month_of(cause.at, ports.settings.current().zone)
    return _change(ports, submitted.person, month, cause, command)


def report_month(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    """Another month has begun; registry.py calls it."""
    month = timer.ref.id.rpartition(".")[2]
    if ports.settings.current().dogfooding is None:
        return ignored(NOT_SET_UP, timer.ref)
    around = _around(ports, PersonId(""), month, cause)
    if around is None or timer.ref != dogfood_month_ref(cause.install, month):
        return ignored("timer_stale", timer.ref)

    def decided(state: State | None) -> Decision:
        told = of_kind(DogfoodMonth, state)
        refs = {dogfood_ref(cause.install, one, month): one for one in around.plan.people}
        loaded = {} if told else ports.aggregates.load_all(refs)
        turns = {refs[ref]: one for ref, one in loaded.items() if isinstance(one, DogfoodTurn)}
        return report(timer.ref, told, turns, around)

    return change(ports.aggregates, timer.ref, cause, decided)


def _change(
    ports: TicketPorts, person: PersonId, month: str, cause: Cause, command: c.DogfoodCommand
) -> Handled:
    """Nothing, of somebody who has no part in it."""
    ref = dogfood_ref(cause.install, person, month)
    around = _around(ports, person, month, cause)
    if around is None:
        return ignored(NOT_SET_UP, ref)
    if person not in around.plan.people:
        return ignored("dogfood_not_theirs", ref)

    def decided(state: State | None) -> Decision:
        return decide(ref, of_kind(DogfoodTurn, state), command, around)

    return change(ports.aggregates, ref, cause, decided)


def _around(ports: TicketPorts, person: PersonId, month: str, cause: Cause) -> Around | None:
    desk = ports.settings.current()
    plan: DogfoodingPlan | None = desk.dogfooding
    if plan is None or not _is_month(month):
        return None
    today = cause.at.astimezone(ZoneInfo(desk.zone)).date()
    return Around(cause.install, plan, person, month, today, cause.at)


def _is_month(month: str) -> bool:
    try:
        return f"{first_day(month):%Y-%m}" == month
    except ValueError:
        return False


def _time(text: str) -> datetime | None:
    fits = text.isascii() and text.isdigit() and len(text) == 10
    return datetime.fromtimestamp(int(text), UTC) if fits else None
