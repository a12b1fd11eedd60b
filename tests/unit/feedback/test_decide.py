"""What becomes of what people say: one item for the same words, one digest for each item."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from deskbell.domain.decision import SetTimer
from deskbell.domain.effects import Whisper
from deskbell.domain.feedback import commands as c
from deskbell.domain.feedback.digest import MOST_TOLD, MOST_WAITING
from deskbell.domain.feedback.effects import SendFeedbackDigest, ShowFeedback
from deskbell.domain.feedback.inputs import Sentiment
from deskbell.domain.ids import InstallId, Ts
from tests.builders import ANA, BEN
from tests.unit.feedback.people import (
    FEEDBACK,
    GUEST,
    NEGATIVE,
    OURS,
    SETTINGS,
    Listening,
    a_review,
)

POSITIVE, NEUTRAL = Sentiment.POSITIVE, Sentiment.NEUTRAL


def test_the_same_words_again_are_one_item_that_counts_them() -> None:
    people = Listening()
    people.hears(a_review(event="1"))
    item = people.hears(a_review(event="2"))
    assert item.seen == 2
    assert len(people.items) == 1
    assert people.events() == ["FeedbackReceived", "FeedbackQueued", "FeedbackSeenAgain"]
    assert len(people.effects(ShowFeedback)) == 2


def test_a_digest_tells_of_each_negative_item_once() -> None:
    people = Listening()
    item = people.hears(a_review())
    people.hears(a_review("Lovely", "2", sentiment=POSITIVE))
    people.hears(a_review("Well", "3", sentiment=NEUTRAL))
    people.hears(a_review("Who knows", "4", sentiment=None))
    people.waits()
    [digest] = people.effects(SendFeedbackDigest)
    assert digest.items == (item.ref,)
    people.hears(a_review(event="5"))
    people.waits()
    assert len(people.effects(SendFeedbackDigest)) == 1


def test_without_anything_to_tell_there_is_no_digest_and_no_timer() -> None:
    people = Listening()
    people.hears(a_review("Lovely", sentiment=POSITIVE))
    assert people.waits().ignored == "timer_stale"
    assert people.digest is None


def test_the_digest_comes_at_its_day_and_time_by_the_desks_clock() -> None:
    """Monday at 10:00 in Warsaw, also over the end of summer time."""
    people = Listening(now=datetime(2026, 10, 23, 8, 0, tzinfo=UTC))
    people.hears(a_review())
    [timer] = [one for change in people.changes for one in change.timers]
    assert isinstance(timer, SetTimer)
    assert timer.due == datetime(2026, 10, 26, 9, 0, tzinfo=UTC)
    people.waits(timedelta(minutes=1))
    assert people.effects(SendFeedbackDigest) == []


@pytest.mark.parametrize("category", sorted(SETTINGS.excluded))
def test_excluded_classes_are_never_told_whichever_comes_first(category: str) -> None:
    for first, second in ((category, ""), ("", category)):
        people = Listening()
        people.hears(a_review(event="1", category=first))
        people.hears(a_review(event="2", category=second))
        people.waits()
        assert people.effects(SendFeedbackDigest) == []


def test_what_becomes_excluded_by_the_settings_while_it_waits_is_left_out() -> None:
    people = Listening()
    people.hears(a_review(category="billing"))
    people.settings = replace(SETTINGS, excluded=frozenset({"billing"}))
    people.waits()
    assert people.effects(SendFeedbackDigest) == []
    assert people.events()[-1] == "FeedbackDigested"
    assert people.digest is not None
    assert people.digest.waiting == ()


def test_the_worst_that_is_said_of_it_counts() -> None:
    people = Listening()
    people.hears(a_review(event="1", sentiment=POSITIVE))
    assert people.digest is None
    item = people.hears(a_review(event="2", sentiment=NEGATIVE))
    assert item.sentiment is NEGATIVE
    people.waits()
    assert len(people.effects(SendFeedbackDigest)) == 1


def test_where_the_source_does_not_say_how_it_is_meant_somebody_does_once() -> None:
    people = Listening()
    people.hears(a_review(sentiment=None))
    people.does(c.Rate(OURS, FEEDBACK, NEGATIVE))
    assert people.items[0].queued
    assert people.does(c.Rate(OURS, FEEDBACK, POSITIVE)).ignored == "feedback_rated_already"


def test_whoever_withholds_it_keeps_it_out_of_the_digest() -> None:
    people = Listening()
    people.hears(a_review())
    people.does(c.Withhold(OURS, FEEDBACK))
    people.waits()
    assert people.effects(SendFeedbackDigest) == []
    assert people.does(c.Withhold(OURS, FEEDBACK)).ignored == "feedback_withheld_already"


def test_a_guest_decides_nothing_and_is_told_so() -> None:
    people = Listening()
    people.hears(a_review(sentiment=None))
    for command in (c.Rate(GUEST, FEEDBACK, NEGATIVE), c.Withhold(GUEST, FEEDBACK)):
        people.does(command)
    [item] = people.items
    assert (item.sentiment, item.withheld_by) == (None, None)
    assert len(people.effects(Whisper)) == 2
    assert people.events()[-2:] == ["FeedbackActionRefused"] * 2


def test_a_person_counts_once_an_emoji_in_whatever_order_slack_tells_of_it() -> None:
    people = Listening()
    people.hears(a_review())
    for person, emoji, ts, on in (
        (ANA, "+1", "1.0", True),
        (ANA, "heart", "2.0", True),
        (BEN, "+1", "4.0", False),
        (BEN, "+1", "3.0", True),
        (ANA, "+1", "1.0", True),
    ):
        people.does(c.React(person, emoji, Ts(ts), on))
    assert people.items[0].counted == {"+1": 1, "heart": 1}
    people.does(c.React(ANA, "heart", Ts("5.0"), on=False))
    assert people.items[0].counted == {"+1": 1}
    assert len(people.effects(ShowFeedback)) == 1


def test_a_digest_tells_of_the_most_frequent_and_how_many_more_there_are() -> None:
    people = Listening()
    for number in range(MOST_WAITING + 3):
        people.hears(a_review(f"Late {number}", str(number)))
    people.hears(a_review("Late 50", "again"))
    people.waits()
    [digest] = people.effects(SendFeedbackDigest)
    assert len(digest.items) == MOST_TOLD
    assert digest.items[0] == people.items[50].ref
    assert digest.more == MOST_WAITING + 3 - MOST_TOLD


def test_feedback_of_another_workspace_is_none() -> None:
    people = Listening()
    item = people.hears(a_review())
    people.states[item.ref] = replace(item, install=InstallId("T0OTHER001"))
    assert people.does(c.Withhold(OURS, FEEDBACK)).ignored == "no_such_feedback"
