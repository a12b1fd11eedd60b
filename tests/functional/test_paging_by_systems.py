"""Outages that systems tell of: alerts, storms, signs of life; and planned maintenance (A1-05)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.paging.incident import Status
from deskbell.domain.paging.page import Receipt
from deskbell.domain.paging.policy import Maintenance, Method
from deskbell.domain.paging.sources import WatchedSystem
from deskbell.usecases.paging.heartbeats import look_at_heartbeats
from tests.builders import (
    ANA,
    BEN,
    NOW,
)
from tests.functional.paging import (
    MINUTE,
    VPN,
    PagedDesk,
    a_paged_desk,
    pages_of,
    rows_of,
)


@pytest.fixture
def desk() -> PagedDesk:
    return PagedDesk()


def test_in_maintenance_nobody_is_called_until_it_ends() -> None:
    window = Maintenance(VPN, NOW, NOW + timedelta(hours=1))
    desk = PagedDesk(a_paged_desk(maintenance=(window,)))
    desk.give(desk.report(ANA))
    desk.minutes(59)
    assert desk.pages(BEN) == []
    desk.minutes(1)
    assert len(desk.pages(BEN)) == 1


def test_an_alert_calls_and_its_end_ends_it(desk: PagedDesk) -> None:
    desk.give(desk.alert())
    assert len(desk.pages(BEN)) == 1
    desk.give(desk.alert(firing=False))
    assert desk.status() is Status.RESOLVED


def test_the_end_of_what_nobody_knows_of_is_nothing(desk: PagedDesk) -> None:
    [handled] = desk.give(desk.alert(firing=False))
    assert handled.ignored == "no_such_incident"


def test_what_comes_and_goes_all_the_time_is_one_page_in_five_minutes(desk: PagedDesk) -> None:
    for _ in range(6):
        desk.give(desk.alert())
        desk.give(desk.alert(firing=False))
        desk.later(timedelta(seconds=30))
    assert len(desk.pages(BEN)) == 1
    assert desk.incident.flaps == 5


def test_two_sources_may_use_the_same_key_for_different_troubles(desk: PagedDesk) -> None:
    desk.give(desk.alert("disk"), desk.alert("disk", source="grafana"))
    assert len(desk.incidents) == 2


def test_five_hundred_incidents_ring_three_times_and_then_come_as_one_message(
    desk: PagedDesk,
) -> None:
    desk.give(*[desk.alert(f"disk {number}") for number in range(500)])
    assert len(desk.incidents) == 500
    assert len(desk.pages(BEN)) == 3
    desk.minutes(1)
    bundled = [row for row in rows_of(desk, Method.SLACK) if len(pages_of(row)) > 1]
    assert sum(len(pages_of(row)) for row in bundled) == 497
    desk.minutes(1)
    assert all(one.calls[0].receipt is Receipt.DELIVERED for one in desk.incidents)


def test_nothing_breaks_where_paging_is_not_set_up() -> None:
    desk = PagedDesk(replace(a_paged_desk(), paging=None))
    handled = desk.give(desk.alert(), desk.beat(), desk.report(ANA))
    assert [one.ignored for one in handled] == [
        "paging_not_set_up",
        "no_such_heartbeat",
        "paging_not_set_up",
    ]


# --- signs of life ----------------------------------------------------------------------------


def a_watching_desk() -> PagedDesk:
    system = WatchedSystem("Night backup", VPN, timedelta(minutes=50), timedelta(minutes=10))
    return PagedDesk(a_paged_desk(heartbeats={"backup": system}))


def look(desk: PagedDesk) -> None:
    """The hourly rule."""
    look_at_heartbeats(desk.settings, desk.queue, desk.now)
    desk.settle()


def test_a_system_that_falls_silent_is_an_outage_and_its_next_sign_of_life_the_end() -> None:
    desk = a_watching_desk()
    desk.give(desk.beat(), desk.beat())
    desk.minutes(59)
    assert desk.incidents == []
    desk.minutes(1)
    assert (desk.incident.source, desk.incident.impact) == ("heartbeat", "Night backup")
    assert len(desk.pages(BEN)) == 1
    desk.give(desk.beat())
    assert desk.status() is Status.RESOLVED


def test_a_system_that_has_never_given_a_sign_of_life_is_missed_after_twice_its_time() -> None:
    desk = a_watching_desk()
    look(desk)
    for _ in range(2):
        desk.minutes(59)
        assert desk.incidents == []
        desk.later(MINUTE)
        look(desk)
    assert desk.incident.source == "heartbeat"


def test_missed_again_and_again_it_is_one_outage() -> None:
    desk = a_watching_desk()
    desk.give(desk.beat(), desk.beat())
    for _ in range(5):
        desk.minutes(60)
        look(desk)
    assert desk.incident.reports == 1


def test_a_system_that_the_settings_do_not_name_any_more_is_not_waited_for() -> None:
    desk = a_watching_desk()
    desk.give(desk.beat(), desk.beat())
    desk.settings.desk = a_paged_desk()
    desk.minutes(180)
    assert desk.incidents == []
    assert list(desk.timers.due(desk.now, 10)) == []
    desk.settings.desk = a_watching_desk().desk
    look(desk)
    desk.minutes(120)
    assert len(desk.incidents) == 1, "it is named again"
