"""What the doctor says of paging: would somebody be called tonight, by a way that reaches them?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.adapters.alerts.secret import AlertSecret
from deskbell.adapters.contact_book import Reach
from deskbell.domain.oncall.schedule import Schedule, ScheduleId, Window
from deskbell.domain.paging.heartbeat import Beat, Heartbeat, Pause, Watch, decide_heartbeat
from deskbell.domain.paging.policy import Method, ServiceId
from deskbell.domain.paging.sources import AlertSource, SourceKind, WatchedSystem
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.hours import Weekday
from tests.builders import ADAM, BEN, INSTALL
from tests.functional.operator.accounts import a_stack, an_account, answering, refused
from tests.functional.paging import PAGING, a_paged_desk, a_rotation
from tools.desk.doctor import paging
from tools.desk.doctor.finding import Finding, Health
from tools.desk.settings_file import SettingsFile

NOW = datetime(2026, 11, 24, 2, 59, tzinfo=UTC)
NOBODY = an_account({})
PHONE = "arn:aws:sms-voice:eu-central-1:111122223333:phone-number/phone-1"
HOUR = timedelta(hours=1)


def wrong(found: list[Finding]) -> list[str]:
    return [f"{one.what}: {one.advice}" for one in found if one.health is Health.WRONG]


def health(found: list[Finding]) -> list[Health]:
    return [one.health for one in found]


def a_desk_with(**changes: Any) -> Desk:
    return replace(a_paged_desk(**changes), people={"adam": ADAM, "ben": BEN})


# --- who is on call ---------------------------------------------------------------------------


def at_night(schedule: Schedule) -> Schedule:
    """Somebody is on call there from 22:00 to 06:00 alone."""
    [layer] = schedule.layers
    night = Window(Weekday.MON, Weekday.SUN, "22:00", "06:00")
    return replace(schedule, layers=(replace(layer, only=(night,)),))


def test_somebody_is_on_call_all_week() -> None:
    assert health(paging.judge_schedules(a_desk_with(), NOW)) == [Health.OK]


def test_the_next_hours_without_anybody_are_named() -> None:
    schedule = at_night(a_rotation("first", BEN))
    desk = replace(a_desk_with(), schedules={ScheduleId("first"): schedule})
    [told] = wrong(paging.judge_schedules(desk, NOW))
    assert told.startswith(
        "nobody is on call in first from Tue 2026-11-24 06:00 to Tue 2026-11-24 22:00 (UTC)"
    )


# --- how they are reached ---------------------------------------------------------------------


def test_where_pages_stay_in_slack_nothing_else_is_needed() -> None:
    found = paging.judge_contacts(a_desk_with(contacts={}), None, {}, NOBODY)
    assert health(found) == [Health.OK]


def test_who_is_texted_needs_a_number_and_so_does_the_desk() -> None:
    desk = a_desk_with(contacts={BEN: (Method.SLACK, Method.SMS)})
    [no_secret, no_number] = wrong(paging.judge_contacts(desk, None, {}, NOBODY))
    assert no_secret.startswith("the stack has no ContactSecretName: no page leaves Slack")
    assert no_number.startswith("the stack has no PhoneOrigination: nobody is called or texted")
    with_number = {"PhoneOrigination": PHONE}
    [missing] = wrong(paging.judge_contacts(desk, {}, with_number, NOBODY))
    assert missing == (
        "ben has no phone to be paged by: "
        "./deskbell contacts --stack deskbell --person ben --phone …"
    )
    book = {BEN: Reach(phone="+48225550710")}
    assert health(paging.judge_contacts(desk, book, with_number, NOBODY)) == [Health.OK]


# --- who tells of outages ---------------------------------------------------------------------


def sources(kind: SourceKind = SourceKind.ALERTMANAGER) -> Any:
    prometheus = AlertSource("Prometheus", kind, ServiceId("vpn"))
    backup = WatchedSystem("Backup", ServiceId("vpn"), 24 * HOUR, HOUR)
    return replace(PAGING, sources={"prometheus": prometheus}, heartbeats={"backup": backup})


def test_a_source_without_a_key_is_not_believed_and_the_doctor_says_so() -> None:
    assert wrong(paging.judge_keys(sources(), AlertSecret(), NOBODY)) == [
        "prometheus has no key: nothing of it is believed: "
        "./deskbell alerts --stack deskbell --new-key prometheus",
        "heartbeats has no key: nothing of it is believed: "
        "./deskbell alerts --stack deskbell --new-key heartbeats",
    ]
    [no_secret] = wrong(paging.judge_keys(sources(), None, NOBODY))
    assert no_secret.startswith("the stack has no AlertSecretName: no alert is heard")


def test_sns_signs_with_keys_of_its_own() -> None:
    secret = AlertSecret(heartbeats=("k" * 64,))
    assert health(paging.judge_keys(sources(SourceKind.SNS), secret, NOBODY)) == [Health.OK]


# --- signs of life ----------------------------------------------------------------------------


def watched(*commands: Any) -> Heartbeat:
    """The backup, which gives a sign of life each hour, after these commands, since NOW."""
    beat: Heartbeat | None = None
    for command in (Watch(INSTALL, "backup", HOUR), *commands):
        after = decide_heartbeat(beat, command, NOW).changes[-1].after
        assert isinstance(after, Heartbeat)
        beat = after
    assert beat
    return beat


@pytest.mark.parametrize(
    ("beat", "later", "expected", "told"),
    [
        (None, HOUR, Health.UNSEEN, "nobody waits for signs of life of backup yet"),
        (watched(), HOUR, Health.UNSEEN, "backup has given no sign of life yet"),
        (watched(Beat()), HOUR / 2, Health.OK, "backup lives: its last sign of life came"),
        (watched(Beat()), 2 * HOUR, Health.WRONG, "long due, and nobody has noticed"),
        (
            replace(watched(Beat()), due=None, missed=True),
            2 * HOUR,
            Health.WRONG,
            "backup has given no sign of life since 2026-11-24 02:59 UTC",
        ),
        (watched(Pause(ADAM, NOW + 9 * HOUR)), HOUR, Health.UNSEEN, "backup is paused"),
    ],
)
def test_a_system_that_is_waited_for_is_told_as_it_stands(
    beat: Heartbeat | None, later: timedelta, expected: Health, told: str
) -> None:
    [found] = paging.judge_heartbeats({"backup": beat}, NOW + later, NOBODY)
    assert (found.health, told in found.what) == (expected, True), found


# --- all of it --------------------------------------------------------------------------------


def a_file(desk: Desk) -> SettingsFile:
    return SettingsFile(desk, "{}")


def test_a_desk_without_paging_is_told_where_to_read_of_it() -> None:
    desk = replace(a_desk_with(), paging=None, schedules={})
    [found] = paging.look(NOBODY, a_stack(), a_file(desk), NOW.timestamp())
    assert found.health is Health.UNSEEN
    assert "docs/paging.md" in found.advice


def test_secrets_and_rows_are_read_where_the_desk_has_them() -> None:
    desk = replace(a_desk_with(), paging=sources())
    row = {"Item": {"state": {"S": wire.encode(watched(Beat()))}}}
    account = an_account(
        {
            "dynamodb": {"get_item": answering(row)},
            "secretsmanager": {
                "get_secret_value": answering(refused("ResourceNotFoundException", "Get"))
            },
        }
    )
    # pragma: allowlist nextline secret
    parameters = {"ContactSecretName": "contacts", "AlertSecretName": "alerts"}
    found = paging.look(account, a_stack(parameters=parameters), a_file(desk), NOW.timestamp())
    assert [one.split(":")[0] for one in wrong(found)] == [
        "the stack has no PhoneOrigination",
        "ben has no phone to be paged by",
        "prometheus has no key",
        "heartbeats has no key",
    ]
    assert "backup lives" in found[-1].what
