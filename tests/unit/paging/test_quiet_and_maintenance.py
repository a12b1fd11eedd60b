"""When nobody is to be called: what is urgent never waits, the rest does, and nothing is lost."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.paging import commands as c
from deskbell.domain.paging.incident import Held, Status
from deskbell.domain.paging.page import Rung
from deskbell.domain.paging.policy import (
    Maintenance,
    ServiceId,
    Urgency,
    maintained_until,
)
from deskbell.domain.settings.hours import QuietHours
from tests.builders import ANA, BEN, LENA
from tests.unit.paging.night import (
    BEN_HERE,
    HERE,
    HOUR,
    LENA_HERE,
    MINUTE,
    NIGHT,
    ON_CALL,
    POLICY,
    SECOND,
    Night,
    a_night,
)

VPN = ServiceId("vpn")
WORKS = Maintenance(VPN, NIGHT - HOUR, NIGHT + HOUR)


def low() -> Night:
    night = Night()
    night.report(urgency=Urgency.LOW)
    return night


def test_at_night_what_is_urgent_is_paged_all_the_same() -> None:
    assert a_night().rung_for(BEN) == [timedelta()]


def test_at_night_what_is_not_waits_for_the_morning() -> None:
    night = low()
    assert night.status() is Status.HELD
    assert night.stands(ANA) == ["dm.incident_now_held_quiet"]
    night.pass_time(5 * HOUR - SECOND)
    assert night.rang == []
    night.pass_time(SECOND)
    assert night.rung_for(BEN) == [5 * HOUR]


def test_by_day_what_is_not_urgent_is_paged_at_once() -> None:
    night = Night(now=NIGHT + 8 * HOUR)
    night.report(urgency=Urgency.LOW)
    assert len(night.rang) == 1


def test_what_proves_urgent_at_night_is_paged_at_once() -> None:
    night = low()
    night.do(c.SetUrgency(BEN_HERE, HERE, Urgency.HIGH))
    assert night.rung_for(BEN) == [timedelta()]


def test_so_is_what_somebody_else_reports_as_urgent() -> None:
    night = low()
    night.report()
    assert night.rung_for(BEN) == [timedelta()]
    assert night.incident().urgency is Urgency.HIGH


def test_what_proves_not_urgent_waits_with_a_reason_said() -> None:
    night = a_night()
    night.do(c.SetUrgency(BEN_HERE, HERE, Urgency.LOW, "only the test system"))
    assert night.incident().held is Held.QUIET
    night.pass_time(4 * HOUR)
    assert night.rung_for(LENA) == []
    night.pass_time(HOUR + SECOND)
    assert len(night.rung_for(BEN)) == 2


def test_without_a_reason_it_stays_urgent() -> None:
    night = a_night()
    night.do(c.SetUrgency(BEN_HERE, HERE, Urgency.LOW, " "))
    assert night.incident().urgency is Urgency.HIGH
    assert night.told(BEN) == ["whisper.incident_why_missing"]
    assert night.do(c.SetUrgency(BEN_HERE, HERE, Urgency.HIGH)).ignored == "urgency_same"


def test_what_waits_for_the_morning_can_be_escalated_by_hand() -> None:
    night = low()
    night.do(c.EscalateNow(BEN_HERE, HERE, night.at()))
    assert night.rung_for(BEN) == [timedelta()]


def test_what_is_not_urgent_and_unanswered_in_the_evening_goes_on_in_the_morning() -> None:
    night = Night(now=NIGHT - 5 * HOUR + 56 * MINUTE)
    night.report(urgency=Urgency.LOW)
    night.pass_time(5 * MINUTE)
    assert night.incident().held is Held.QUIET
    night.pass_time(9 * HOUR)
    assert night.rung_for(BEN) == [-5 * HOUR + 56 * MINUTE]
    assert night.rung_for(LENA) == [5 * HOUR]


def test_what_is_not_urgent_and_comes_and_goes_waits_for_the_morning_as_well() -> None:
    night = Night(now=NIGHT - 5 * HOUR + 56 * MINUTE)
    night.report(urgency=Urgency.LOW)
    night.resolve()
    night.pass_time(MINUTE)
    night.report(urgency=Urgency.LOW)
    assert night.incident().held is Held.FLAPPING
    night.pass_time(HOUR)
    assert night.incident().held is Held.QUIET
    assert len(night.rang) == 1


def test_in_maintenance_it_is_recorded_and_nobody_is_paged() -> None:
    night = a_night(maintenance=(WORKS,))
    assert night.incident().held is Held.MAINTENANCE
    night.pass_time(HOUR - SECOND)
    assert night.rang == []
    assert night.stands(ANA) == ["dm.incident_now_held_maintenance"]


def test_what_is_still_there_when_the_maintenance_ends_is_paged_then() -> None:
    night = a_night(maintenance=(WORKS,))
    night.pass_time(HOUR)
    assert night.rung_for(BEN) == [HOUR]
    assert night.at() == Rung(0, 0, 0)


def test_what_is_over_by_then_is_summed_up_once() -> None:
    night = a_night(maintenance=(WORKS,))
    night.pass_time(10 * MINUTE)
    night.resolve()
    night.pass_time(2 * HOUR)
    assert night.told(ON_CALL) == ["notice.incident_over_in_maintenance"]
    assert night.rang == []
    assert night.timers_of() == {}


def test_maintenance_that_begins_after_the_page_changes_nothing() -> None:
    night = a_night()
    night.maintenance = (WORKS,)
    night.pass_time(6 * MINUTE)
    assert night.rung_for(LENA) == [5 * MINUTE]


def test_in_maintenance_nobody_is_called_by_hand_either_and_they_are_told_until_when() -> None:
    night = a_night(maintenance=(WORKS,))
    night.do(c.EscalateNow(BEN_HERE, HERE, night.at()))
    night.do(c.ReassignToPerson(BEN_HERE, HERE, LENA))
    night.do(c.Snooze(BEN_HERE, HERE, night.now + MINUTE))
    assert night.told(BEN) == ["whisper.incident_maintenance"] * 3
    assert night.rang == []


def test_in_maintenance_it_can_be_acknowledged() -> None:
    night = a_night(maintenance=(WORKS,))
    night.acknowledge(LENA_HERE)
    night.pass_time(20 * MINUTE)
    assert night.status() is Status.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("service", "offset", "until"),
    [
        ("vpn", timedelta(), NIGHT + HOUR),
        ("mail", timedelta(), None),
        ("vpn", -HOUR, NIGHT + HOUR),
        ("vpn", -HOUR - SECOND, None),
        ("vpn", HOUR, None),
    ],
)
def test_maintenance_is_of_its_system_and_holds_exactly_its_time(
    service: str, offset: timedelta, until: datetime | None
) -> None:
    assert maintained_until([WORKS], ServiceId(service), NIGHT + offset) == until


def test_maintenance_that_touches_another_is_one() -> None:
    more = Maintenance(None, NIGHT + HOUR, NIGHT + 2 * HOUR)
    assert maintained_until([more, WORKS], VPN, NIGHT) == NIGHT + 2 * HOUR


# --- quiet hours the night the clocks change -------------------------------------------------


@pytest.mark.parametrize(
    ("now", "rings"),
    [
        ("2027-03-27T23:00+00:00", "2027-03-28T05:00+00:00"),
        ("2026-10-24T22:00+00:00", "2026-10-25T06:00+00:00"),
        ("2026-11-23T20:59+00:00", "2026-11-23T20:59+00:00"),
        ("2026-11-23T21:00+00:00", "2026-11-24T06:00+00:00"),
        ("2026-11-24T06:00+00:00", "2026-11-24T06:00+00:00"),
    ],
)
def test_the_morning_comes_by_the_clock_of_the_policy_whatever_it_does_at_night(
    now: str, rings: str
) -> None:
    policy = replace(POLICY, zone="Europe/Warsaw")
    night = Night(policy=policy, now=datetime.fromisoformat(now))
    night.report(urgency=Urgency.LOW)
    night.pass_time(10 * HOUR)
    assert night.rang[0][0] == datetime.fromisoformat(rings)


def test_in_the_hour_that_comes_twice_the_end_of_the_quiet_hours_comes_once() -> None:
    hours = QuietHours("22:00", "02:30")
    policy = replace(POLICY, zone="Europe/Warsaw", quiet=hours)
    night = Night(policy=policy, now=datetime.fromisoformat("2026-10-25T01:15+00:00"))
    night.report(urgency=Urgency.LOW)
    assert len(night.rang) == 1


@given(
    ends=st.integers(0, 24 * 60 - 2).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}"),
    zone=st.sampled_from(
        ["Europe/Warsaw", "Asia/Seoul", "America/New_York", "Australia/Lord_Howe"]
    ),
    hours=st.integers(0, 24 * 366 * 3),
)
def test_nothing_waits_longer_than_a_day(ends: str, zone: str, hours: int) -> None:
    policy = replace(POLICY, zone=zone, quiet=QuietHours("23:59", ends))
    night = Night(policy=policy, now=NIGHT + timedelta(hours=hours))
    night.report(urgency=Urgency.LOW)
    incident = night.incident()
    assert incident.due
    assert night.now < incident.due <= night.now + timedelta(hours=26)
