"""Every change of praise, by a form, an emoji, a button or time: load, decide, commit, with the
round-up that it comes into."""

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import Ref, praise_round_ref
from deskbell.domain.inputs import TimerDue
from deskbell.domain.praise import commands as c
from deskbell.domain.praise.decide import Known, decide
from deskbell.domain.praise.praise import Praise
from deskbell.domain.praise.round_up import Around, PraiseRound, tell
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.tickets.desk import TicketPorts

NOT_SET_UP = "praise_not_set_up"


def change_praise(ports: TicketPorts, ref: Ref, cause: Cause, command: c.PraiseCommand) -> Handled:
    desk = ports.settings.current()
    around = _around(desk, cause)
    if around is None:
        return ignored(NOT_SET_UP, ref)

    def decided(state: State | None) -> Decision:
        round_up = ports.aggregates.load(praise_round_ref(cause.install))
        known = Known(of_kind(Praise, state), of_kind(PraiseRound, round_up))
        return decide(ref, known, command, around, desk.undo_window)

    return change(ports.aggregates, ref, cause, decided)


def settle_praise(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    """Nobody can take it back any more; registry.py calls it."""
    praise = of_kind(Praise, ports.aggregates.load(timer.ref))
    people = praise.praised if praise else ()
    known = (ports.people.get(cause.install, one) for one in people)
    gone = frozenset(one.id for one in known if one.deactivated)
    return change_praise(ports, timer.ref, cause, c.Settle(gone))


def send_round_up(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    """Its time has come, or an hour has passed; registry.py calls it."""
    around = _around(ports.settings.current(), cause)
    if around is None:
        return ignored(NOT_SET_UP, timer.ref)

    def decided(state: State | None) -> Decision:
        round_up = of_kind(PraiseRound, state)
        loaded = ports.aggregates.load_all(round_up.waiting) if round_up else {}
        praises = [one for one in map(loaded.get, round_up.waiting if round_up else ()) if one]
        return tell(round_up, [one for one in praises if isinstance(one, Praise)], around)

    return change(ports.aggregates, timer.ref, cause, decided)


def _around(desk: Desk, cause: Cause) -> Around | None:
    """None where nobody is praised (any more)."""
    return Around(cause.install, desk.praise, desk.zone, cause.at) if desk.praise else None
