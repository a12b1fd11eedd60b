"""Somebody else has it now: both hear it, and so do the channel and the user group (C-16)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from deskbell.domain.calendars.office_hours import next_time
from deskbell.domain.effects import Effect, SendDirect, SendNotice, SetGroup, ShowHome
from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.events import OnCallGroupSet, OnCallHandedOver, RotaWatched
from deskbell.domain.oncall.gap_check import next_check
from deskbell.domain.oncall.rota import Watched
from deskbell.domain.oncall.shifts import Shift, shifts
from deskbell.domain.oncall.transition import AHEAD, Case, Step, end_of
from deskbell.domain.oncall.words import direct, notice, reason, somebody, why
from deskbell.domain.texts import Argument, Name


def begin_due(case: Case) -> datetime | None:
    """Nobody has looked at it yet."""
    return case.now if case.rota.watched is None else None


def begin(case: Case) -> Step:
    schedule, now = case.schedule, case.now
    summary = next_time(schedule.summary, now, schedule.zone)
    watched = Watched(None, summary, next_check(case))
    event = RotaWatched(schedule.id, now)
    return Step(replace(case.rota, watched=watched), event, reason("watched"))


def due(case: Case) -> datetime | None:
    """At once, if somebody else has it than was told; else as soon as that may be."""
    watched, shift = case.rota.watched, _shift_now(case)
    if watched is None:
        return None
    return case.now if shift.person != watched.holder else shift.end


def hand_over(case: Case) -> Step:
    watched, shift = case.rota.watched, _shift_now(case)
    assert watched is not None  # noqa: S101 - `due` has seen it
    before, person = watched.holder, shift.person
    return Step(
        replace(case.rota, watched=replace(watched, holder=person)),
        OnCallHandedOver(case.schedule.id, person, before),
        reason("handed_over", person=somebody(person), before=somebody(before)),
        tuple(_told(case, shift, before)),
    )


def _told(case: Case, shift: Shift, before: PersonId | None) -> Iterator[Effect]:
    name = case.schedule.name
    facts: dict[str, Argument] = {"schedule": name, "until": end_of(case, shift)}
    found = case.current.on_call(case.now)
    if found is None:
        if before:
            yield SendDirect(before, direct("over_nobody", **facts))
            yield ShowHome(before)
        yield SendNotice(case.channel, notice("nobody", **facts))
        return
    because = why(case.schedule, case.rota, found)
    yield SendDirect(found.person, direct("yours", **facts, before=somebody(before), why=because))
    yield ShowHome(found.person)
    if before:
        yield SendDirect(before, direct("over", **facts, person=Name(found.person)))
        yield ShowHome(before)
    if case.schedule.channel:
        text = notice("now", **facts, person=Name(found.person), why=because)
        yield SendNotice(case.schedule.channel, text)


def group_due(case: Case) -> datetime | None:
    """A group needs a member, so where nobody is on call, whoever was last stays it."""
    watched, group = case.rota.watched, case.schedule.group
    if watched is None or not group or not watched.holder:
        return None
    return case.now if watched.group != _setting(group, watched.holder) else None


def set_group(case: Case) -> Step:
    watched, group = case.rota.watched, case.schedule.group
    assert watched and watched.holder and group  # noqa: S101, PT018 - `group_due` has seen them
    person = watched.holder
    return Step(
        replace(case.rota, watched=replace(watched, group=_setting(group, person))),
        OnCallGroupSet(case.schedule.id, group, person),
        reason("group_set", person=Name(person)),
        (SetGroup(group, person),),
    )


def _setting(group: str, person: PersonId) -> str:
    return f"{group}:{person}"


def _shift_now(case: Case) -> Shift:
    here = case.current
    return next(shifts(here.schedule, case.now, case.now + AHEAD, here.gone))
