"""The way in for feedback: what a source may send, and what it is told otherwise (A3-08). Whom it
is believed from, test_nps_webhook.py asks: the way in is the same."""

from dataclasses import replace

import pytest

from deskbell.domain.feedback.inputs import FeedbackGiven, IssueClosed, Sentiment
from deskbell.domain.feedback.policy import FeedbackFields, FeedbackSource
from tests.api_gateway import AT
from tests.functional.alert_desk import posted
from tests.functional.feedback import REVIEW, FeedbackDoor, a_feedback_desk
from tests.functional.nps import a_webhook
from tests.unit.feedback.people import SETTINGS


def test_a_signed_review_is_on_the_inbox_as_what_it_says() -> None:
    door = FeedbackDoor()
    assert door.reviews() == (200, {"taken": 1})
    assert door.given == FeedbackGiven(
        source="reviews",
        event="r-1",
        text="The app lost my order twice.",
        sentiment=Sentiment.NEGATIVE,
        category="billing",
        theme="Orders",
        member="11672",
        author="Dana Whitfield",
    )
    assert "order" not in str(door.told)


def test_what_is_not_said_is_left_open() -> None:
    door = FeedbackDoor()
    door.send(a_webhook({"source_event_id": 7, "text": "Fine"}, source="reviews"))
    assert door.given == FeedbackGiven("reviews", "7", "Fine")


def test_one_event_has_one_key_however_often_it_is_signed_and_whatever_it_says() -> None:
    door = FeedbackDoor()
    for at, text in ((AT, "One"), (AT + 60, "One"), (AT, "Other words")):
        door.send(a_webhook({**REVIEW, "text": text}, at=at, source="reviews"))
    assert len({envelope.key for envelope in door.taken}) == 1


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("source_event_id", " ", "there is no text at source_event_id, which names it"),
        ("text", "", "there is no text at text"),
        ("text", {"a": 1}, "there is no text at text"),
        ("sentiment", "angry", "sentiment is none of negative, neutral and positive"),
        ("sentiment", -1, "sentiment is none of negative, neutral and positive"),
        ("class", "Ana Reyes", "class is no word of letters, digits, - and _"),
        (
            "member_id",
            "ana@example.com",
            "member_id is no id of letters, digits, - and _; send no names, addresses or "
            "telephone numbers",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_field_and_nothing_of_it(
    field: str, value: object, told: str
) -> None:
    door = FeedbackDoor()
    assert door.reviews(**{field: value}) == (400, {"error": told})
    assert door.taken == []


def test_the_settings_say_where_what_stands() -> None:
    fields = FeedbackFields("id", "review.body", "mood", "kind", "about", "who", "name")
    settings = replace(SETTINGS, sources={"reviews": FeedbackSource("Reviews", fields)})
    door = FeedbackDoor(a_feedback_desk(feedback=settings))
    payload = {"id": "9", "review": {"body": "Late"}, "mood": "positive", "kind": "safety"}
    door.send(a_webhook(payload, source="reviews"))
    assert door.given == FeedbackGiven("reviews", "9", "Late", Sentiment.POSITIVE, "safety")


CLOSED = {"source_event_id": "c-7", "issue": "https://example.com/7", "issue_state": "Declined"}


def test_an_issue_that_is_closed_is_on_the_inbox() -> None:
    door = FeedbackDoor()
    door.send(a_webhook({**CLOSED, "text": "Too dear"}, source="reviews"))
    [envelope] = door.taken
    assert envelope.input == IssueClosed(
        "reviews", "c-7", "https://example.com/7", shipped=False, why="Too dear"
    )


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("source_event_id", "", "there is no text at source_event_id, which names it"),
        ("issue_state", "done", "issue_state is none of shipped and declined"),
    ],
)
def test_an_issue_whose_state_nobody_knows_is_refused(field: str, value: str, told: str) -> None:
    door = FeedbackDoor()
    answer = door.send(a_webhook({**CLOSED, field: value}, source="reviews"))
    assert answer == (400, {"error": told})
    assert door.taken == []


def test_whoever_has_no_key_is_not_believed() -> None:
    door = FeedbackDoor()
    assert door.send(posted(b"{}", "/hooks/reviews"))[0] == 401
    assert door.send(a_webhook(REVIEW, key="another", source="reviews"))[0] == 401
    assert door.send(a_webhook(REVIEW, source="other")) == (404, {"error": "unknown_source"})
    nobody = FeedbackDoor(a_feedback_desk(feedback=None))
    assert nobody.reviews() == (404, {"error": "unknown_source"})
