"""Themes: one owner at any time, departments that contribute, and each originator told once
(A1-30, A3-02, A3-03)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.domain.effects import SendDirect, SendNotice, Whisper
from deskbell.domain.feedback.item import Status
from deskbell.domain.themes import commands as c
from deskbell.domain.themes.theme import (
    MOST_DEPARTMENTS,
    MOST_ITEMS,
    MOST_TOLD_AT_ONCE,
    TELL_AFTER,
    TaskState,
)
from tests.builders import ANA, BEN, JIWOO, MINJUN
from tests.unit.feedback.people import FEEDBACK, GUEST
from tests.unit.themes.people import ANNA, BENS, DAY, JIWOOS, MINA, Sorting

SHIPPED, DECLINED = Status.SHIPPED, Status.DECLINED
HAND_OVER = c.HandOver(MINA, FEEDBACK, "Product", BENS)


def a_task(people: Sorting) -> c.AddTask:
    return c.AddTask(BENS, FEEDBACK, "Marketing", JIWOOS, "Tell them", people.now + DAY)


def of_two() -> Sorting:
    people = Sorting()
    people.said("Too late", ANA)
    people.said("Always late", BEN, ANA)
    people.about("Too late", "Delivery")
    people.about("Always late", "Delivery")
    return people


def test_whoever_names_a_theme_owns_it_until_it_is_handed_over() -> None:
    people = of_two()
    assert people.theme("Delivery").owner == MINJUN
    people.decides("Delivery", HAND_OVER)
    theme = people.theme("Delivery")
    assert (theme.owner, theme.team, theme.status) == (BEN, "Product", Status.WITH_TEAM)
    assert people.told("yours") == [BEN]
    people.decides("Delivery", c.Take(JIWOOS, FEEDBACK))
    assert people.theme("Delivery").owner == JIWOO


def test_an_item_goes_up_the_ladder_with_its_theme() -> None:
    people = Sorting()
    people.said("Too late", ANA)
    stood = [people.item("Too late").status]
    people.about("Too late", "Delivery")
    stood.append(people.item("Too late").status)
    people.decides("Delivery", HAND_OVER)
    stood.append(people.item("Too late").status)
    people.settles("Delivery")
    stood.append(people.item("Too late").status)
    assert stood == [Status.SHARED, Status.THEMED, Status.WITH_TEAM, Status.SHIPPED]


@pytest.mark.parametrize("status", [SHIPPED, DECLINED])
def test_all_originators_are_told_once_whatever_they_gave(status: Status) -> None:
    people = of_two()
    people.settles("Delivery", status, "Because")
    assert people.told(status) == []
    people.passes("Delivery", TELL_AFTER)
    assert sorted(people.told(status)) == sorted([ANA, BEN])
    people.decides("Delivery", c.Expire())
    assert len(people.told(status)) == 2
    assert [one.text.args["count"] for one in people.effects(SendNotice)] == [2]


def test_those_who_shared_it_are_told_as_well() -> None:
    people = Sorting()
    people.said("Too late", ANA)
    item = people.item("Too late")
    [giver] = item.givers
    people.states[item.ref] = replace(item, givers=(replace(giver, shared_by=BEN),))
    people.about("Too late", "Delivery")
    people.settles("Delivery")
    people.passes("Delivery", TELL_AFTER)
    assert people.told("shipped") == [ANA, BEN]


def test_a_shipped_theme_that_came_from_outside_has_its_notice_in_the_channel() -> None:
    people = Sorting()
    people.said("Too late")
    people.about("Too late", "Delivery")
    people.settles("Delivery")
    people.passes("Delivery", TELL_AFTER)
    assert people.effects(SendDirect) == []
    assert len(people.effects(SendNotice)) == 1
    assert people.theme("Delivery").nobodys == 1


def test_whoever_gives_it_before_the_others_are_told_is_told_with_them() -> None:
    people = of_two()
    people.settles("Delivery")
    people.said("Too late", JIWOO)
    assert people.told("shipped") == []
    people.passes("Delivery", TELL_AFTER)
    assert sorted(people.told("shipped")) == sorted([ANA, BEN, JIWOO])


def test_whoever_gives_it_when_all_are_told_is_told_at_once_and_nobody_again() -> None:
    people = of_two()
    people.settles("Delivery")
    people.passes("Delivery", TELL_AFTER)
    people.said("Too late", JIWOO, ANA, JIWOO)
    assert people.told("shipped").count(JIWOO) == 1
    assert people.told("shipped").count(ANA) == 1


def test_many_are_told_one_batch_after_the_other() -> None:
    people = Sorting()
    crowd = [type(ANA)(f"U{number:09}") for number in range(MOST_TOLD_AT_ONCE + 5)]
    people.said("Too late", *crowd)
    people.about("Too late", "Delivery")
    people.settles("Delivery")
    people.passes("Delivery", TELL_AFTER)
    assert len(people.told("shipped")) == MOST_TOLD_AT_ONCE
    assert people.effects(SendNotice) == []
    people.passes("Delivery", timedelta(minutes=1))
    assert people.told("shipped") == crowd
    assert len(people.effects(SendNotice)) == 1


def test_what_was_settled_by_mistake_is_undone_before_anybody_is_told() -> None:
    people = of_two()
    people.decides("Delivery", HAND_OVER)
    people.settles("Delivery", DECLINED, "No")
    people.decides("Delivery", c.Undo(BENS, FEEDBACK))
    theme = people.theme("Delivery")
    assert (theme.status, theme.why, theme.tell_at) == (Status.WITH_TEAM, "", None)
    assert people.item("Too late").status is Status.WITH_TEAM
    assert people.passes("Delivery", TELL_AFTER).ignored == "timer_stale"
    people.settles("Delivery")
    people.passes("Delivery", TELL_AFTER)
    people.decides("Delivery", c.Undo(BENS, FEEDBACK))
    assert people.theme("Delivery").status is SHIPPED
    assert people.effects(Whisper)[-1].text.key == "whisper.theme_told_already"
    assert people.told("declined") == []


def test_only_its_owner_says_what_came_of_it() -> None:
    people = of_two()
    people.decides("Delivery", c.Settle(ANNA, FEEDBACK, SHIPPED))
    assert people.theme("Delivery").status is Status.THEMED
    assert people.effects(Whisper)[-1].text.key == "whisper.theme_not_owner"


def test_a_guest_changes_nothing_and_owns_nothing() -> None:
    people = of_two()
    for command in (c.Take(GUEST, FEEDBACK), c.HandOver(MINA, FEEDBACK, "Product", GUEST)):
        people.decides("Delivery", command)
        assert people.theme("Delivery").owner == MINJUN
    people.about("Too late", "Other", by=MINA)
    people.not_about("Too late", GUEST)
    assert people.item("Too late").about == people.theme("Other").ref


def test_departments_contribute_and_the_owner_stays_one() -> None:
    people = of_two()
    people.decides("Delivery", HAND_OVER)
    people.decides("Delivery", a_task(people))
    assert people.told("task") == [JIWOO]
    people.decides("Delivery", c.AnswerTask(JIWOOS, FEEDBACK, 0, done=True))
    theme = people.theme("Delivery")
    assert (theme.owner, theme.departments[0].state) == (BEN, TaskState.DONE)


def test_a_department_that_declines_tells_the_owner_why() -> None:
    people = of_two()
    people.decides("Delivery", HAND_OVER)
    people.decides("Delivery", a_task(people))
    people.decides("Delivery", c.AnswerTask(JIWOOS, FEEDBACK, 0, done=False, why="No time"))
    [department] = people.theme("Delivery").departments
    assert (department.state, department.why) == (TaskState.DECLINED, "No time")
    assert people.told("task_declined") == [BEN]
    assert people.theme("Delivery").owner == BEN


def test_somebody_elses_task_is_theirs_to_answer() -> None:
    people = of_two()
    people.decides("Delivery", a_task(people))
    people.decides("Delivery", c.AnswerTask(ANNA, FEEDBACK, 0, done=True))
    assert people.theme("Delivery").departments[0].state is TaskState.OPEN
    assert people.decides("Delivery", c.AnswerTask(ANNA, FEEDBACK, 7, done=True)).ignored


def test_a_task_that_is_due_is_reminded_of_once() -> None:
    people = of_two()
    people.decides("Delivery", c.Take(MINA, FEEDBACK))
    people.decides("Delivery", a_task(people))
    people.passes("Delivery", DAY)
    assert people.told("task_due") == [JIWOO]
    assert people.passes("Delivery", DAY).ignored == "timer_stale"


def test_whoever_is_to_answer_for_it_first_is_reminded_once() -> None:
    people = of_two()
    people.decides("Delivery", HAND_OVER)
    people.passes("Delivery", people.settings.first_response)
    assert people.told("unanswered") == [BEN]
    assert people.passes("Delivery", DAY).ignored == "timer_stale"


def test_whoever_answers_in_time_is_reminded_of_nothing() -> None:
    people = of_two()
    people.decides("Delivery", HAND_OVER)
    people.decides("Delivery", c.Take(BENS, FEEDBACK))
    assert people.passes("Delivery", people.settings.first_response).ignored == "timer_stale"
    assert people.decides("Delivery", c.Take(BENS, FEEDBACK)).ignored == "theme_taken_already"


def test_a_date_that_is_over_and_one_task_too_many_are_refused() -> None:
    people = of_two()
    late = c.AddTask(BENS, FEEDBACK, "Marketing", JIWOOS, "Tell them", people.now)
    people.decides("Delivery", late)
    assert people.theme("Delivery").departments == ()
    for _ in range(MOST_DEPARTMENTS + 1):
        people.decides("Delivery", a_task(people))
    assert len(people.theme("Delivery").departments) == MOST_DEPARTMENTS


def test_merged_themes_are_one_and_nobody_is_told_twice() -> None:
    people = Sorting()
    people.said("Too late", ANA)
    people.said("Always late", ANA, BEN)
    people.about("Too late", "Delivery")
    people.about("Always late", "Lateness", by=JIWOOS)
    people.decides("Delivery", c.Merge(MINA, FEEDBACK, people.theme("Lateness")))
    kept = people.theme("Lateness")
    assert (kept.owner, len(kept.parts)) == (JIWOO, 2)
    assert people.item("Too late").about == kept.ref
    people.settles("Lateness")
    people.passes("Lateness", TELL_AFTER)
    assert sorted(people.told("shipped")) == sorted([ANA, BEN])
    assert people.passes("Delivery", DAY).ignored == "timer_stale"


def test_what_comes_to_a_merged_theme_goes_to_the_one_that_goes_on() -> None:
    people = of_two()
    people.said("Rude", JIWOO)
    people.about("Rude", "Service")
    people.decides("Delivery", c.Merge(MINA, FEEDBACK, people.theme("Service")))
    people.said("Too late", JIWOO)
    people.said("Slow", ANA)
    people.about("Slow", "Delivery")
    assert people.item("Slow").about == people.theme("Service").ref
    assert len(people.theme("Service").parts) == 4


def test_a_theme_is_merged_with_no_other_one_that_is_over_or_is_itself() -> None:
    people = of_two()
    for into in (None, people.theme("Delivery")):
        people.decides("Delivery", c.Merge(MINA, FEEDBACK, into))
        assert people.theme("Delivery").merged_into is None


def test_a_theme_is_split_and_each_part_has_its_own_answer() -> None:
    people = of_two()
    people.about("Always late", "Evenings", by=ANNA)
    people.settles("Delivery")
    people.passes("Delivery", TELL_AFTER)
    assert people.told("shipped") == [ANA]
    assert [part.people for part in people.theme("Evenings").parts] == [(BEN, ANA)]
    people.settles("Evenings", DECLINED, "No")
    people.passes("Evenings", TELL_AFTER)
    assert sorted(people.told("declined")) == sorted([ANA, BEN])


def test_what_is_taken_out_has_no_answer_and_may_be_sorted_anew() -> None:
    people = of_two()
    people.not_about("Always late")
    assert people.item("Always late").status is Status.SHARED
    people.settles("Delivery")
    people.passes("Delivery", TELL_AFTER)
    assert people.told("shipped") == [ANA]
    people.not_about("Too late")
    assert people.item("Too late").about == people.theme("Delivery").ref


def test_a_name_that_is_over_begins_anew() -> None:
    people = of_two()
    people.settles("Delivery")
    people.said("Slow", JIWOO)
    theme, _ = people.about("Slow", "Delivery", by=BENS)
    assert (theme.ordinal, theme.owner, len(theme.parts)) == (2, BEN, 1)


def test_a_closed_issue_ships_its_theme_and_whoever_gave_it_is_told() -> None:
    people = of_two()
    people.decides("Delivery", c.CloseIssue("github", SHIPPED))
    people.passes("Delivery", TELL_AFTER)
    assert sorted(people.told("shipped")) == sorted([ANA, BEN])
    assert people.decides("Delivery", c.CloseIssue("github", SHIPPED)).ignored


def test_a_theme_has_no_more_items_than_one_commit_can_tell() -> None:
    people = Sorting()
    for number in range(MOST_ITEMS + 1):
        people.said(f"Late {number}", ANA)
        people.about(f"Late {number}", "Delivery")
    assert len(people.theme("Delivery").parts) == MOST_ITEMS
    assert people.effects(Whisper)[-1].text.key == "whisper.feedback_theme_full"


@settings(max_examples=25)
@given(st.data())
def test_whatever_happens_each_theme_has_one_owner_and_nobody_is_told_twice(
    data: st.DataObject,
) -> None:
    people, names, texts = Sorting(), ("Delivery", "Service"), ("Too late", "Rude", "Slow")
    members, someone = (MINA, ANNA, BENS, GUEST), (ANA, BEN, JIWOO)
    for text, name in zip(texts, (*names, "Delivery"), strict=True):
        people.said(text, data.draw(st.sampled_from(someone)))
        people.about(text, name)
    for _ in range(data.draw(st.integers(1, 12))):
        text, name = data.draw(st.sampled_from(texts)), data.draw(st.sampled_from(names))
        by, to = data.draw(st.sampled_from(members)), data.draw(st.sampled_from(members))
        who = data.draw(st.sampled_from(someone))
        other = people.theme("Service" if name == "Delivery" else "Delivery")
        gestures: list[Callable[[], object]] = [
            partial(people.said, text, who),
            partial(people.about, text, name, by=by),
            partial(people.not_about, text, by),
            partial(people.decides, name, c.Take(by, FEEDBACK)),
            partial(people.decides, name, c.HandOver(by, FEEDBACK, "Product", to)),
            partial(people.settles, name),
            partial(people.decides, name, c.Undo(by, FEEDBACK)),
            partial(people.decides, name, c.Merge(by, FEEDBACK, other)),
            partial(people.passes, name, TELL_AFTER),
        ]
        data.draw(st.sampled_from(gestures))()
    for theme in people.themes:
        if theme.tell_at:
            people.now = max(people.now, theme.tell_at)
            people.expires(theme)
    for theme in people.themes:
        assert theme.owner in (MINJUN, ANA, BEN)
        assert len(set(theme.told)) == len(theme.told)
        assert not theme.is_settled or set(theme.originators) <= set(theme.told)
