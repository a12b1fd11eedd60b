"""A week of surveys as the channel reads it (A1-25)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deskbell.adapters.memory.ticket_log import memory_nps_log
from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.inputs import Button
from deskbell.usecases.nps.look_at_surveys import look_at_surveys
from deskbell.usecases.slack_ports import Later, Never, Undelivered, Unknown
from tests.builders import BEN
from tests.functional.nps import NpsDesk, an_nps_desk
from tests.unit.nps.members import CLOSELOOP, SETTINGS

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TUESDAY = datetime(2026, 11, 17, 15, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)
"""Nine o'clock on the desk's clock, in New York."""


class WeeklyDesk(NpsDesk):
    """On a Tuesday."""

    def __init__(self, **changes: Any) -> None:
        nps = replace(SETTINGS, thresholds={"premium": 9})
        super().__init__(an_nps_desk(nps, **changes))
        self.now = TUESDAY

    def look(self) -> int:
        found = look_at_surveys(
            *(self.settings, self.queue, self.now, self.aggregates),
            lambda: memory_nps_log(self.table),
        )
        self.settle()
        return found

    def until(self, end: datetime) -> None:
        """Each hour the rule looks."""
        while self.now < end:
            self.later(HOUR)
            self.look()

    def member_says(self, member: str, score: int, event: str = "", **said: Any) -> None:
        day = f"{self.now:%Y-%m-%d}"
        self.hears(score, event or member, member=member, experience=day, **said)

    @property
    def digests(self) -> list[str]:
        return [one.shown.text for one in self.ours(CLOSELOOP) if "📊" in one.shown.text]


@pytest.fixture
def desk() -> WeeklyDesk:
    return WeeklyDesk()


def test_on_monday_morning_the_channel_hears_of_the_week_before(desk: WeeklyDesk) -> None:
    for member, score in (("1", 10), ("2", 9), ("3", 8)):
        desk.member_says(member, score)
    desk.member_says("4", 3, segment="premium")
    desk.later(HOUR)
    desk.presses(BEN, Button.NPS_CALLED)
    desk.later(DAY)
    desk.member_says("4", 9, event="again", segment="premium")
    desk.until(MONDAY - HOUR)
    assert desk.digests == []
    desk.until(MONDAY + 2 * DAY)
    [digest] = desk.digests
    assert digest.splitlines() == [
        "📊 *NPS +40* of 2026-11-16 to 2026-11-22, from 5 answers: promoters 3, passives 1, "
        "detractors 1. Of all members it is -30 to +80, by 95 %.",
        "• *premium:* 0 from 2 answers (-73 to +73)",
        "• *All others:* +67 from 3 answers (-22 to +88)",
        "• *Low scores:* 1 member to call back; within 24 hours 1/1 (100%), "
        "within 48 hours 1/1 (100%) were",
        "• Nobody waits for a call any more",
        "• *Second answers:* 1 of 1 recovered (+6.0 points on average)",
    ]


def test_it_comes_with_a_picture_of_the_weeks_before(desk: WeeklyDesk) -> None:
    desk.member_says("1", 10)
    desk.until(MONDAY)
    [(file, (name, content))] = desk.slack.files.items()
    assert (name, content[:4]) == ("nps-2026-W47.png", b"\x89PNG")
    [post] = [one for one in desk.ours(CLOSELOOP) if "📊" in one.shown.text]
    picture = post.shown.blocks[-1]
    assert picture["slack_file"] == {"id": file}
    assert "2026-W47: 100" in str(picture["alt_text"])


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Never(Undelivered.INSTALL_BROKEN, "missing_scope")),
        Fault(Unknown("TimeoutError")),
        Fault(Later(None, "service_unavailable")),
    ],
)
def test_without_a_picture_the_words_come_all_the_same(desk: WeeklyDesk, fault: Fault) -> None:
    desk.member_says("1", 10)
    desk.slack.fail("files.completeUploadExternal", *[fault] * 3)
    desk.until(MONDAY + 3 * HOUR)
    assert len(desk.digests) == 1
    assert desk.slack.files == {}


def test_a_picture_that_slack_is_still_looking_at_is_tried_again(desk: WeeklyDesk) -> None:
    desk.member_says("1", 10)
    desk.slack.fail("chat.postMessage", Fault(Never(Undelivered.REJECTED, "invalid_blocks")))
    desk.until(MONDAY + 3 * HOUR)
    assert len(desk.digests) == 1


def test_the_next_one_says_what_has_changed(desk: WeeklyDesk) -> None:
    desk.member_says("1", 7)
    desk.until(MONDAY + DAY)
    desk.member_says("2", 10)
    desk.until(MONDAY + 8 * DAY)
    first, second = desk.digests
    assert "*NPS 0* of 2026-11-16" in first
    assert "The week before" not in first
    assert "*The week before:* 0 from 1 answer" in second
    assert "change: +100" in second


def test_on_a_holiday_it_waits_for_the_next_workday() -> None:
    desk = WeeklyDesk(holidays=frozenset({"2026-11-23"}))
    desk.member_says("1", 10)
    desk.until(MONDAY + DAY - HOUR)
    assert desk.digests == []
    desk.until(MONDAY + DAY)
    assert len(desk.digests) == 1


def test_however_often_and_late_it_is_looked_at_it_is_told_once(desk: WeeklyDesk) -> None:
    desk.member_says("1", 10)
    desk.now = MONDAY + 3 * DAY
    counted = [desk.look() for _ in range(3)]
    assert counted == [1, 0, 0]
    assert len(desk.digests) == 1


def test_two_looks_at_once_are_one_digest(desk: WeeklyDesk) -> None:
    desk.member_says("1", 10)
    desk.now = MONDAY
    for minute in (0, 7):
        look_at_surveys(
            *(desk.settings, desk.queue, desk.now + timedelta(minutes=minute), desk.aggregates),
            lambda: memory_nps_log(desk.table),
        )
    desk.settle()
    assert len(desk.digests) == 1


def test_a_desk_whose_survey_never_reached_it_hears_of_nothing(desk: WeeklyDesk) -> None:
    desk.until(MONDAY + 15 * DAY)
    assert desk.ours(CLOSELOOP) == []


def test_a_desk_without_surveys_is_not_looked_at() -> None:
    desk = NpsDesk(replace(an_nps_desk(), nps=None))
    desk.now = MONDAY
    history: list[Any] = []
    assert (
        look_at_surveys(*(desk.settings, desk.queue, desk.now, desk.aggregates), lambda: history)
        == 0
    )
