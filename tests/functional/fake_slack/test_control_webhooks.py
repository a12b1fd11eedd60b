"""Webhooks of a survey system: what the desk is sent, and what its answer looks like here."""

import hashlib
import hmac
import json
from typing import Any

import pytest
from starlette.responses import Response

from tests.functional.fake_slack.harness import SIGNING_SECRET, Receiver
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
ANSWER: dict[str, Any] = {
    "source_event_id": "survey-1",
    "member_id": "11672",
    "score": 3,
    "experience_date": "2026-03-05",
    "comment": "너무 오래 걸려요",
    "segment": "west",
}


def test_an_nps_answer_is_posted_with_a_signature_over_the_raw_body(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    sent = fake.send_nps(**ANSWER)
    received = receiver.hooks()[0]
    assert received.path == "/hooks/nps"
    assert json.loads(received.body) == ANSWER
    digest = hmac.new(SIGNING_SECRET.encode(), received.body, hashlib.sha256).hexdigest()
    assert received.headers["x-hub-signature-256"] == f"sha256={digest}"
    assert "x-slack-signature" not in received.headers
    assert (sent["kind"], sent["state"], sent["attempts"][0]["status"]) == (
        "webhook",
        "delivered",
        200,
    )


def test_a_desk_without_such_an_address_is_seen_as_it_is(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_hook = lambda _received: Response("Not Found", 404)
    sent = fake.send_nps(score=3)
    assert sent["state"] == "failed"
    assert sent["attempts"][0]["status"] == 404
    assert sent["attempts"][0]["answer"] == "Not Found"


@pytest.mark.parametrize(("sign", "header"), [("wrong", f"sha256={'0' * 64}"), ("none", None)])
def test_the_signature_can_be_wrong_or_missing(
    fake: FakeSlackClient, receiver: Receiver, sign: str, header: str | None
) -> None:
    fake.send_nps(score=3, sign=sign)
    assert receiver.hooks()[0].headers.get("x-hub-signature-256") == header


def test_what_makes_no_sense_is_sent_as_it_is(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.send_nps(score="8.0", experience_date="3/5/21")
    assert json.loads(receiver.hooks()[0].body) == {"score": "8.0", "experience_date": "3/5/21"}


def test_a_webhook_can_be_sent_again_byte_for_byte(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    sent = fake.send_nps(**ANSWER)
    again = fake.resend_webhook(sent["id"])
    first, second = receiver.hooks()
    assert first.body == second.body
    assert len(again["attempts"]) == 2
    assert [one["id"] for one in fake.webhooks()["sent"]] == [sent["id"]]


def test_a_mistake_in_a_webhook_is_told(fake: FakeSlackClient) -> None:
    with pytest.raises(ValueError, match="no such field: colour; allowed: source_event_id"):
        fake.send_nps(colour="red")
    with pytest.raises(ValueError, match="`sign` is one of good, wrong, none"):
        fake.send_nps(sign="maybe")
    with pytest.raises(ValueError, match="no such webhook"):
        fake.resend_webhook("w9")
