"""Systems that give signs of life: their silence is an outage, unless somebody expects it."""

from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.domain.inputs import HeartbeatPauseWanted
from deskbell.domain.paging.heartbeat import Heartbeat, Shown
from deskbell.domain.paging.incident import Status
from deskbell.domain.paging.sources import WatchedSystem
from tests.builders import LENA
from tests.functional.paging import VPN, PagedDesk, a_paged_desk

HOUR = timedelta(hours=1)
BACKUP = WatchedSystem("Nightly backup", VPN, HOUR, HOUR / 6)


def a_watching_desk() -> PagedDesk:
    return PagedDesk(desk=a_paged_desk(heartbeats={"backup": BACKUP}))


def beat_of(desk: PagedDesk) -> Heartbeat:
    [beat] = (state for state in desk.table.states.values() if isinstance(state, Heartbeat))
    return beat


def paused(desk: PagedDesk, until: datetime, system: str = "backup") -> None:
    desk.give(HeartbeatPauseWanted(system, LENA, until))


def test_silence_is_an_outage_of_its_system_and_a_call_ends_it() -> None:
    desk = a_watching_desk()
    desk.give(desk.beat())
    desk.give(desk.beat())
    desk.later(BACKUP.longest)
    assert (desk.incident.service, desk.incident.impact) == (VPN, "Nightly backup")
    desk.give(desk.beat())
    assert desk.status() is Status.RESOLVED


def test_while_somebody_expects_none_its_silence_is_nothing() -> None:
    desk = a_watching_desk()
    desk.give(desk.beat())
    paused(desk, desk.now + 12 * HOUR)
    assert beat_of(desk).shown is Shown.PAUSED
    desk.later(11 * HOUR)
    assert desk.incidents == []


def test_after_the_pause_it_is_watched_again() -> None:
    desk = a_watching_desk()
    desk.give(desk.beat())
    paused(desk, desk.now + 2 * HOUR)
    desk.later(2 * HOUR)
    assert beat_of(desk).shown is Shown.NEW
    desk.later(2 * BACKUP.longest)
    assert desk.incident.service == VPN


def test_a_pause_that_is_over_and_of_a_system_that_there_is_not_change_nothing() -> None:
    desk = a_watching_desk()
    desk.give(desk.beat())
    before = beat_of(desk)
    paused(desk, desk.now - HOUR)
    paused(desk, desk.now + HOUR, "files")
    assert beat_of(desk) == before


def test_what_the_settings_do_not_watch_any_more_is_no_outage() -> None:
    desk = a_watching_desk()
    desk.give(desk.beat())
    assert desk.desk.paging
    desk.settings.desk = replace(desk.desk, paging=replace(desk.desk.paging, heartbeats={}))
    desk.later(3 * BACKUP.longest)
    assert desk.incidents == []
