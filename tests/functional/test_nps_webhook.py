"""The way in for scores: from whom they are believed, and what is a score at all (A1-23)."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from deskbell.adapters.alerts.secret import AlertSecret
from deskbell.domain.nps.inputs import ScoreReceived
from deskbell.domain.nps.policy import ScoreFields, ScoreSource
from deskbell.domain.nps.score import DateFormat
from tests.api_gateway import AT
from tests.builders import a_desk
from tests.functional.alert_desk import posted
from tests.functional.nps import ANSWER, KEY, OLD_KEY, SurveyDoor, a_webhook, an_nps_desk
from tests.unit.nps.members import SETTINGS


def test_a_signed_answer_is_on_the_inbox_as_what_it_says() -> None:
    door = SurveyDoor()
    assert door.says() == (200, {"taken": 1})
    assert door.score == ScoreReceived(
        "nps", "zap-1", "11672", 3, "2026-11-22", "Nobody called me back."
    )
    [(what, facts)] = door.told
    assert what == "WebhookTaken"
    assert "called" not in str(facts)


def test_the_same_answer_has_one_key_however_often_it_is_signed_and_a_correction_another() -> None:
    door = SurveyDoor()
    for at in (AT, AT + 60, AT - 60):
        door.send(a_webhook(ANSWER, at=at))
    door.says(score=4)
    keys = [envelope.key for envelope in door.taken]
    assert len(set(keys[:3])) == 1
    assert keys[3] != keys[0]
    assert len({envelope.group for envelope in door.taken}) == 1


@pytest.mark.parametrize(
    "score",
    [-1, 11, 7.5, 7.0, True, "ten", "10 ", "٧", "8.0", None, "", [7]],
    ids=repr,
)
def test_what_is_no_score_is_refused_and_the_survey_is_told_which_field(score: object) -> None:
    """Bad input 87."""
    door = SurveyDoor()
    status, answer = door.says(score=score)
    assert (status, answer) == (400, {"error": "score is no whole number from 0 to 10"})
    assert door.taken == []


@pytest.mark.parametrize("score", [0, 10, "0", "10"])
def test_whole_numbers_count_as_text_as_well(score: object) -> None:
    door = SurveyDoor()
    door.says(score=score, comment="")
    assert door.score.score == int(str(score))


@pytest.mark.parametrize(
    "member", ["", None, "ana@example.com", "+48 601 100 100", "Ana Reyes", {"id": 1}], ids=repr
)
def test_a_member_is_an_id_and_what_stands_there_instead_is_told_to_nobody(member: object) -> None:
    door = SurveyDoor()
    status, answer = door.says(member_id=member)
    assert status == 400
    assert "member_id is no id" in answer["error"]
    assert not member or str(member) not in str((answer, door.told))


def test_a_number_is_an_id_as_well() -> None:
    door = SurveyDoor()
    door.says(member_id=11672)
    assert door.score.member == "11672"


def test_a_day_that_could_be_two_needs_a_format() -> None:
    door = SurveyDoor()
    status, answer = door.says(experience_date="3/5/21")
    assert status == 400
    assert "date_format allows another one" in answer["error"]
    american = replace(SETTINGS, date_format=DateFormat.MONTH_FIRST)
    door = SurveyDoor(an_nps_desk(american))
    door.says(experience_date="3/5/21")
    assert door.score.experience == "2021-03-05"


def test_without_a_name_for_the_answer_a_correction_could_not_be_told_from_a_second_one() -> None:
    status, answer = SurveyDoor().says(source_event_id="  ")
    assert (status, answer["error"]) == (
        400,
        "source_event_id is no text that names the answer",
    )


def test_the_settings_say_where_what_stands() -> None:
    fields = ScoreFields(
        "id", "who.number", "answers.0.value", "day", "answers.1.text", "plan", "at"
    )
    nps = replace(SETTINGS, sources={"zapier": ScoreSource("Zapier", fields)})
    door = SurveyDoor(an_nps_desk(nps), AlertSecret({"zapier": (KEY,)}))
    payload = {
        "id": 17,
        "who": {"number": "11672", "name": "Ana Reyes"},
        "answers": [{"value": 6}, {"text": "Late\u202e"}],
        "day": "2026-11-22T10:00:00Z",
        "plan": "premium",
        "at": "2026-11-23T08:00:00+02:00",
    }
    assert door.send(a_webhook(payload, source="zapier"))[0] == 200
    assert door.score == ScoreReceived(
        source="zapier",
        event="17",
        member="11672",
        score=6,
        experience="2026-11-22",
        comment="Late\u202e",
        segment="premium",
        changed_at=datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
    )


def test_it_is_believed_by_a_signature_over_its_body_or_by_the_key_itself() -> None:
    door, body = SurveyDoor(), json.dumps(ANSWER).encode()
    hub = hmac.new(OLD_KEY.encode(), body, hashlib.sha256).hexdigest()
    for headers in (
        {"x-hub-signature-256": f"sha256={hub}"},
        {"authorization": f"Bearer {KEY}"},
    ):
        assert door.send(posted(body, "/hooks/nps", **headers))[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-hub-signature-256": "sha256=" + "0" * 64},
        {"x-hub-signature-256": "sha256=é"},
        {"authorization": "Bearer wrong"},
        {"authorization": f"Bearer {KEY}", "x-deskbell-signature": "v0=" + "0" * 64},
        {"x-deskbell-signature": "v0=" + "0" * 64, "x-deskbell-timestamp": "abc"},
    ],
    ids=str,
)
def test_whoever_has_no_key_is_not_believed(headers: dict[str, str]) -> None:
    door = SurveyDoor()
    assert door.send(posted(json.dumps(ANSWER).encode(), "/hooks/nps", **headers)) == (
        401,
        {"error": "signature"},
    )
    assert door.taken == []


def test_an_old_signature_with_its_time_counts_no_more() -> None:
    assert SurveyDoor().send(a_webhook(ANSWER, at=AT - 301))[0] == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"[]", 400), (b"{", 400), (b"\xff", 400), (b'{"a":1,"a":2}', 400)],
)
def test_what_is_no_answer_at_all_is_refused(body: bytes, status: int) -> None:
    assert SurveyDoor().send(a_webhook(body)) == (status, {"error": "no_json"})


def test_too_much_another_method_and_an_unknown_survey_are_refused() -> None:
    door = SurveyDoor()
    assert door.send(a_webhook(b" " * 70_000))[0] == 413
    assert door.send(posted(b"", "/hooks/nps", method="GET"))[0] == 405
    assert door.send(a_webhook(ANSWER, source="other")) == (404, {"error": "unknown_source"})
    nobody = SurveyDoor(a_desk())
    assert nobody.send(a_webhook(ANSWER)) == (404, {"error": "unknown_source"})
    assert SurveyDoor(secret=AlertSecret()).send(a_webhook(ANSWER)) == (401, {"error": "no_key"})
