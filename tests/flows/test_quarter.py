"""A quarter of the desk's, lived through in its real functions: stand-ups, dogfooding and the
digest of feedback, in three zones, over the changes of the clocks and the holidays of two countries
(A3-01, A3-04, A3-05). On moto alone: the running desk takes seconds for each of its moments.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskbell.adapters.dynamo.books import dynamo_books
from deskbell.domain.ids import PersonId
from deskbell.usecases.audit.invariants import broken
from tests.builders import BOT
from tests.functional.alert_desk import posted
from tests.moto_desk import ALERT_KEY, PAGING, MotoDesk, moto_desk
from tests.what_slack_shows import what_slack_shows
from tools.local_cloud import clock
from tools.local_cloud.tick import scheduled_event

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(900)]  # Three months take minutes.

BEGINS, ENDS = date(2027, 2, 15), date(2027, 5, 16)
"""Thirteen weeks. Clocks change on 14 March in Chicago and on 28 March in Warsaw."""
HOLIDAYS = ("2027-03-01", "2027-03-29", "2027-05-03", "2027-05-05", "2027-05-13")
"""Independence movement day, Easter Monday, 3 May, Children's day, Buddha's birthday."""
ON_THEIR_DAYS = ("2027-03-01", "2027-03-29", "2027-05-03", "2027-05-13")
MOMENTS = ("00:35", "07:35", "08:35", "14:35", "15:35", "23:35")
"""In UTC: after 09:30 in Seoul, in Warsaw and in Chicago, in summer and in winter; and when the
next day is looked at. Most days need the desk's ten o'clock alone, and that look."""
DAYS, MONDAY = ("mon", "thu"), 0
ZONES = {"jiwoo": "Asia/Seoul", "ola": "Europe/Warsaw", "ben": "America/Chicago"}
DEPARTMENTS = {
    "it": {"name": "IT", "people": ["ben", "jiwoo"]},
    "x_team": {"name": "X-Team", "people": ["ola"]},
}
SETTINGS: dict[str, Any] = {
    "holidays": list(HOLIDAYS),
    "paging": {**PAGING, "heartbeats": {}},
    "standups": {
        "round": {
            "name": "Round",
            "why": "We wait for each other less",
            "owner": "lena",
            "channel": "x-team-comms",
            "inbox": "it",
            "departments": DEPARTMENTS,
            "when": [f"{day} 09:30" for day in DAYS],
            "close_after": "4h",
        }
    },
    "dogfooding": {
        "name": "A month's order",
        "why": "We feel what members feel",
        "what": "order something",
        "owner": "lena",
        "channel": "x-team-comms",
        "departments": DEPARTMENTS,
        "slots": ["tue 10:00"],
        "joined": {"ola": "2027-03-20"},
    },
}


@dataclass
class Quarter:
    desk: MotoDesk
    clock_file: Path

    def live(self) -> None:
        for n in range((ENDS - BEGINS).days + 1):
            day = BEGINS + timedelta(days=n)
            is_theirs = f"{day:%a}".lower() in DAYS
            for moment in MOMENTS if is_theirs else MOMENTS[-3:]:
                self.at(datetime.fromisoformat(f"{day}T{moment}:00+00:00"))
            if day.weekday() == MONDAY:
                self.complain(f"The bag of week {day.isocalendar().week} was torn")

    def at(self, moment: datetime) -> None:
        wall = datetime.now(UTC).replace(microsecond=0)
        clock.write_offset(self.clock_file, moment - wall)
        # Not the back-fill as well: Slack's pace for reading is in seconds that really pass.
        self.desk.functions.invoke("LookAtSchedulesFunction", scheduled_event(wall))
        self.desk.settle()
        self.desk.minute(wall)

    def complain(self, text: str) -> None:
        """In a review, which comes twice."""
        said = {"source_event_id": text, "text": text, "sentiment": "negative"}
        for _ in range(2):
            request = posted(
                json.dumps(said).encode(), "/hooks/reviews", authorization=f"Bearer {ALERT_KEY}"
            )
            assert self.desk.functions.invoke("ReceiveWebhookFunction", request)["statusCode"] < 300
        self.desk.settle()

    def prompts(self, person: str, action: str) -> list[datetime]:
        """When the person was asked, on their own clock."""
        zone = ZoneInfo(ZONES[person])
        return [
            datetime.fromtimestamp(float(one["ts"]), zone)
            for one in self.desk.slack.dms(person)
            if action in str(one.get("blocks"))
        ]

    def told(self, channel: str, words: str) -> list[str]:
        return [
            str(one["text"])
            for one in self.desk.slack.messages(channel)
            if words in str(one["text"])
        ]


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Quarter]:
    file = tmp_path_factory.mktemp("quarter") / "clock.json"
    with moto_desk(file) as desk:
        desk.push(**SETTINGS)
        lived = Quarter(desk, file)
        lived.live()
        yield lived


def test_each_week_has_two_stand_ups_but_for_the_holidays(quarter: Quarter) -> None:
    days = [at.date() for at in quarter.prompts("jiwoo", "standup")]
    weeks = {BEGINS.isocalendar().week + n for n in range(13)}
    shorter = Counter(date.fromisoformat(day).isocalendar().week for day in ON_THEIR_DAYS)
    assert Counter(day.isocalendar().week for day in days) == {
        week: 2 - shorter[week] for week in weeks
    }
    assert not {day.isoformat() for day in days} & set(HOLIDAYS)
    assert len(quarter.told("x-team-comms", "*Round*")) == len(days)


@pytest.mark.parametrize("person", ZONES)
def test_each_is_asked_at_the_same_time_on_their_clock_in_winter_and_in_summer(
    quarter: Quarter, person: str
) -> None:
    asked = quarter.prompts(person, "standup")
    assert [at.date() for at in asked] == [at.date() for at in quarter.prompts("jiwoo", "standup")]
    assert {f"{at:%H:%M}" for at in asked} == {"09:35"}
    assert len({at.utcoffset() for at in asked}) == (1 if person == "jiwoo" else 2)


def test_each_is_asked_once_a_month_to_use_what_they_make_and_reminded_once(
    quarter: Quarter,
) -> None:
    by_month = Counter(f"{at:%m}" for at in quarter.prompts("ben", "dogfood"))
    assert by_month == {"02": 2, "03": 2, "04": 2, "05": 1}
    # The first of March is a holiday, those of May are a Saturday, a Sunday and a holiday.
    assert [f"{at:%m-%d}" for at in quarter.prompts("ben", "dogfood")][2::2] == [
        *("03-02", "04-01", "05-04"),
    ]


def test_who_joins_on_the_20th_owes_nothing_that_month_and_is_asked_in_the_next(
    quarter: Quarter,
) -> None:
    assert [f"{at:%m}" for at in quarter.prompts("ola", "dogfood")] == ["04", "04", "05"]
    february, march, april = quarter.told("x-team-comms", "*A month's order*")
    for report in (february, march):
        assert "*X-Team:* 0 of 0 have done it (excused: 1)" in report
    assert "*X-Team:* 0 of 1 have done it (excused: 0)" in april


def test_everybody_reads_once_what_somebody_was_not_happy_with(quarter: Quarter) -> None:
    digests = quarter.desk.slack.messages("x-team-announcements")
    assert len(digests) == len(quarter.desk.slack.messages("member-feedback")) == 13
    for n, digest in enumerate(digests):
        assert f"The bag of week {BEGINS.isocalendar().week + n} was torn" in str(digest["blocks"])
        at = datetime.fromtimestamp(float(digest["ts"]), ZoneInfo("America/New_York"))
        assert at.hour == 10
        assert at.date().isoformat() not in HOLIDAYS


def test_nothing_that_always_holds_was_broken_on_the_way(quarter: Quarter) -> None:
    books = dynamo_books(time.time(), PersonId(BOT))
    assert broken(books, what_slack_shows(quarter.desk.slack, books)) == []
