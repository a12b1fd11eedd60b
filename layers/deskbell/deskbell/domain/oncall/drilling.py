"""Once a week whoever is on call is paged, to see that it works; the day after, the channel hears
who answered, and how fast (D-13).

The drill itself is an incident that is marked as one and never escalates (domain/paging).
"""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from deskbell.domain.calendars.office_hours import next_time
from deskbell.domain.caused import caused
from deskbell.domain.effects import SendNotice
from deskbell.domain.oncall.events import DrillHeld, DrillReported, RotaWatched
from deskbell.domain.oncall.inputs import DrillWanted
from deskbell.domain.oncall.schedule import ScheduleId
from deskbell.domain.oncall.transition import Case, Step
from deskbell.domain.oncall.words import notice, reason
from deskbell.domain.paging.policy import EscalationPolicy, Target, TargetKind
from deskbell.domain.paging.settings import PagingSettings
from deskbell.domain.texts import Name

REPORTED_AFTER = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def policy_of_drill(paging: PagingSettings | None, schedule: ScheduleId) -> EscalationPolicy | None:
    """The first one by which this schedule is called, with that level alone; None: by none."""
    target = Target(TargetKind.SCHEDULE, schedule)
    for policy in paging.policies.values() if paging else ():
        for level in policy.levels:
            if target in level.targets:
                return replace(policy, levels=(replace(level, targets=(target,)),))
    return None


def due(case: Case) -> datetime | None:
    watched, schedule = case.rota.watched, case.schedule
    if watched is None or not schedule.drill:
        return None
    if policy_of_drill(case.desk.paging, schedule.id) is None:
        return None
    return watched.drill or case.now


def hold(case: Case) -> Step:
    """Where there was none before, the first one is that of the next week."""
    watched, schedule, now = case.rota.watched, case.schedule, case.now
    assert watched and schedule.drill  # noqa: S101, PT018 - `due` has seen them
    next_one = next_time(schedule.drill, now, schedule.zone)
    if watched.drill is None:
        rota = replace(case.rota, watched=replace(watched, drill=next_one))
        return Step(rota, RotaWatched(schedule.id, next_one), reason("watched"))
    week = now.astimezone(ZoneInfo(schedule.zone)).isocalendar()
    key = f"drill:{schedule.id}:{week.year}-W{week.week:02}"
    told = replace(watched, drill=next_one, drilled=key, report=now + REPORTED_AFTER)
    wanted = DrillWanted(schedule.id, key)
    return Step(
        replace(case.rota, watched=told),
        DrillHeld(schedule.id, key),
        reason("drill_held"),
        (caused(case.rota.ref, case.rota.version + 1, wanted, case.rota, now),),
    )


def report_due(case: Case) -> datetime | None:
    return case.rota.watched.report if case.rota.watched else None


def report(case: Case) -> Step:
    watched, answered = case.rota.watched, case.answered
    assert watched is not None  # noqa: S101 - `report_due` has seen it
    name = case.schedule.name
    if answered:
        minutes = max(1, -(-answered.after // _MINUTE))
        text = notice(
            "drill_answered", schedule=name, person=Name(answered.person), minutes=minutes
        )
    else:
        text = notice("drill_missed", schedule=name)
    who = answered.person if answered else None
    seconds = int(answered.after.total_seconds()) if answered else None
    return Step(
        replace(case.rota, watched=replace(watched, drilled="", report=None)),
        DrillReported(case.schedule.id, watched.drilled, who, seconds),
        reason("drill_reported"),
        (SendNotice(case.channel, text),),
    )
