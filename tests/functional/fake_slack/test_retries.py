"""Events the app does not take: three retries, redirects, and Slack's words for what went wrong."""

import asyncio
import threading

import pytest
from starlette.responses import Response

from tests.functional.fake_slack.harness import SIGNING_SECRET, Received, Receiver
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.sending import outbound
from tools.fake_slack.sending.outbound import JSON, Outcome, Sender

pytestmark = pytest.mark.enable_socket


def broken(_received: Received) -> Response:
    return Response("no", 500)


def numbers_of_retries(receiver: Receiver) -> list[str | None]:
    return [one.headers.get("x-slack-retry-num") for one in receiver.of("events")]


def sent_to(url: str) -> Outcome:
    async def send() -> Outcome:
        sender = Sender(SIGNING_SECRET)
        try:
            return await sender.post(url, sender.headers(JSON, b"{}", 0), b"{}")
        finally:
            await sender.close()

    return asyncio.run(send())


def test_a_refused_event_is_tried_three_times_more(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = broken
    fake.say("ana", "it-happens", "anybody?")
    for seconds in (1, 60, 300, 3600):
        fake.wait()
        fake.advance(seconds)
    requests = receiver.of("events")
    assert numbers_of_retries(receiver) == [None, "1", "2", "3"]
    assert {one.headers.get("x-slack-retry-reason") for one in requests[1:]} == {"http_error"}
    assert len({one.envelope["event_id"] for one in requests}) == 1
    (delivery,) = fake.deliveries(kind="event")
    assert delivery["state"] == "failed"


def test_every_attempt_is_signed_afresh(fake: FakeSlackClient, receiver: Receiver) -> None:
    receiver.on_event = broken
    fake.clock(mode="frozen", sign_skew="clock")
    fake.say("ana", "it-happens", "sign here")
    fake.wait()
    fake.advance(1)
    first, second = receiver.of("events")
    signatures = {one.headers["x-slack-signature"] for one in (first, second)}
    assert (first.body == second.body, len(signatures)) == (True, 2)


def test_an_event_taken_at_the_second_attempt_is_not_tried_again(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = broken
    fake.say("ana", "it-happens", "wait a moment")
    fake.wait()
    receiver.on_event = lambda _: Response(status_code=204)
    fake.advance(3600)
    assert numbers_of_retries(receiver) == [None, "1"]
    assert fake.deliveries(kind="event")[0]["state"] == "delivered"


def test_no_retry_is_obeyed_on_a_refusal(fake: FakeSlackClient, receiver: Receiver) -> None:
    receiver.on_event = lambda _: Response("no", 400, headers={"x-slack-no-retry": "1"})
    fake.say("ana", "it-happens", "never mind")
    fake.wait()
    fake.advance(3600)
    assert numbers_of_retries(receiver) == [None]
    assert fake.deliveries(kind="event")[0]["state"] == "failed"


def test_no_retry_means_nothing_on_a_200(fake: FakeSlackClient, receiver: Receiver) -> None:
    receiver.on_event = lambda _: Response(headers={"x-slack-no-retry": "1"})
    fake.fault("delivery", "retry_anyway", times=1)
    fake.say("ana", "it-happens", "again, please")
    fake.wait()
    fake.advance(1)
    assert numbers_of_retries(receiver) == [None, "1"]


@pytest.mark.parametrize("status", [301, 302])
def test_a_redirect_takes_the_whole_request_along(
    fake: FakeSlackClient, receiver: Receiver, status: int
) -> None:
    receiver.on_event = lambda _: Response(status_code=status, headers={"Location": "/slack/new"})
    fake.say("ana", "it-happens", "we have moved")
    fake.wait()
    before, after = receiver.received
    assert (before.path, after.path) == ("/slack/events", "/slack/new")
    assert (before.body, before.headers["x-slack-signature"]) == (
        after.body,
        after.headers["x-slack-signature"],
    )
    assert fake.deliveries(kind="event")[0]["state"] == "delivered"


def test_a_third_redirect_is_one_too_many(fake: FakeSlackClient, receiver: Receiver) -> None:
    receiver.on_event = lambda _: Response(status_code=302, headers={"Location": "/slack/events"})
    fake.say("ana", "it-happens", "round and round")
    fake.wait()
    assert len(receiver.received) == 3
    fake.advance(1)
    assert receiver.received[3].headers["x-slack-retry-reason"] == "too_many_redirects"


@pytest.mark.parametrize(
    ("status", "location"), [(307, "/slack/new"), (302, "http://example.com/elsewhere")]
)
def test_other_redirects_and_other_hosts_are_not_followed(
    fake: FakeSlackClient, receiver: Receiver, status: int, location: str
) -> None:
    receiver.on_event = lambda _: Response(status_code=status, headers={"Location": location})
    fake.say("ana", "it-happens", "over there")
    fake.wait()
    (attempt,) = fake.deliveries(kind="event")[0]["attempts"]
    assert (attempt["status"], attempt["reason"]) == (status, "http_error")
    assert len(receiver.received) == 1


def test_three_seconds_are_wall_time_however_the_clock_stands(
    fake: FakeSlackClient, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert outbound.ACK_LIMIT_S == 3
    fake.say("ana", "it-happens", "take this")
    fake.wait()
    monkeypatch.setattr(outbound, "ACK_LIMIT_S", 0.05)
    given_up = threading.Event()

    def too_late(_received: Received) -> Response:
        given_up.wait(5)
        return Response()

    receiver.on_event = too_late
    fake.clock(mode="frozen")
    fake.say("ana", "it-happens", "take your time")
    fake.wait()
    given_up.set()
    (attempt,) = fake.deliveries(kind="event")[1]["attempts"]
    assert (attempt["status"], attempt["reason"]) == (None, "http_timeout")
    monkeypatch.undo()
    fake.advance(1)
    assert receiver.of("events")[-1].headers["x-slack-retry-reason"] == "http_timeout"


def test_slack_says_why_an_address_was_not_reached(receiver: Receiver) -> None:
    tls = receiver.url.replace("http:", "https:")
    assert sent_to(f"{tls}/slack/events").reason == "ssl_error"
    assert sent_to("http://127.0.0.1:1/slack/events").reason == "connection_failed"
    assert sent_to("http://127.0.0.1:x/slack/events").reason == "unknown_error"
