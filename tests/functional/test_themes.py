"""Themes of feedback as people in Slack see them: from the first card to the message that tells
whoever gave it what came of it (A1-30, A3-02, A3-03, D-17)."""

from datetime import timedelta

import pytest

from deskbell.domain.feedback.item import Status
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import Button, Dialog, IssueClosed
from deskbell.domain.themes.theme import TELL_AFTER
from tests.builders import ANA, BEN, GUS, JIWOO, MINJUN, OLA
from tests.functional.feedback import a_feedback_desk
from tests.functional.themes import ThemeDesk

ISSUE = "https://github.com/acme/app/issues/7"
TASK = {"department": "Marketing", "person": JIWOO, "task": "Tell the members"}


def of_two() -> ThemeDesk:
    desk = ThemeDesk()
    desk.said("Too late", ANA)
    desk.said("Always late", MINJUN)
    desk.said("Never on time")
    for text in ("Too late", "Always late", "Never on time"):
        desk.about(text, "Delivery")
    return desk


def test_a_card_of_feedback_leads_to_the_card_of_its_theme_with_one_owner() -> None:
    desk = ThemeDesk()
    desk.said("Too late", ANA)
    desk.about("Too late", "Delivery", issue=ISSUE)
    assert "Theme: Delivery (collected)" in str(desk.card_of("Too late").shown.blocks)
    for words in ("Theme · Delivery", "Owner: Kim Minjun", "first response by", ISSUE, "1 person"):
        assert words in desk.shows("Delivery")


def test_the_same_name_is_the_same_theme() -> None:
    desk = of_two()
    desk.said("Slow", BEN)
    desk.about("Slow", "  delivery! ")
    [theme] = desk.themes()
    assert len(theme.parts) == 4
    assert "4 things that people say" in desk.shows("Delivery")
    assert "1 came from outside: nobody in Slack to tell" in desk.shows("Delivery")


def test_it_is_handed_over_to_a_team_where_one_person_answers_for_it() -> None:
    desk = of_two()
    card = desk.theme_card("Delivery")
    desk.fills(MINJUN, Dialog.THEME_HAND_OVER, card, team="Product", person=BEN)
    for words in ("with a team", "Owner: Ben Carter", "Team: Product"):
        assert words in desk.shows("Delivery")
    assert "(with a team)" in str(desk.card_of("Too late").shown.blocks)
    [told] = desk.heard(BEN)
    assert "handed “Delivery” over to Product" in told


def test_departments_contribute_with_a_task_and_a_date_and_may_decline() -> None:
    desk = of_two()
    due = (desk.now + timedelta(days=1)).isoformat()
    for _ in range(2):
        desk.fills(MINJUN, Dialog.THEME_TASK, desk.theme_card("Delivery"), **TASK, due=due)
    assert "*Marketing*: Tell the members · Park Jiwoo" in desk.shows("Delivery")
    card = desk.theme_card("Delivery")
    desk.fills(JIWOO, Dialog.THEME_TASK_DECLINE, card, why="No time")
    desk.give(desk.press(JIWOO, Button.THEME_DONE, desk.theme_card("Delivery")))
    assert "declined: No time" in desk.shows("Delivery")
    assert "done" in desk.shows("Delivery")
    assert any("No time" in said for said in desk.heard(MINJUN))


def test_when_it_is_shipped_each_originator_is_told_once_in_their_language() -> None:
    desk = of_two()
    desk.said("Too late", MINJUN)
    desk.taps(MINJUN, Button.THEME_SHIP, "Delivery")
    assert desk.heard(ANA) == []
    desk.later(TELL_AFTER)
    desk.later(timedelta(days=1))
    assert desk.heard(ANA) == [
        "What you told us of “Delivery” has been put into practice. Thank you!"
    ]
    assert desk.heard(MINJUN) == ["“Delivery”에 대해 주신 의견이 반영됐어요. 고마워요!"]
    assert "Told in Slack: 2" in desk.shows("Delivery")
    assert any("“Delivery” is shipped; told in Slack: 2" in one.shown.text for one in desk.cards)


def test_one_that_is_declined_tells_why() -> None:
    desk = of_two()
    desk.fills(MINJUN, Dialog.THEME_DECLINE, desk.theme_card("Delivery"), why="Too dear")
    desk.later(TELL_AFTER)
    [told] = desk.heard(ANA)
    assert "will not be put into practice: Too dear." in told
    assert "(declined)" in str(desk.card_of("Too late").shown.blocks)


def test_an_issue_that_is_closed_settles_its_theme_and_tells_whoever_gave_it() -> None:
    desk = ThemeDesk()
    desk.said("Too late", ANA)
    desk.about("Too late", "Delivery", issue=ISSUE)
    [handled] = desk.give(IssueClosed("reviews", "0", ISSUE + "7", shipped=True))
    assert handled.ignored == "no_such_issue"
    for _ in range(2):
        desk.give(IssueClosed("reviews", "1", ISSUE, shipped=False, why="Too dear"))
        desk.later(TELL_AFTER)
    [told] = desk.heard(ANA)
    assert "will not be put into practice: Too dear." in told
    assert "Its issue was closed." in desk.shows("Delivery")


def test_undo_within_five_minutes_and_nobody_has_heard_anything() -> None:
    desk = of_two()
    desk.taps(MINJUN, Button.THEME_SHIP, "Delivery")
    desk.taps(MINJUN, Button.THEME_UNDO, "Delivery")
    desk.later(timedelta(days=1))
    assert desk.heard(ANA) == []
    [theme] = desk.themes()
    assert theme.status is Status.THEMED


def test_whoever_does_not_own_it_is_told_who_does() -> None:
    desk = of_two()
    desk.taps(BEN, Button.THEME_SHIP, "Delivery")
    [theme] = desk.themes()
    assert theme.status is Status.THEMED
    desk.taps(BEN, Button.THEME_TAKE, "Delivery")
    desk.taps(BEN, Button.THEME_SHIP, "Delivery")
    assert "shipped" in desk.shows("Delivery")


def test_a_guest_names_no_theme() -> None:
    desk = ThemeDesk()
    desk.said("Too late", ANA)
    desk.about("Too late", "Delivery", by=GUS)
    assert desk.themes() == []


def test_merged_and_split_themes_tell_each_of_their_people_once() -> None:
    desk = of_two()
    desk.said("Rude", ANA)
    desk.about("Rude", "Service")
    desk.fills(MINJUN, Dialog.THEME_MERGE, desk.theme_card("Service"), name="delivery")
    assert "Merged into “Delivery”" in desk.shows("Service")
    assert "Theme: Delivery" in str(desk.card_of("Rude").shown.blocks)
    desk.give(desk.press(BEN, Button.FEEDBACK_TAKE_OUT, desk.card_of("Always late")))
    desk.taps(MINJUN, Button.THEME_SHIP, "Delivery")
    desk.later(TELL_AFTER)
    assert len(desk.heard(ANA)) == 1
    assert desk.heard(MINJUN) == []


def test_nobody_answers_and_the_owner_is_reminded_once() -> None:
    desk = of_two()
    for _ in range(3):
        desk.later(timedelta(days=3))
    assert len([said for said in desk.heard(MINJUN) if "Delivery" in said]) == 1


def test_whoever_shared_a_message_is_told_as_well_as_its_author() -> None:
    desk = ThemeDesk()
    said = desk.say(ANA, "The canteen is too loud")
    desk.give(desk.reaction(OLA, said.ts, "loudspeaker"))
    desk.about("The canteen is too loud", "Canteen")
    desk.taps(MINJUN, Button.THEME_SHIP, "Canteen")
    desk.later(TELL_AFTER)
    assert [len(desk.heard(one)) for one in (ANA, OLA)] == [1, 1]


@pytest.mark.parametrize(
    ("language", "title"), [("ko", "주제 · Delivery"), ("pl", "Temat · Delivery")]
)
def test_the_card_of_a_theme_is_in_the_language_of_the_channel(language: str, title: str) -> None:
    desk = ThemeDesk(a_feedback_desk(language=language))
    desk.said("Too late", ANA)
    desk.about("Too late", "Delivery")
    assert title in desk.shows("Delivery")


def test_a_card_that_somebody_deletes_comes_back_with_the_next_change() -> None:
    desk = of_two()
    card = desk.theme_card("Delivery")
    desk.slack.delete(Thread(card.channel, card.ts))
    [theme] = desk.themes()
    desk.give(desk.press(BEN, Button.THEME_TAKE, card))
    assert "Owner: Ben Carter" in desk.shows("Delivery")
    assert theme.owner == MINJUN
