"""Who takes turns at being on call, as an admin writes it down."""

from datetime import UTC, datetime
from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.on_call import on_call
from deskbell.domain.oncall.schedule import (
    SUMMARY,
    Layer,
    LayerId,
    Member,
    OnHolidays,
    Override,
    Rotation,
    Schedule,
    ScheduleId,
    WallTime,
    Window,
)
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.hours import Appointment, Weekday
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND, changed

BEN, LENA = PersonId("U0BEN00001"), PersonId("W0LENA0001")
WEEKS: dict[str, Any] = {
    "id": "weeks",
    "rotation": "weekly",
    "starts": "2026-01-05 09:00",
    "people": ["ben", "lena"],
}
COVER: dict[str, Any] = {"person": "lena", "from": "2026-07-01 09:00", "until": "2026-07-02 09:00"}


def document(*layers: dict[str, Any], **settings: object) -> dict[str, Any]:
    schedule = {"name": "IT on call", "layers": list(layers or [WEEKS]), **settings}
    return changed("schedules", {"it": schedule}) | {"holidays": ["2026-12-25"]}


def schedule_of(*layers: dict[str, Any], **settings: object) -> Schedule:
    return parse(document(*layers, **settings)).schedules[ScheduleId("it")]


def faults(written: dict[str, Any]) -> list[str]:
    with pytest.raises(InvalidDeskError) as refusal:
        parse(written)
    return [str(fault) for fault in refusal.value.faults]


def test_without_the_setting_nobody_is_on_call() -> None:
    assert parse(SOUND).schedules == {}


def test_a_schedule_needs_a_name_and_one_layer_and_has_the_rest_from_the_desk() -> None:
    schedule = schedule_of()
    assert (schedule.name, schedule.zone) == ("IT on call", "Europe/Warsaw")
    assert schedule.holidays == {"2026-12-25"}
    assert (schedule.overrides, schedule.layers) == (
        (),
        (
            Layer(
                LayerId("weeks"),
                Rotation.WEEKLY,
                1,
                WallTime("2026-01-05 09:00"),
                (Member(BEN), Member(LENA)),
            ),
        ),
    )


def test_everything_else_can_be_said_in_the_zone_of_the_schedule() -> None:
    people = ["ben until 2026-03-02 09:00", "lena from 2026-02-02 09:00 until 2026-06-01 09:00"]
    windows = ["mon-fri 17:00-09:00", "sun 00:00-24:00"]
    nights = WEEKS | {"every": 2, "people": people, "only": windows, "holidays": "never"}
    schedule = schedule_of(
        WEEKS | {"id": "below"}, nights, zone="Asia/Seoul", overrides={"summer": COVER}
    )
    below, layer = schedule.layers
    assert (below.id, schedule.zone, layer.every) == ("below", "Asia/Seoul", 2)
    assert layer.members == (
        Member(BEN, None, datetime(2026, 3, 2, 0, 0, tzinfo=UTC)),
        Member(
            LENA, datetime(2026, 2, 2, 0, 0, tzinfo=UTC), datetime(2026, 6, 1, 0, 0, tzinfo=UTC)
        ),
    )
    assert layer.only == (
        Window(Weekday.MON, Weekday.FRI, "17:00", "09:00"),
        Window(Weekday.SUN, Weekday.SUN, "00:00", "24:00"),
    )
    assert layer.holidays is OnHolidays.NEVER
    [cover] = schedule.overrides
    assert (cover.id, cover.person) == ("summer", LENA)
    assert cover.start == datetime(2026, 7, 1, 0, 0, tzinfo=UTC)
    assert cover.end == datetime(2026, 7, 2, 0, 0, tzinfo=UTC)


def test_what_people_agree_on_later_counts_more_than_an_override_of_the_file() -> None:
    schedule = schedule_of(overrides={"summer": COVER})
    [written] = schedule.overrides
    agreed = Override(written.id, BEN, written.start, written.end, datetime(2026, 1, 1, tzinfo=UTC))
    both = Schedule(
        schedule.id, schedule.name, schedule.zone, schedule.layers, (agreed, *schedule.overrides)
    )
    found = on_call(both, written.start)
    assert found
    assert found.person == BEN


def test_the_stored_settings_have_the_same_schedules() -> None:
    desk = parse(document(WEEKS | {"holidays": "only"}, overrides={"summer": COVER}))
    assert wire.decode(wire.encode(desk), Desk) == desk


@pytest.mark.parametrize(
    ("layer", "fault"),
    [
        ({"id": "The weeks"}, "id: write this name in small letters"),
        ({"rotation": "fortnightly"}, 'rotation: "fortnightly" is no rotation; one of: hourly'),
        ({"every": 0}, 'every: "0" is not a number from 1'),
        ({"every": 53}, "every: a turn is at most a year: 52 of weekly"),
        ({"starts": "2026-01-05"}, 'starts: "2026-01-05" is not a day and a time'),
        ({"starts": "2026-02-30 09:00"}, 'starts: "2026-02-30 09:00" is not a day and a time'),
        ({"starts": "9999-12-31 23:59"}, "starts: "),
        ({"people": []}, "people: an empty list is not what belongs here"),
        ({"people": ["benn"]}, 'people[0]: "benn" is nobody in people; did you mean "ben"?'),
        ({"people": ["ben since 2026-01-01 09:00"]}, "people[0]: "),
        ({"people": ["ben from monday 09:00"]}, 'people[0]: "monday 09:00" is not a day'),
        (
            {"people": ["ben from 2026-02-01 09:00 until 2026-02-01 09:00"]},
            "people[0]: ",
        ),
        ({"only": ["weekdays 17:00-09:00"]}, 'only[0]: "weekdays 17:00-09:00" is not days and'),
        ({"only": ["mon-fry 17:00-09:00"]}, 'only[0]: "mon-fry 17:00-09:00" is not days and'),
        ({"only": ["mon-fri 17:00-25:00"]}, "only[0]: "),
        ({"holidays": "yes"}, 'holidays: "yes" is neither; one of: only, never'),
        ({"person": "ben"}, "person: there is no such setting"),
    ],
)
def test_what_is_wrong_in_a_layer_is_told_once_and_at_its_place(
    layer: dict[str, Any], fault: str
) -> None:
    [found] = faults(document(WEEKS | layer))
    assert found.startswith(f"schedules.it.layers[0].{fault}")


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({"name": "n" * 41}, "schedules.it.name: too long"),
        ({"zone": "Europe/Warszawa"}, 'schedules.it.zone: "Europe/Warszawa" is not a time zone'),
        (
            {"layers": [WEEKS, WEEKS | {"only": ["sun 09:00-17:00"]}]},
            'schedules.it.layers[1].id: there is a layer "weeks" already',
        ),
        (
            {"layers": [WEEKS | {"id": "office", "only": ["sun 09:00-17:00"]}, WEEKS]},
            'schedules.it.layers[0]: nobody of it is ever on call, as "weeks" lies on top of it',
        ),
        (
            {"overrides": {"summer": COVER | {"until": "2026-07-01 09:00"}}},
            "schedules.it.overrides.summer.until: this is not later than `from`",
        ),
        (
            {"overrides": {"summer": COVER | {"person": "nobody"}}},
            'schedules.it.overrides.summer.person: "nobody" is nobody in people',
        ),
        (
            {"overrides": {"one": COVER, "two": COVER | {"from": "2026-07-01 20:00"}}},
            "schedules.it.overrides.two.from: it overlaps one",
        ),
    ],
)
def test_what_is_wrong_in_a_schedule_is_told_once_and_at_its_place(
    settings: dict[str, Any], fault: str
) -> None:
    [found] = faults(document(**settings))
    assert found.startswith(fault)


def test_one_override_may_begin_where_another_ends() -> None:
    after = COVER | {"from": "2026-07-02 09:00", "until": "2026-07-03 09:00"}
    assert len(schedule_of(overrides={"one": COVER, "two": after}).overrides) == 2


@pytest.mark.parametrize(
    "above",
    [
        {"starts": "2026-06-01 09:00"},
        {"only": ["sun 09:00-17:00"]},
        {"holidays": "never"},
        {"people": ["ben until 2026-06-01 09:00", "lena from 2026-06-01 09:00"]},
    ],
)
def test_what_lies_below_a_layer_that_has_a_gap_may_be_there(above: dict[str, Any]) -> None:
    assert len(schedule_of(WEEKS, WEEKS | {"id": "above"} | above).layers) == 2


def test_a_layer_for_holidays_needs_a_holiday() -> None:
    written = document(WEEKS | {"holidays": "only"})
    del written["holidays"]
    [found] = faults(written)
    assert found.startswith("schedules.it.layers[0].holidays: the desk has no holidays")


def test_a_wrong_zone_of_the_desk_is_told_once() -> None:
    people = ["ben from 2026-01-05 09:00"]
    assert len(faults(document(WEEKS | {"people": people}) | {"zone": "Europe/Warszawa"})) == 1


def test_where_an_overriding_person_or_time_is_missing_nothing_else_is_said_of_it() -> None:
    found = faults(document(overrides={"one": {"until": "2026-07-02 09:00"}, "two": COVER}))
    assert found == [
        "schedules.it.overrides.one.person: this setting is missing",
        "schedules.it.overrides.one.from: this setting is missing",
    ]


def test_where_a_schedule_is_heard_of_and_shown_can_be_said() -> None:
    told = schedule_of(
        channel="it-triage",
        group="S0ONCALL01",
        summary="fri 15:00",
        drill="wed 10:00",
        feed=2,
    )
    assert (told.channel, told.group, told.feed) == ("G0ITTRIAGE", "S0ONCALL01", 2)
    assert told.summary == Appointment(Weekday.FRI, Weekday.FRI, "15:00")
    assert told.drill == Appointment(Weekday.WED, Weekday.WED, "10:00")
    left_out = schedule_of()
    assert (left_out.channel, left_out.group, left_out.drill, left_out.feed) == (
        None,
        None,
        None,
        0,
    )
    assert left_out.summary == SUMMARY


@pytest.mark.parametrize(
    ("setting", "value", "fault"),
    [
        ("channel", "nowhere", '"nowhere" is no channel in channels'),
        ("group", "U0BEN00001", '"U0BEN00001" is not a Slack user group id'),
        ("summary", "monday", '"monday" is not days and a time'),
        ("drill", "10:00", '"10:00" is not days and a time'),
        ("feed", "yes", '"yes" is not a number'),
    ],
)
def test_what_is_wrong_with_that_is_told_at_its_place(setting: str, value: str, fault: str) -> None:
    [found] = faults(document(**{setting: value}))
    assert found.startswith(f"schedules.it.{setting}: {fault}")


def test_two_schedules_have_two_user_groups() -> None:
    one = {"name": "IT", "layers": [WEEKS], "group": "S0ONCALL01"}
    written = changed("schedules", {"it": one, "other": one})
    [found] = faults(written)
    assert found == "schedules.other.group: it is the group of it already; one group for each"
