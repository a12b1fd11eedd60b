"""The weekly drill: whoever is on call is paged, and the channel hears if that worked (D-13)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.inputs import Button
from deskbell.domain.paging.incident import Incident, Status
from deskbell.domain.paging.policy import EscalationPolicy, Level, PolicyId, Target, TargetKind
from deskbell.domain.paging.settings import PagingSettings
from deskbell.domain.settings.hours import Appointment, Weekday
from tests.builders import IT_ONCALL, IT_TRIAGE, JIWOO, LENA
from tests.functional.on_call import IT, OnCallDesk, daily

MINUTE = timedelta(minutes=1)
POLICY = EscalationPolicy(
    id=PolicyId("it"),
    name="IT outages",
    channel=IT_TRIAGE,
    fallback=IT_TRIAGE,
    levels=(
        Level((Target(TargetKind.PERSON, LENA),), 5 * MINUTE),
        Level((Target(TargetKind.SCHEDULE, IT),), 5 * MINUTE),
    ),
)
PAGING = PagingSettings(channel=IT_TRIAGE, fallback=IT_TRIAGE, policies={POLICY.id: POLICY})
AT_TEN = Appointment(Weekday.MON, Weekday.MON, "10:00")


@pytest.fixture
def desk() -> OnCallDesk:
    found = OnCallDesk(daily(drill=AT_TEN), paging=PAGING)
    found.look()
    return found


def drills(desk: OnCallDesk) -> list[Incident]:
    states = desk.table.states.values()
    return [state for state in states if isinstance(state, Incident)]


def acknowledges(desk: OnCallDesk) -> None:
    [drill] = drills(desk)
    desk.claims(JIWOO, Button.INCIDENT_ACKNOWLEDGE, f"{drill.ref}|{drill.rung.generation}")


def reports(desk: OnCallDesk) -> list[str]:
    return [one for one in desk.channel if "drill" in one]


def test_whoever_is_on_call_is_paged_once_a_week_and_the_page_says_that_it_is_a_drill(
    desk: OnCallDesk,
) -> None:
    desk.until(23, 9, 59)
    assert drills(desk) == []
    desk.until(23, 10)
    [drill] = drills(desk)
    assert (drill.drill, drill.key) == (True, "drill:it:2026-W48")
    assert [call.to for call in drill.calls] == [JIWOO]
    assert desk.heard(LENA) == []
    desk.until(30, 10)
    assert len(drills(desk)) == 2


def test_the_day_after_the_channel_hears_who_answered_and_how_fast(desk: OnCallDesk) -> None:
    desk.until(23, 10)
    desk.later(3 * MINUTE)
    acknowledges(desk)
    desk.until(24, 10)
    assert reports(desk) == ["*IT on call:* the drill worked. Park Jiwoo answered within 3 min."]


def test_a_drill_that_nobody_answers_escalates_to_nobody_and_is_reported(
    desk: OnCallDesk,
) -> None:
    desk.until(23, 10)
    for _ in range(6):
        desk.later(10 * MINUTE)
    [drill] = drills(desk)
    assert drill.status is Status.RESOLVED
    assert not any("drill" in one for one in desk.heard(LENA))
    desk.until(24, 10)
    [report] = reports(desk)
    assert "nobody has answered the drill" in report
    desk.until(25, 10)
    assert len(reports(desk)) == 1


def test_where_nobody_is_called_by_a_schedule_there_is_no_drill() -> None:
    desk = OnCallDesk(daily(drill=AT_TEN))
    desk.look()
    desk.until(23, 10)
    assert drills(desk) == []


def test_a_drill_that_is_set_up_later_is_held_at_its_next_time(desk: OnCallDesk) -> None:
    without = daily(drill=None, channel=IT_ONCALL)
    desk = OnCallDesk(without, paging=PAGING)
    desk.look()
    later = replace(desk.desk, schedules={IT: daily(drill=AT_TEN)})
    desk.until(24, 9)
    desk.settings.desk = later
    desk.look()
    assert drills(desk) == []
    desk.until(30, 10)
    assert len(drills(desk)) == 1
