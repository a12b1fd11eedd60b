"""Who is called for which system's outages, as an admin writes it down."""

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.paging.policy import (
    Level,
    Maintenance,
    Method,
    PolicyId,
    ServiceId,
    Target,
    TargetKind,
)
from deskbell.domain.paging.settings import PagingSettings
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.hours import QuietHours
from deskbell.domain.settings.parse import parse
from deskbell.domain.settings.read_paging import Names, read_paging
from deskbell.domain.settings.section import Section
from tests.unit.settings.documents import SOUND, changed

MINUTE = timedelta(minutes=1)
NAMES = Names(SOUND["people"], SOUND["channels"], ["night"], "Europe/Warsaw")
FALLBACK = ChannelId("C0HR000001")
SHORT: dict[str, Any] = {
    "channel": "it-triage",
    "policies": {"it": {"name": "IT", "levels": [{"call": ["schedule night"]}]}},
    "services": {"vpn": {"name": "VPN", "policy": "it"}},
}


def read(place: str = "", value: object = None) -> tuple[PagingSettings, list[str]]:
    """SHORT with `value` at `place`, and the faults."""
    document = copy.deepcopy(SHORT)
    if place:
        *above, last = place.split(".")
        part = document
        for key in above:
            part = part[int(key)] if isinstance(part, list) else part.setdefault(key, {})
        part[last] = value
    top = Section(document, [], ("paging",))
    return read_paging(top, FALLBACK, NAMES), [str(fault) for fault in top.faults]


def test_what_a_policy_leaves_out_is_as_the_ladder_has_it_by_default() -> None:
    settings, faults = read()
    policy = settings.policies[PolicyId("it")]
    assert faults == []
    assert policy.levels == (Level((Target(TargetKind.SCHEDULE, "night"),), 5 * MINUTE),)
    assert (policy.loops, policy.patience, policy.silence) == (3, 2 * MINUTE, 30 * MINUTE)
    assert (policy.reopen_within, policy.hold_down) == (15 * MINUTE, 5 * MINUTE)
    assert (policy.channel, policy.fallback) == (ChannelId("G0ITTRIAGE"), FALLBACK)
    assert policy.quiet is None
    assert not policy.own_channel
    assert settings.services[ServiceId("vpn")].policy == policy.id


def test_without_the_setting_there_is_no_paging() -> None:
    assert parse(SOUND).paging is None


def test_the_desk_with_paging_comes_back_the_same_from_the_table() -> None:
    window = {"from": "2026-12-24 18:00", "until": "2026-12-25 06:00"}
    document = {**copy.deepcopy(SHORT), "contacts": {"ben": ["sms"]}, "maintenance": [window]}
    document["policies"]["it"]["levels"] = [{"call": ["person ben"]}]
    desk = parse(changed("paging", document))
    assert desk.paging
    assert wire.decode(wire.encode(desk), Desk) == desk


def test_levels_have_five_ten_and_fifteen_minutes() -> None:
    settings, _ = read("policies.it.levels", [{"call": ["person ben"]}] * 4)
    delays = [level.delay // MINUTE for level in settings.policies[PolicyId("it")].levels]
    assert delays == [5, 10, 15, 15]


def test_people_channels_schedules_and_groups_are_called() -> None:
    called = ["schedule night", "person ben", "channel hr", "group S0ONCALL01"]
    settings, faults = read("policies.it.levels", [{"call": called, "everyone": True}])
    [level] = settings.policies[PolicyId("it")].levels
    assert faults == []
    assert level.everyone
    assert level.targets == (
        Target(TargetKind.SCHEDULE, "night"),
        Target(TargetKind.PERSON, "U0BEN00001"),
        Target(TargetKind.CHANNEL, "C0HR000001"),
        Target(TargetKind.GROUP, "S0ONCALL01"),
    )


def test_quiet_hours_are_on_the_desks_clock() -> None:
    settings, _ = read("policies.it.quiet", "22:00-07:00")
    policy = settings.policies[PolicyId("it")]
    assert policy.quiet == QuietHours("22:00", "07:00")
    assert policy.zone == "Europe/Warsaw"


def test_a_policy_wants_a_channel_for_what_is_urgent() -> None:
    settings, faults = read("policies.it.own_channel", True)
    assert faults == []
    assert settings.policies[PolicyId("it")].own_channel


def test_contacts_are_tried_in_their_order() -> None:
    settings, faults = read("contacts", {"ben": ["slack", "sms", "voice"], "lena": ["voice"]})
    assert faults == []
    assert settings.methods(PersonId("U0BEN00001")) == (Method.SLACK, Method.SMS, Method.VOICE)


def test_maintenance_is_on_the_desks_clock() -> None:
    window = {"service": "vpn", "from": "2026-12-24 18:00", "until": "2026-12-25 06:00"}
    settings, faults = read("maintenance", [window, {**window, "service": "vpn"}])
    assert faults == []
    start = datetime(2026, 12, 24, 17, tzinfo=UTC)
    assert settings.maintenance[0] == Maintenance(
        ServiceId("vpn"), start, start + timedelta(hours=12)
    )


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [
        ("channel", "nowhere", '"nowhere" is no channel in channels'),
        ("fallback", "nowhere", '"nowhere" is no channel in channels'),
        ("services.vpn.policy", "ti", '"ti" is no policy; one of: it'),
        ("services.vpn.polcy", "it", "there is no such setting"),
        ("policies.it.levels", [], "an empty list is not what belongs here"),
        ("policies.it.levels.0.call", ["schedule nihgt"], '"nihgt" is no schedule'),
        ("policies.it.levels.0.call", ["person bob"], '"bob" is no person'),
        ("policies.it.levels.0.call", ["group night"], "is not the id of a user group"),
        ("policies.it.levels.0.call", ["ben"], "nobody who can be called"),
        ("policies.it.levels.0.call", ["person ben", "person ben"], "somebody is there twice"),
        ("policies.it.levels.0.within", "2m", "has to be shorter than each level's time"),
        ("policies.it.loops", 99, "has to be 1 to 20"),
        ("policies.it.hold_down", "1h", "has to be no longer than reopen_within"),
        ("policies.it.quiet", "at night", "is not the time of a night"),
        ("policies.it.quiet", "07:00-07:00", "is not the time of a night"),
        ("contacts", {"bob": ["sms"]}, '"bob" is nobody in people'),
        ("contacts", {"ben": ["pigeon"]}, '"pigeon" is no way to reach anybody'),
        ("contacts", {"ben": ["channel"]}, '"channel" is no way to reach anybody'),
        ("contacts", {"ben": ["sms", "sms"]}, "a way is there twice"),
        ("maintenance", [{"from": "tonight", "until": "2026-12-25 06:00"}], "not a day and a time"),
        (
            "maintenance",
            [{"from": "2026-12-25 06:00", "until": "2026-12-25 05:00"}],
            "is not after from",
        ),
        (
            "maintenance",
            [{"service": "fax", "from": "2026-12-25 06:00", "until": "2026-12-25 07:00"}],
            '"fax" is no service',
        ),
        ("polices", {}, "there is no such setting"),
    ],
)
def test_each_fault_is_named_with_its_place(place: str, value: object, fault: str) -> None:
    _, faults = read(place, value)
    assert any(one.startswith("paging.") and fault in one for one in faults), faults


def test_a_system_may_have_another_name_in_another_language() -> None:
    names = {"ko": "급여 시스템", "pl": "Płace"}
    settings, faults = read("services.payroll", {"name": "Payroll", "policy": "it", "names": names})
    assert faults == []
    payroll = settings.services[ServiceId("payroll")]
    assert [payroll.named(one) for one in ("en", "ko", "pl")] == ["Payroll", *names.values()]


def test_but_in_no_language_that_is_not_spoken_here() -> None:
    _, faults = read("services.vpn.names", {"de": "VPN"})
    assert faults == ["paging.services.vpn.names.de: there is no such setting; one of: en, ko, pl"]


def test_the_system_that_words_name_is_found_by_each_of_its_names() -> None:
    names = {"ko": "급여 시스템", "pl": "Płace"}
    settings, _ = read("services.payroll", {"name": "Payroll", "policy": "it", "names": names})
    for words in ("PAYROLL is down", "급여 시스템이 안 돼요", "Nie działają place!"):
        assert settings.service_in(words) == "payroll"
    assert settings.service_in("Everything is down") == "vpn", "the first one"
