"""Where feedback comes from and who sees it, as an admin writes it down."""

from datetime import timedelta
from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.domain.feedback.policy import (
    DIGEST,
    EXCLUDED,
    FeedbackFields,
    FeedbackSettings,
    FeedbackSource,
)
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.hours import Appointment, Weekday
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND, changed

LEAST: dict[str, Any] = {"channel": "hr", "broadcast": "all-hands"}


def document(**more: Any) -> dict[str, Any]:
    whole = changed("feedback", {**LEAST, **more})
    whole["channels"] = {**whole["channels"], "all-hands": "C0ALLHANDS"}
    return whole


def read(**more: Any) -> FeedbackSettings:
    feedback = parse(document(**more)).feedback
    assert feedback
    return feedback


def faults(**more: Any) -> str:
    with pytest.raises(InvalidDeskError) as found:
        parse(document(**more))
    return "\n".join(map(str, found.value.faults))


def test_without_the_setting_nobody_collects_feedback() -> None:
    assert parse(SOUND).feedback is None


def test_two_channels_are_enough() -> None:
    feedback = read()
    assert (feedback.channel, feedback.broadcast) == ("C0HR000001", "C0ALLHANDS")
    assert (feedback.digest, feedback.excluded) == (DIGEST, EXCLUDED)
    assert feedback.sources == {}


def test_everything_may_be_said_and_comes_back_from_the_table_as_it_was() -> None:
    desk = parse(
        document(
            digest="mon-sun 08:30",
            excluded=["press"],
            sources={"reviews": {"name": "App reviews", "fields": {"text": "review.body"}}},
        )
    )
    feedback = desk.feedback
    assert feedback
    assert feedback.digest == Appointment(Weekday.MON, Weekday.SUN, "08:30")
    assert feedback.excluded == {"press"}
    reviews = FeedbackSource("App reviews", FeedbackFields(text="review.body"))
    assert feedback.sources == {"reviews": reviews}
    assert wire.decode(wire.encode(desk), Desk) == desk


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"broadcast": "hr"}, "each item has a card there already"),
        ({"channel": "it-triage"}, "emoji there are about tickets"),
        ({"channel": "nowhere"}, "no channel in channels"),
        ({"digest": "monthly"}, "is not days and a time"),
        ({"excluded": ["Legal matters"]}, "write a class in small letters"),
        ({"sources": {"slack": {"name": "Slack"}}}, "another source has this name"),
        ({"sources": {"reviews": {"name": "R", "fields": {"stars": "x"}}}}, "stars"),
    ],
)
def test_what_cannot_be_meant_is_refused(more: dict[str, Any], told: str) -> None:
    assert told in faults(**more)


def test_the_first_response_to_a_theme_has_a_time() -> None:
    assert read().first_response == timedelta(days=3)
    assert read(first_response="8h").first_response == timedelta(hours=8)
