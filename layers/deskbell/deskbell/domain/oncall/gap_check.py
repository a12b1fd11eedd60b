"""Each morning: whether nobody is on call at some time of the next seven days, or whoever stands in
the order has left the workspace (on-call case 15)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from deskbell.domain.calendars.office_hours import next_time
from deskbell.domain.effects import SendNotice
from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.events import OnCallGapWarned, OnCallPeopleChanged, RotaWatched
from deskbell.domain.oncall.shifts import gaps, shifts
from deskbell.domain.oncall.transition import Case, Step
from deskbell.domain.oncall.words import line, lines, notice, reason
from deskbell.domain.settings.hours import Appointment, Weekday
from deskbell.domain.texts import Name, Text

DAILY = Appointment(Weekday.MON, Weekday.SUN, "09:00")
AHEAD = timedelta(days=7)
MOST_LINES = 10


def next_check(case: Case) -> datetime:
    return next_time(DAILY, case.now, case.schedule.zone)


def due(case: Case) -> datetime | None:
    return case.rota.watched.check if case.rota.watched else None


def check(case: Case) -> Step:
    watched, schedule, now = case.rota.watched, case.schedule, case.now
    assert watched is not None  # noqa: S101 - `due` has seen it
    rota = replace(case.rota, watched=replace(watched, check=next_check(case)))
    here = case.current
    open_times = list(gaps(here.schedule, now, now + AHEAD, here.gone))
    left = tuple(sorted(_turns_of_those_gone(case)))
    told = [line(one) for one in islice(open_times, MOST_LINES)]
    told += [Text("duty.has_left", {"person": Name(one)}) for one in left[:MOST_LINES]]
    if not told:
        return Step(rota, RotaWatched(schedule.id, now), reason("watched"))
    text = notice("gap", schedule=schedule.name, lines=lines(told))
    return Step(
        rota,
        OnCallGapWarned(schedule.id, len(open_times), left),
        reason("gap_warned", gaps=len(open_times), gone=len(left)),
        (SendNotice(case.channel, text),),
    )


def _turns_of_those_gone(case: Case) -> Iterator[PersonId]:
    """Who would be on call if they had not left."""
    here, found = case.current, set[PersonId]()
    if here.gone:
        for shift in shifts(here.schedule, case.now, case.now + AHEAD):
            if shift.person in here.gone and shift.person not in found:
                found.add(shift.person)
                yield shift.person


def people_due(case: Case) -> datetime | None:
    return case.now if case.people.gone != case.rota.gone else None


def note_people(case: Case) -> Step:
    gone = case.people.gone
    return Step(
        replace(case.rota, gone=gone),
        OnCallPeopleChanged(case.schedule.id, tuple(sorted(gone))),
        reason("people_changed", gone=len(gone)),
    )
