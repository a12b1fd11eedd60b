"""What is to be said about a schedule as time goes by: who has it now, whose shift comes, where
nobody is on call (C-16).

Asked by the timer, each hour, and after whatever people agree on; each time everything is looked
at anew, so that a lost timer or other settings lose nothing.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.oncall import asking, drilling, gap_check, hand_over, reminding, summing_up
from deskbell.domain.oncall.events import RotaWatched
from deskbell.domain.oncall.transition import Case, Step, committed, then
from deskbell.domain.oncall.words import reason

LOOKED_AT_LEAST = timedelta(days=7)


class Duty(NamedTuple):
    """Something to be done when it is `due`, which may have been a while ago; None: never."""

    due: Callable[[Case], datetime | None]
    do: Callable[[Case], Step]


DUTIES = (
    Duty(gap_check.people_due, gap_check.note_people),
    Duty(hand_over.begin_due, hand_over.begin),
    Duty(asking.expiry, asking.expire),
    Duty(hand_over.due, hand_over.hand_over),
    Duty(hand_over.group_due, hand_over.set_group),
    Duty(reminding.due, reminding.remind),
    Duty(summing_up.due, summing_up.tell_week),
    Duty(gap_check.due, gap_check.check),
    Duty(drilling.report_due, drilling.report),
    Duty(drilling.due, drilling.hold),
)


def watch(case: Case) -> Decision:
    """Everything that is due by now."""
    return goes_on(case, ())


def goes_on(case: Case, steps: Sequence[Step]) -> Decision:
    """These steps, and whatever is due after them."""
    done, here = list(steps), case
    for step in steps:
        here = then(here, step)
    while (duty := _first_due(here)) is not None:
        step = duty.do(here)
        done.append(step)
        here = then(here, step)
    due = _next(here)
    if not done:
        if due == case.rota.due:
            return nothing("nothing_due")
        done.append(Step(case.rota, RotaWatched(case.schedule.id, due), reason("watched")))
    return committed(case, done, due)


def _first_due(case: Case) -> Duty | None:
    return next((one for one in DUTIES if (due := one.due(case)) and due <= case.now), None)


def _next(case: Case) -> datetime:
    found = (one.due(case) for one in DUTIES)
    return min([one for one in found if one], default=case.now + LOOKED_AT_LEAST)
