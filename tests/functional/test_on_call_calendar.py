"""Shifts as a calendar to subscribe to: whoever knows its address, and nobody else (A1-05)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from deskbell.adapters.calendar_feed import CalendarFeed, address
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from tests.builders import ANA, BEN, INSTALL, JIWOO, LENA
from tests.functional.on_call import IT, OnCallDesk, daily
from tests.functional.states import HOUR

KEY = "of nobody but the function"
NAMES = {BEN: "Ben Carter", JIWOO: "Park Jiwoo", LENA: "Lena Fischer"}


@pytest.fixture
def desk() -> OnCallDesk:
    found = OnCallDesk(daily(feed=1))
    found.look()
    return found


def asked(desk: OnCallDesk, path: str, method: str = "GET", **headers: str) -> Mapping[str, Any]:
    feed = CalendarFeed(
        desk=desk.settings.current,
        aggregates=desk.aggregates,
        key=lambda: KEY,
        name=lambda person: NAMES[person],
        now=lambda: desk.now,
    )
    event = {
        "rawPath": path,
        "headers": {name.replace("_", "-"): value for name, value in headers.items()},
        "requestContext": {"http": {"method": method}},
    }
    return feed.answer(event)


def path_of(desk: OnCallDesk, who: str = "all", key: str = KEY) -> str:
    return address(key, INSTALL, desk.settings.current().schedules[IT], who)


def summaries(answer: Mapping[str, Any]) -> list[str]:
    lines = answer["body"].splitlines()
    return [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]


def test_the_address_shows_everybodys_shifts(desk: OnCallDesk) -> None:
    answer = asked(desk, path_of(desk))
    assert answer["statusCode"] == 200
    assert answer["headers"]["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["body"].startswith("BEGIN:VCALENDAR\r\n")
    assert set(summaries(answer)) == {f"IT on call: {name}" for name in NAMES.values()}


def test_an_address_of_ones_own_shows_ones_own_shifts(desk: OnCallDesk) -> None:
    assert set(summaries(asked(desk, path_of(desk, LENA)))) == {"IT on call: Lena Fischer"}


def test_what_was_agreed_on_in_slack_is_in_the_calendar(desk: OnCallDesk) -> None:
    before = asked(desk, path_of(desk, BEN))["body"].count("BEGIN:VEVENT")
    desk.asks(JIWOO, BEN, until=desk.now + 4 * HOUR)
    desk.presses(BEN, Button.ONCALL_ACCEPT)
    after = asked(desk, path_of(desk, BEN))["body"]
    assert after.count("BEGIN:VEVENT") == before
    assert "DTEND:20261123T130000Z" in after


@pytest.mark.parametrize(
    "wrong",
    [
        "/calendar/it/all.ics",
        "/calendar/it/all.",
        "/calendar/it/",
        "/calendar",
        "",
        "/calendar/it/all.00000000000000000000000000000000.ics",
        "/calendar/network/all.00000000000000000000000000000000.ics",
        "/calendar/it/all.\udcff",
    ],
)
def test_a_wrong_address_is_not_there(desk: OnCallDesk, wrong: str) -> None:
    assert asked(desk, wrong) == {"statusCode": 404, "headers": {}, "body": ""}


def test_an_address_proves_one_schedule_person_and_number(desk: OnCallDesk) -> None:
    mine = path_of(desk, ANA)
    assert asked(desk, mine.replace(ANA, LENA))["statusCode"] == 404
    assert asked(desk, path_of(desk, key="another"))["statusCode"] == 404


def test_another_number_in_the_settings_revokes_all_addresses_and_none_has_none(
    desk: OnCallDesk,
) -> None:
    known = path_of(desk)
    desk.settings.desk = replace(desk.desk, schedules={IT: daily(feed=2)})
    assert asked(desk, known)["statusCode"] == 404
    assert asked(desk, path_of(desk))["statusCode"] == 200
    desk.settings.desk = replace(desk.desk, schedules={IT: daily()})
    assert asked(desk, path_of(desk))["statusCode"] == 404


def test_what_a_calendar_has_already_is_not_sent_again(desk: OnCallDesk) -> None:
    first = asked(desk, path_of(desk))
    tag = first["headers"]["ETag"]
    desk.later(timedelta(hours=2))
    again = asked(desk, path_of(desk), If_None_Match=f'"other", W/{tag}')
    assert (again["statusCode"], again["body"]) == (304, "")
    desk.asks(JIWOO, PersonId(LENA))
    desk.presses(LENA, Button.ONCALL_ACCEPT)
    assert asked(desk, path_of(desk), If_None_Match=tag)["statusCode"] == 200


def test_a_calendar_can_only_be_read(desk: OnCallDesk) -> None:
    assert asked(desk, path_of(desk), method="POST")["statusCode"] == 405
