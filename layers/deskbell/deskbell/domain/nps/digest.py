"""What the channel of low scores hears of each week that is over (A1-24, A1-25). Pure.

It is told once, as the week stands then: an answer that comes later counts in reports, and in what
the next one says of the week before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from deskbell.domain.decision import Change, Decision, nothing
from deskbell.domain.ids import InstallId, Ref
from deskbell.domain.joining import lines
from deskbell.domain.nps.effects import SendNpsWeek
from deskbell.domain.nps.events import NpsWeekTold
from deskbell.domain.nps.inputs import NpsWeekCounted
from deskbell.domain.nps.net_score import Scores
from deskbell.domain.nps.policy import NpsSettings
from deskbell.domain.nps.week import LAST, NpsWeek, monday_of
from deskbell.domain.nps.words import notice, reason
from deskbell.domain.texts import Argument, Text

MOST_SEGMENTS = 20
"""That are told of, those with most answers."""


@dataclass(frozen=True, slots=True)
class Around:
    """`today` is the desk's date."""

    install: InstallId
    settings: NpsSettings
    today: date
    now: datetime


def tell(ref: Ref, state: NpsWeek | None, counted: NpsWeekCounted, around: Around) -> Decision:
    """Of a week without answers it is told that there were none, as long as there used to be some:
    a survey that does not reach us any more looks like that."""
    if state is not None:
        return nothing("nps_week_told_already")
    if around.today <= monday_of(counted.week) + LAST:
        return nothing("nps_week_not_over")
    scores = counted.scores[-1]
    silent = not (counted.waiting or any(one.count for one in counted.scores))
    after = NpsWeek(ref, around.install, 1, counted.week, around.now, counted.scores)
    event = NpsWeekTold(
        week=counted.week,
        answers=scores.count,
        nps=round(scores.nps) if scores.count else None,
        opened=counted.opened,
        waiting=counted.waiting,
        silent=silent,
    )
    facts: dict[str, Argument] = {"week": counted.week, "count": scores.count}
    why = reason("week_silent", **facts) if silent else reason("week_told", **facts)
    told = () if silent else (SendNpsWeek(around.settings.channel, lines(_said(counted))),)
    return Decision((Change(None, after, event, why, effects=told),))


def _said(counted: NpsWeekCounted) -> Iterator[Text]:
    monday = monday_of(counted.week)
    days: dict[str, Argument] = {
        "first": monday.isoformat(),
        "last": (monday + LAST).isoformat(),
    }
    *_, before, scores = counted.scores
    yield notice("week", **days, **_figures(scores)) if scores.count else notice("no_week", **days)
    if before.count:
        change = _signed(round(scores.nps) - round(before.nps)) if scores.count else "–"
        yield notice("week_before", change=change, **_figures(before))
    yield from _segments(counted)
    if counted.opened:
        shares = (_share(done, due) for due, done in counted.in_time)
        soon, late = shares
        yield notice("week_low", count=counted.opened, soon=soon, late=late)
    if counted.waiting:
        yield notice("week_waiting", count=counted.waiting)
    elif counted.opened:
        yield notice("week_all_handled")
    if counted.seconds:
        mean = f"{counted.delta / counted.seconds:+.1f}"
        recovered = counted.recovered
        yield notice("week_again", count=counted.seconds, recovered=recovered, mean=mean)


def _segments(counted: NpsWeekCounted) -> Iterator[Text]:
    """None where there is nothing to tell apart."""
    if not any(name for name, _ in counted.segments):
        return
    by_size = sorted(counted.segments, key=lambda one: (not one[0], -one[1].count, one[0]))
    for name, scores in by_size[:MOST_SEGMENTS]:
        if name:
            yield notice("week_segment", segment=name, **_figures(scores))
        else:
            yield notice("week_others", **_figures(scores))


def _figures(scores: Scores) -> dict[str, Argument]:
    at_least, at_most = scores.interval
    return {
        "nps": _signed(round(scores.nps)),
        "low": _signed(round(at_least)),
        "high": _signed(round(at_most)),
        "count": scores.count,
        "promoters": scores.promoters,
        "passives": scores.passives,
        "detractors": scores.detractors,
    }


def _signed(number: int) -> str:
    return f"{number:+}" if number else "0"


def _share(done: int, due: int) -> str:
    return f"{done}/{due} ({round(100 * done / due)}%)" if due else "–"
