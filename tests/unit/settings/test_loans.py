"""The offices that lend laptops, as an admin writes them down."""

from datetime import timedelta
from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.domain.ids import ChannelId, InboxId
from deskbell.domain.loans.policy import Delivery, LoanPolicy, OfficeId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.hours import OfficeHours, Weekday
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND, changed

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SHORT: dict[str, Any] = {
    "name": "Warsaw",
    "inbox": "it",
    "channel": "it-triage",
    "hours": "mon-fri 09:00-17:00",
}
HEALTHY = {"passes": True, "en": "Are you well?", "pl": "Czy nic Ci nie dolega?"}
WHOLE: dict[str, Any] = {
    **SHORT,
    "zone": "Asia/Seoul",
    "needs_approval": True,
    "longest": 20,
    "ahead": 60,
    "extensions": 0,
    "hold": "2d",
    "grace": "20m",
    "offer": "2d",
    "transit": "4d",
    "remind_before": ["4h", "1d"],
    "remind_after": ["2d", "1d"],
    "remind_every": "5d",
    "escalate_after": "10d",
    "low": 0,
    "visit": {
        "validity": "3d",
        "slot": "15m",
        "capacity": 4,
        "remind_before": "1h",
        "alternatives": ["ship", "deskside"],
        "questions": {"healthy": HEALTHY, "fever": {**HEALTHY, "passes": False}},
    },
}


def office(**settings: object) -> LoanPolicy:
    document = changed("loans", {"warsaw": {**SHORT, **settings}})
    return parse(document).loans[OfficeId("warsaw")]


def test_without_the_setting_no_office_lends() -> None:
    assert parse(SOUND).loans == {}


def test_an_office_needs_a_name_an_inbox_a_channel_and_its_hours_and_has_the_rest_from_us() -> None:
    policy = office()
    assert (policy.office, policy.name, policy.inbox) == ("warsaw", "Warsaw", InboxId("it"))
    assert policy.channel == ChannelId("G0ITTRIAGE")
    assert (policy.zone, policy.undo_window) == ("Europe/Warsaw", timedelta(minutes=2))
    assert policy.hours == OfficeHours(Weekday.MON, Weekday.FRI, "09:00", "17:00")
    assert (policy.needs_approval, policy.longest, policy.ahead) == (False, 14, 30)
    assert (policy.extensions, policy.low, policy.reminders) == (1, 1, (-DAY, DAY))
    assert (policy.visit.questions, policy.visit.capacity) == ((), 1)


def test_everything_else_can_be_said() -> None:
    policy = office(**WHOLE)
    assert (policy.zone, policy.needs_approval, policy.longest) == ("Asia/Seoul", True, 20)
    assert (policy.ahead, policy.extensions, policy.low) == (60, 0, 0)
    assert (policy.hold, policy.grace) == (2 * DAY, timedelta(minutes=20))
    assert (policy.offer, policy.transit) == (2 * DAY, 4 * DAY)
    assert policy.reminders == (-DAY, -4 * HOUR, DAY, 2 * DAY)
    assert (policy.remind_every, policy.escalate_after) == (5 * DAY, 10 * DAY)
    visit = policy.visit
    assert (visit.validity, visit.slot, visit.capacity) == (3 * DAY, HOUR / 4, 4)
    assert (visit.remind_before, visit.alternatives) == (HOUR, (Delivery.SHIP, Delivery.DESKSIDE))
    assert [(one.id, one.passes) for one in visit.questions] == [
        ("healthy", "yes"),
        ("fever", "no"),
    ]
    assert visit.questions[0].labels == {"en": "Are you well?", "pl": "Czy nic Ci nie dolega?"}


def test_the_desk_with_offices_comes_back_the_same_from_the_table() -> None:
    desk = parse(changed("loans", {"warsaw": WHOLE}))
    assert wire.decode(wire.encode(desk), Desk) == desk


def test_other_questions_ask_everybody_again_and_the_same_ones_nobody() -> None:
    asked = {"questions": {"healthy": HEALTHY}}
    first = office(visit=asked).visit.version
    assert office(visit={**asked, "capacity": 3}).visit.version == first
    for other in ({**HEALTHY, "passes": False}, {**HEALTHY, "en": "Are you really well?"}):
        assert office(visit={"questions": {"healthy": other}}).visit.version != first
    assert office().visit.version != first


@pytest.mark.parametrize(
    ("settings", "faults"),
    [
        ({"inbox": "hr"}, ['inbox: "hr" is no inbox; one of: it']),
        (
            {"channel": "it-triag"},
            [
                'channel: "it-triag" is no channel in channels; did you mean "it-triage"? '
                "one of: it-happens, it-triage, hr"
            ],
        ),
        ({"longest": 0}, ['longest: "0" is not a number from 1 to 1000000']),
        ({"low": -1}, ['low: "-1" is not a number from 0 to 1000000']),
        ({"hold": "1w"}, ['hold: "1w" is not a time from 1m to 365d; write it as 30m, 2h or 3d']),
        (
            {"remind_before": ["1d", "soon"]},
            ['remind_before[1]: "soon" is not a time from 1m to 365d; write it as 30m, 2h or 3d'],
        ),
        (
            {"hours": "mon-fri 09:00-24:00"},
            ["hours: has to end by 23:59: what is due then is due that day"],
        ),
        (
            {"visit": {"capacity": "two"}},
            ['visit.capacity: "two" is not a number from 1 to 1000000'],
        ),
        (
            {"visit": {"alternatives": ["pick_up"]}},
            ['visit.alternatives[0]: "pick_up" is no way to get a laptop; one of: ship, deskside'],
        ),
        (
            {"visit": {"questions": {"healthy": {"passes": True, "en": "Well?"}}}},
            ["visit.questions.healthy.pl: this setting is missing"],
        ),
        (
            {"visit": {"validity": "1h", "questions": {"healthy": HEALTHY}}},
            ["visit.validity: is over before the visit: it has to outlast visit.remind_before"],
        ),
    ],
)
def test_a_slip_is_told_with_its_place(settings: dict[str, object], faults: list[str]) -> None:
    with pytest.raises(InvalidDeskError) as found:
        office(**settings)
    assert [str(one) for one in found.value.faults] == [f"loans.warsaw.{one}" for one in faults]


def test_a_setting_that_nobody_knows_is_told_too() -> None:
    with pytest.raises(InvalidDeskError, match=r"loans\.warsaw\.lenght: there is no such setting"):
        office(lenght=3)


def test_a_missing_setting_is_one_fault_and_no_more() -> None:
    with pytest.raises(InvalidDeskError) as found:
        parse(changed("loans", {"warsaw": {**SHORT, "hours": None}}))
    assert [str(one) for one in found.value.faults] == [
        "loans.warsaw.hours: there is nothing after the colon"
    ]
