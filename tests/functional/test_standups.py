"""Stand-ups as people in Slack see them: asked on their own clock, summed up once (A3-05)."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from deskbell.domain.inputs import Dialog, DialogSubmitted
from deskbell.domain.standups.plan import HolidayRule
from tests.builders import ANA, BEN, EVERYBODY, IT_HAPPENS, IT_TRIAGE, JIWOO, LENA, OLA, X_TEAM
from tests.functional.standups import ANSWER, StandUpDesk
from tests.unit.standups.people import NEW_YORK, SEOUL, WARSAW, a_plan, appointments, at

HOLIDAYS = {
    "2026-09-24": "Chuseok",
    "2026-09-25": "Chuseok",
    "2026-10-05": "the substitute for Korea's National Foundation Day",
    "2026-10-09": "Hangul Day",
    "2026-11-01": "All Saints, in Poland",
    "2026-11-11": "Poland's Independence Day",
}


@pytest.fixture
def desk() -> StandUpDesk:
    return StandUpDesk()


def test_each_is_asked_once_at_the_same_time_on_their_own_clock(desk: StandUpDesk) -> None:
    desk.until(at(23, 59))
    for person, zone in ((JIWOO, SEOUL), (OLA, WARSAW), (BEN, NEW_YORK)):
        [post] = desk.prompts(person)
        local = datetime.fromtimestamp(float(post.ts), ZoneInfo(zone))
        assert f"{local:%Y-%m-%d %H:%M}" == "2026-11-24 09:30"


def test_the_prompt_says_what_for_and_until_when_in_everybodys_language(desk: StandUpDesk) -> None:
    desk.until(at(15))
    assert "co zrobiono od ostatniego razu" in desk.heard(OLA)[0]
    assert "지난번 이후 한 일" in desk.heard(JIWOO)[0]
    assert "We wait for each other less" in desk.heard(LENA)[0]


def test_the_channel_has_one_summary_with_who_was_there_by_department(desk: StandUpDesk) -> None:
    desk.until(at(15))
    desk.answers(OLA, next="The <new> shop", done="The old one")
    desk.answers(BEN, blocker="No key to the room")
    desk.until(at(18))
    assert desk.summaries == []
    desk.until(at(23))
    [summary] = desk.summaries
    [ticket] = desk.tickets
    assert "*Round* · 2026-11-24 · 2 of 4 have answered" in summary
    assert "Not heard from this time: Park Jiwoo, Lena Fischer" in summary
    assert "*X-Team*\n• Ola Nowak: The &lt;new&gt; shop" in summary
    assert "_since last time:_ The old one" in summary
    assert f"⛔ No key to the room (#{ticket.number})" in summary
    assert summary.index("*IT*") < summary.index("*X-Team*")


@pytest.mark.parametrize(
    ("language", "title"), [("ko", "4명 중 0명이 답했어요"), ("pl", "odpowiedziało 0 osób z 4")]
)
def test_the_summary_is_in_the_language_of_the_channel(language: str, title: str) -> None:
    desk = StandUpDesk(language=language)
    desk.until(at(23))
    [summary] = desk.summaries
    assert title in summary


def test_an_answer_can_be_changed_until_the_end_and_not_after_it(desk: StandUpDesk) -> None:
    desk.until(at(9))
    desk.answers(OLA)
    assert "Dziękujemy" in desk.heard(OLA)[-1]
    desk.answers(OLA, next="Something else")
    assert "nowa odpowiedź" in desk.slack.whispers[-1].shown.text
    desk.until(at(19))
    desk.answers(OLA, next="Too late")
    assert "Nic się nie zmieniło" in desk.slack.whispers[-1].shown.text
    assert "Something else" in desk.summaries[0]
    assert "Too late" not in str(desk.standups)


def test_a_blocker_is_one_ticket_of_theirs_which_the_team_sees(desk: StandUpDesk) -> None:
    desk.until(at(9))
    desk.answers(OLA, blocker="No <key>")
    desk.answers(OLA, blocker="No key at all")
    desk.answers(OLA)
    ticket = desk.ticket
    assert ticket.requester == OLA
    assert ticket.text == "No &lt;key&gt; (Round, 2026-11-24)"
    assert any("No &lt;key&gt;" in str(post.shown.blocks) for post in desk.ours(IT_TRIAGE))
    assert f"#{ticket.number}" in desk.heard(OLA)[1]
    assert desk.history(ticket.ref)[0].reason.key == "reason.opened_by_standup"


def test_the_same_form_twice_changes_nothing(desk: StandUpDesk) -> None:
    desk.until(at(9))
    desk.answers(OLA, blocker="No key")
    before = len(desk.heard(OLA))
    desk.answers(OLA, blocker="No key")
    assert len(desk.heard(OLA)) == before
    assert len(desk.tickets) == 1


def test_who_is_not_of_it_cannot_answer(desk: StandUpDesk) -> None:
    desk.until(at(9))
    value = str(desk.standups[0].ref)
    desk.give(DialogSubmitted(ANSWER, value, ANA, IT_HAPPENS, None, {"done": "a", "next": "b"}))
    assert "you are not among the people" in desk.slack.whispers[-1].shown.text
    assert desk.standups[0].answered == ()


@pytest.mark.parametrize("value", ["", "STANDUP#", "STANDUP#T0DESK0001.round.soon", "T#ABC"])
def test_what_names_no_stand_up_means_nothing(desk: StandUpDesk, value: str) -> None:
    [handled] = desk.give(DialogSubmitted(Dialog.STANDUP_ANSWER, value, ANA, X_TEAM, None, {}))
    assert handled.ignored in ("no_such_standup", "dialog_unreadable")


def test_who_is_away_or_has_left_is_not_asked_and_is_not_silent(desk: StandUpDesk) -> None:
    desk.settings.desk = replace(desk.desk, away=frozenset({OLA}))
    desk.knows(replace(next(one for one in EVERYBODY if one.id == LENA), deactivated=True))
    desk.until(at(23))
    assert desk.prompts(OLA) == desk.prompts(LENA) == []
    assert "Away: Ola Nowak, Lena Fischer" in desk.summaries[0]
    assert "0 of 2" in desk.summaries[0]


def test_a_lost_timer_delays_a_prompt_by_an_hour_at_most(desk: StandUpDesk) -> None:
    desk.until(at(8))
    desk.table.timers.clear()
    desk.until(at(9))
    assert len(desk.prompts(OLA)) == 1


def test_a_plan_that_is_no_more_asks_nobody(desk: StandUpDesk) -> None:
    desk.until(at(8))
    desk.settings.desk = replace(desk.desk, standups={})
    desk.until(at(23))
    assert desk.prompts(OLA) == []
    assert desk.summaries == []


def test_each_change_says_who_did_it_what_caused_it_and_why(desk: StandUpDesk) -> None:
    desk.until(at(9))
    desk.answers(OLA)
    desk.until(at(19))
    rows = desk.history(desk.standups[0].ref)
    assert {row.event for row in rows} == {"StandUpOpened", "StandUpAsked", "StandUpAnswered"} | {
        "StandUpClosed"
    }
    assert {row.actor for row in rows} == {"timer:standup", f"person:{OLA}"}
    assert all(row.cause and row.reason.key.startswith("reason.standup_") for row in rows)


@pytest.mark.parametrize("rule", HolidayRule)
def test_a_quarter_has_two_a_week_but_for_holidays_through_the_change_of_clocks(
    rule: HolidayRule,
) -> None:
    """Thirteen weeks with Chuseok, Polish holidays, and the end of summer time in both zones."""
    plan = a_plan(
        when=appointments("wed 09:30", "fri 09:30"),
        holidays=frozenset(HOLIDAYS),
        if_holiday=rule,
    )
    desk = StandUpDesk(plan)
    desk.now = datetime(2026, 9, 13, tzinfo=UTC)
    desk.until(datetime(2026, 12, 13, tzinfo=UTC))
    days = [datetime.fromisoformat(one.day).date() for one in desk.standups]
    weeks = Counter(day.isocalendar().week for day in days)
    assert len(days) == len(set(days)) == len(desk.summaries)
    assert not {day.isoformat() for day in days} & set(HOLIDAYS)
    if rule is HolidayRule.SHIFT:
        assert set(weeks.values()) == {2}
    else:
        assert {week: n for week, n in weeks.items() if n != 2} == {39: 1, 41: 1, 46: 1}
    for person, zone in ((JIWOO, SEOUL), (OLA, WARSAW), (BEN, NEW_YORK)):
        asked = [
            datetime.fromtimestamp(float(one.ts), ZoneInfo(zone)) for one in desk.prompts(person)
        ]
        assert [one.date() for one in asked] == days
        assert {f"{one:%H:%M}" for one in asked} == {"09:30"}
