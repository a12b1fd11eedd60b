"""Who is on call, in Slack: `/oncall`, standing in, swapping, hand-off, warnings (C-15, C-16)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, Dialog, DialogSubmitted
from deskbell.domain.oncall.schedule import GroupId, Override, OverrideId, Schedule
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.policy import (
    EscalationPolicy,
    Level,
    PolicyId,
    ServiceId,
    Target,
    TargetKind,
)
from deskbell.domain.paging.settings import PagingSettings, Service
from deskbell.usecases.oncall.schedules import current_schedule
from tests.builders import ADAM, ANA, BEN, INSTALL, IT_TRIAGE, JIWOO, LENA, NOW, OLA, XENA
from tests.functional.on_call import IT, ROTA, OnCallDesk, daily
from tests.functional.states import HOUR

ACCEPT, DECLINE, WITHDRAW = Button.ONCALL_ACCEPT, Button.ONCALL_DECLINE, Button.ONCALL_WITHDRAW


@pytest.fixture
def desk() -> OnCallDesk:
    found = OnCallDesk()
    found.look()
    return found


def has_it(desk: OnCallDesk, after: timedelta = timedelta()) -> str | None:
    """By the one function that pages ask, too."""
    found = current_schedule(desk.settings.current(), desk.aggregates, IT)
    now = found and found.on_call(desk.now + after)
    return now.person if now else None


def test_oncall_says_who_has_it_now_next_and_this_week_and_why(desk: OnCallDesk) -> None:
    said = desk.asks_who(ANA)
    assert "*Now:* Park Jiwoo, until" in said
    assert "(turn in days)" in said
    assert "*Next:* Lena Fischer, from" in said
    assert said.count("•") == 8


def test_where_nobody_takes_turns_oncall_says_how_to_begin() -> None:
    desk = OnCallDesk()
    desk.settings.desk = replace(desk.desk, schedules={})
    assert "desk.yaml" in desk.asks_who(ANA)


def test_whoever_is_asked_takes_it_by_accepting(desk: OnCallDesk) -> None:
    desk.asks(JIWOO, LENA, until=desk.now + 4 * HOUR)
    assert has_it(desk) == JIWOO
    assert "Park Jiwoo asks you to be on call" in desk.heard(LENA)[-1]
    desk.presses(LENA, ACCEPT)
    assert has_it(desk) == LENA
    assert has_it(desk, 4 * HOUR) == JIWOO
    assert any("수락했어요" in one for one in desk.heard(JIWOO))
    assert any("you are on call now" in one for one in desk.heard(LENA))
    assert any("Lena Fischer is on call instead of Park Jiwoo" in one for one in desk.channel)
    assert "agreed with Park Jiwoo" in desk.asks_who(ANA)


def test_pages_go_to_whoever_has_taken_it() -> None:
    level = Level((Target(TargetKind.SCHEDULE, IT),), timedelta(minutes=5))
    policy = EscalationPolicy(PolicyId("it"), "IT", IT_TRIAGE, IT_TRIAGE, (level,))
    services = {ServiceId("vpn"): Service("VPN", policy.id)}
    paging = PagingSettings(IT_TRIAGE, IT_TRIAGE, {policy.id: policy}, services)
    desk = OnCallDesk(paging=paging)
    desk.look()
    desk.asks(JIWOO, LENA)
    desk.presses(LENA, ACCEPT)
    said = {"service": "vpn", "impact": "Nobody can connect"}
    desk.give(DialogSubmitted(Dialog.INCIDENT_RAISE, "", ANA, None, None, said))
    [incident] = [one for one in desk.table.states.values() if isinstance(one, Incident)]
    assert [call.to for call in incident.calls] == [LENA]


def test_until_somebody_accepts_nothing_changes_and_a_no_is_told(desk: OnCallDesk) -> None:
    desk.asks(JIWOO, LENA)
    desk.presses(LENA, DECLINE)
    assert has_it(desk) == JIWOO
    assert "Lena Fischer 님은 맡을 수 없다고 해요" in desk.heard(JIWOO)[-1]
    desk.presses(LENA, ACCEPT)
    assert has_it(desk) == JIWOO
    assert "settled" in desk.whispered


def test_who_does_not_answer_in_time_is_not_on_call_and_the_asker_hears_it(
    desk: OnCallDesk,
) -> None:
    desk.asks(JIWOO, LENA)
    desk.later(HOUR)
    assert "Lena Fischer 님이 제때 답하지 않았어요" in desk.heard(JIWOO)[-1]
    desk.presses(LENA, ACCEPT)
    assert has_it(desk) == JIWOO


def test_an_ask_for_another_day_waits_until_it_begins(desk: OnCallDesk) -> None:
    tomorrow = desk.now + timedelta(days=1, hours=2)
    desk.asks(LENA, BEN, **{"from": tomorrow, "until": tomorrow + 4 * HOUR})
    desk.later(20 * HOUR)
    desk.presses(BEN, ACCEPT)
    assert has_it(desk, timedelta(hours=7)) == BEN
    assert has_it(desk, timedelta(hours=11)) == LENA


def test_only_the_shifts_of_whoever_is_away_are_taken_over(desk: OnCallDesk) -> None:
    desk.asks(LENA, ADAM, until=desk.now + timedelta(days=4))
    desk.presses(ADAM, ACCEPT)
    days = [has_it(desk, timedelta(days=day)) for day in range(4)]
    assert days == [JIWOO, ADAM, BEN, JIWOO]


def test_two_swap_their_shifts(desk: OnCallDesk) -> None:
    tomorrow = desk.now + timedelta(days=1, hours=1)
    desk.asks(JIWOO, LENA, until=desk.now + timedelta(days=1), in_return=tomorrow)
    assert "(in return: " in desk.heard(LENA)[-1]
    desk.presses(LENA, ACCEPT)
    assert [has_it(desk, timedelta(days=day)) for day in range(3)] == [LENA, JIWOO, BEN]


def test_a_shift_in_return_counts_however_late_it_is(desk: OnCallDesk) -> None:
    weeks = timedelta(days=60)
    desk.asks(
        JIWOO, LENA, until=desk.now + timedelta(days=1), in_return=desk.now + weeks + timedelta(1)
    )
    desk.presses(LENA, ACCEPT)
    before = has_it(desk, weeks + timedelta(1))
    for _ in range(50):
        desk.later(timedelta(days=1))
    assert before == has_it(desk, weeks + timedelta(1) - timedelta(days=50)) == JIWOO


def test_a_swap_for_somebody_elses_shift_is_refused(desk: OnCallDesk) -> None:
    desk.asks(JIWOO, LENA, in_return=desk.now + timedelta(days=2, hours=1))
    assert "맞바꿀 당직은 앞으로 올 Lena Fischer 님의 당직이어야" in desk.whispered
    assert not any("asks you" in one for one in desk.heard(LENA))


def test_somebody_can_offer_to_take_it_from_who_has_it(desk: OnCallDesk) -> None:
    desk.asks(BEN, BEN, absent=JIWOO)
    assert "Ben Carter 님이" in desk.heard(JIWOO)[-1]
    desk.presses(JIWOO, ACCEPT)
    assert has_it(desk) == BEN


def test_an_admin_asks_for_somebody_who_is_ill(desk: OnCallDesk) -> None:
    desk.asks(ADAM, LENA, absent=JIWOO)
    desk.presses(LENA, ACCEPT)
    assert has_it(desk) == LENA
    assert any("수락했어요" in one for one in desk.heard(JIWOO))
    assert any("jest zgoda" in one for one in desk.heard(ADAM))


def test_nobody_else_asks_about_others_shifts(desk: OnCallDesk) -> None:
    desk.asks(ANA, LENA, absent=JIWOO)
    assert "Nothing has changed" in desk.whispered
    assert desk.heard(LENA) == []


def test_who_works_nowhere_at_the_desk_cannot_stand_in(desk: OnCallDesk) -> None:
    desk.asks(JIWOO, ANA)
    assert "Ana Reyes 님은 데스크에서 일하지 않고" in desk.whispered
    assert desk.heard(ANA) == []


def test_nobody_can_answer_for_somebody_else(desk: OnCallDesk) -> None:
    desk.asks(JIWOO, LENA)
    desk.claims(BEN, ACCEPT, f"{ROTA}|2")
    desk.claims(XENA, ACCEPT, f"{ROTA}|2")
    assert has_it(desk) == JIWOO
    desk.claims(LENA, ACCEPT, "ROTA#T0OTHER.it|2")
    desk.claims(LENA, ACCEPT, "nonsense")
    assert has_it(desk) == JIWOO


def test_who_is_not_on_call_then_has_nothing_to_give(desk: OnCallDesk) -> None:
    desk.asks(BEN, LENA)
    assert "is not on call then" in desk.whispered


def test_an_ask_can_be_withdrawn(desk: OnCallDesk) -> None:
    desk.asks(JIWOO, LENA)
    desk.presses(JIWOO, WITHDRAW)
    assert "has withdrawn it" in desk.heard(LENA)[-1]
    desk.presses(LENA, ACCEPT)
    assert has_it(desk) == JIWOO


def test_who_is_stood_in_for_can_take_it_back(desk: OnCallDesk) -> None:
    desk.asks(JIWOO, LENA, until=desk.now + 8 * HOUR)
    desk.presses(LENA, ACCEPT)
    desk.later(HOUR)
    desk.presses(JIWOO, WITHDRAW)
    assert has_it(desk) == JIWOO
    assert has_it(desk, -HOUR) == LENA
    assert any("your shift is over" in one for one in desk.heard(LENA))


def test_who_stands_in_cannot_drop_it(desk: OnCallDesk) -> None:
    desk.asks(JIWOO, LENA)
    desk.presses(LENA, ACCEPT)
    desk.claims(LENA, WITHDRAW, f"{ROTA}|2")
    assert has_it(desk) == LENA
    assert "Nothing has changed" in desk.whispered


def test_at_a_hand_off_both_hear_it_and_the_channel(desk: OnCallDesk) -> None:
    desk.until(24, 9)
    assert any("you are on call now" in one and "Park Jiwoo" in one for one in desk.heard(LENA))
    assert any("당직이 끝났어요" in one for one in desk.heard(JIWOO))
    assert any("Lena Fischer is on call now" in one for one in desk.channel)


def test_a_hand_off_is_told_once(desk: OnCallDesk) -> None:
    desk.until(24, 9)
    desk.look()
    desk.until(24, 9, 5)
    assert len([one for one in desk.channel if "Lena Fischer is on call now" in one]) == 1


def test_a_lost_timer_delays_a_hand_off_to_the_next_hour(desk: OnCallDesk) -> None:
    desk.table.timers.clear()
    desk.until(24, 10)
    assert not any("Lena Fischer is on call now" in one for one in desk.channel)
    desk.look()
    assert any("Lena Fischer is on call now" in one for one in desk.channel)


def test_other_settings_are_noticed_within_the_hour(desk: OnCallDesk) -> None:
    desk.settings.desk = replace(desk.desk, schedules={IT: daily(BEN)})
    desk.later(timedelta(minutes=59))
    desk.look()
    assert any("you are on call now, until further notice" in one for one in desk.heard(BEN))


def test_in_the_evening_before_on_their_own_clock_people_are_reminded(desk: OnCallDesk) -> None:
    lives_in(desk, LENA, "America/New_York")
    desk.later(timedelta(hours=9, minutes=30))
    assert not any("your next shift is" in one for one in desk.heard(LENA))
    desk.until(23, 23)
    assert len([one for one in desk.heard(LENA) if "your next shift is" in one]) == 1
    desk.until(24, 6)
    assert len([one for one in desk.heard(LENA) if "your next shift is" in one]) == 1


def test_once_a_week_the_channel_hears_who_is_on_call(desk: OnCallDesk) -> None:
    desk.until(30, 9)
    [summary] = [one for one in desk.channel if "on call in the next seven days" in one]
    assert summary.count("•") == 7


def test_each_morning_a_gap_of_the_next_week_is_warned_of() -> None:
    desk = OnCallDesk(_until_friday())
    desk.look()
    assert not any("needs somebody" in one for one in desk.channel)
    desk.until(24, 9)
    [warning] = [one for one in desk.channel if "needs somebody" in one]
    assert "nobody" in warning


def test_of_somebody_who_has_left_the_channel_is_warned_and_the_next_one_stands_in(
    desk: OnCallDesk,
) -> None:
    desk.ports.people.note_left(INSTALL, LENA)
    desk.later(HOUR)
    desk.look()
    assert has_it(desk, timedelta(days=1)) == BEN
    desk.until(24, 9)
    assert any("Lena Fischer has left the workspace" in one for one in desk.channel)


def test_of_an_override_by_somebody_who_has_left_the_channel_is_warned() -> None:
    override = Override(OverrideId("party"), OLA, NOW + HOUR, NOW + 30 * HOUR, NOW)
    desk = OnCallDesk(daily(overrides=(override,)))
    desk.ports.people.note_left(INSTALL, OLA)
    desk.look()
    assert has_it(desk, 2 * HOUR) == JIWOO
    desk.until(24, 9)
    assert any("Ola Nowak has left the workspace" in one for one in desk.channel)


def test_where_nobody_follows_whoever_had_it_and_the_channel_hear_it() -> None:
    desk = OnCallDesk(_until_friday())
    desk.look()
    desk.until(27, 9)
    assert any("nobody is on call now" in one for one in desk.channel)
    assert "*Now:* nobody is on call" in desk.asks_who(ANA)


def test_the_user_group_has_whoever_is_on_call_and_changes_only_then() -> None:
    desk = OnCallDesk(daily(group=GroupId("S0ONCALL01")))
    desk.slack.groups["S0ONCALL01"] = [ADAM]
    desk.look()
    assert desk.slack.groups["S0ONCALL01"] == [JIWOO]
    desk.look()
    desk.until(23, 20)
    assert len(_calls(desk)) == 1
    desk.until(24, 9)
    assert desk.slack.groups["S0ONCALL01"] == [LENA]


def test_without_a_user_group_none_is_touched(desk: OnCallDesk) -> None:
    desk.until(24, 9)
    assert _calls(desk) == []


def test_whoever_is_on_call_sees_it_on_their_home_tab(desk: OnCallDesk) -> None:
    desk.receive(desk.open_home(JIWOO), desk.open_home(LENA), desk.open_home(ANA))
    assert "까지 당직이에요" in str(desk.slack.homes[JIWOO])
    assert "your next shift is from" in str(desk.slack.homes[LENA])
    assert "on call" not in str(desk.slack.homes[ANA])
    desk.asks(JIWOO, LENA)
    desk.presses(LENA, ACCEPT)
    assert "you are on call until" in str(desk.slack.homes[LENA])


def test_oncall_shows_what_waits_for_an_answer_with_its_buttons(desk: OnCallDesk) -> None:
    desk.asks(JIWOO, LENA)
    assert "has not answered yet" in desk.asks_who(LENA)
    assert ACCEPT in str(desk.slack.whispers[-1].shown.blocks)
    desk.asks_who(OLA)
    assert ACCEPT not in str(desk.slack.whispers[-1].shown.blocks)


def test_oncall_knows_schedules_by_a_part_of_their_name(desk: OnCallDesk) -> None:
    assert "*Now:*" in desk.asks_who(ANA, "IT on")
    assert "There are: IT on call" in desk.asks_who(ANA, "network")


def test_who_asked_and_who_answered_is_in_the_history(desk: OnCallDesk) -> None:
    desk.asks(JIWOO, LENA)
    desk.presses(LENA, ACCEPT)
    rows = {row.event: row for row in desk.history(ROTA)}
    assert rows["CoverAsked"].actor == f"person:{JIWOO}"
    assert rows["CoverAccepted"].actor == f"person:{LENA}"
    assert rows["CoverAccepted"].reason.key == "reason.oncall_accepted"


def _until_friday() -> Schedule:
    schedule = daily()
    [layer] = schedule.layers
    members = tuple(replace(one, until=NOW.replace(day=27)) for one in layer.members)
    return replace(schedule, layers=(replace(layer, members=members),))


def lives_in(desk: OnCallDesk, person: PersonId, zone: str) -> None:
    row = desk.person_rows.get(INSTALL, person)
    assert row is not None
    desk.person_rows.put(INSTALL, replace(row, person=replace(row.person, zone=zone)))


def _calls(desk: OnCallDesk) -> list[object]:
    return [one for one in desk.slack.calls if one.method == "usergroups.users.update"]
