"""Once a week the schedule's channel hears who is on call in the next seven days (C-16)."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from deskbell.domain.calendars.office_hours import next_time
from deskbell.domain.effects import SendNotice
from deskbell.domain.oncall.events import OnCallWeekTold
from deskbell.domain.oncall.shifts import shifts
from deskbell.domain.oncall.transition import Case, Step
from deskbell.domain.oncall.words import line, lines, notice, reason

WEEK = timedelta(days=7)
MOST_LINES = 21
"""Three shifts a day; of more, the first ones."""


def due(case: Case) -> datetime | None:
    watched = case.rota.watched
    return watched.summary if watched and case.schedule.channel else None


def tell_week(case: Case) -> Step:
    watched, schedule = case.rota.watched, case.schedule
    assert watched and schedule.channel  # noqa: S101, PT018 - `due` has seen them
    here, now = case.current, case.now
    found = list(islice(shifts(here.schedule, now, now + WEEK, here.gone), MOST_LINES))
    text = notice("week", schedule=schedule.name, lines=lines(line(one) for one in found))
    summary = next_time(schedule.summary, now, schedule.zone)
    return Step(
        replace(case.rota, watched=replace(watched, summary=summary)),
        OnCallWeekTold(schedule.id, len(found)),
        reason("week_told"),
        (SendNotice(schedule.channel, text),),
    )
