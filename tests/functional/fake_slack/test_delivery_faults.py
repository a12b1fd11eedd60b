"""What can go wrong on the way to the app, on purpose."""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from slack_sdk.signature import SignatureVerifier
from starlette.responses import Response

from tests.functional.fake_slack.harness import SIGNING_SECRET, Received, Receiver
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
SLACKS_CLOCK = 1_900_000_000.0
OURS = SignatureVerifier(SIGNING_SECRET)


def numbers_of_retries(receiver: Receiver) -> list[str | None]:
    return [one.headers.get("x-slack-retry-num") for one in receiver.of("events")]


def texts(receiver: Receiver) -> list[str]:
    return [one["text"] for one in receiver.events("message")]


def is_valid(received: Received) -> bool:
    return OURS.is_valid_request(received.body, received.headers)


def test_a_dropped_delivery_arrives_as_a_retry(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.fault("delivery", "drop_first", type="message", times=1)
    fake.say("ana", "it-happens", "lost and found")
    fake.wait()
    assert receiver.of("events") == []
    fake.advance(1)
    (request,) = receiver.of("events")
    assert request.headers["x-slack-retry-num"] == "1"
    assert request.headers["x-slack-retry-reason"] == "http_timeout"


def test_an_event_dropped_at_every_attempt_is_lost(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.fault("delivery", "drop", times=4)
    fake.say("ana", "it-happens", "gone")
    fake.wait()
    fake.advance(3600)
    assert receiver.of("events") == []
    (delivery,) = fake.deliveries(kind="event")
    assert [one["reason"] for one in delivery["attempts"]] == ["http_timeout"] * 4
    assert fake.faults() == []


@pytest.mark.parametrize(("new_ids", "different"), [(False, 1), (True, 11)])
def test_one_message_can_arrive_many_times(
    fake: FakeSlackClient, receiver: Receiver, new_ids: bool, different: int
) -> None:
    fake.fault("delivery", "duplicate", copies=10, new_event_ids=new_ids, times=1)
    fake.say("ana", "it-happens", "again and again")
    fake.wait()
    requests = receiver.of("events")
    assert len(requests) == 11
    assert len({one.event["ts"] for one in requests}) == 1
    assert len({one.envelope["event_id"] for one in requests}) == different
    assert numbers_of_retries(receiver) == [None] * 11


def test_duplicates_with_new_ids_differ_a_little_in_the_body_and_come_minutes_apart(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.clock(mode="frozen", now=SLACKS_CLOCK)
    fake.fault("delivery", "duplicate", copies=2, seconds=90, times=1)
    fake.say("ana", "it-happens", "*bold* words")
    fake.wait()
    fake.advance(180)
    assert [one["attempts"][0]["at"] for one in fake.deliveries(kind="event")] == [
        SLACKS_CLOCK,
        SLACKS_CLOCK + 90,
        SLACKS_CLOCK + 180,
    ]
    first, *copies = [one.envelope for one in receiver.of("events")]
    for copy in copies:
        differ = {name for name in first if first[name] != copy[name]}
        assert {"event_id"} <= differ <= {"event_id", "event"}
        assert _without_block_ids(copy["event"]) == _without_block_ids(first["event"])


def test_a_duplicated_click_is_sent_again_and_its_answer_ignored(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.fault("delivery", "duplicate", kind="command", copies=1, times=1)
    receiver.on_command = lambda _: Response("hello", media_type="text/plain")
    fake.act("ana", "slash", channel="it-happens", command="/it", text="help")
    fake.wait()
    first, second = receiver.of("commands")
    assert first.body == second.body
    assert len(fake.ephemerals("ana")) == 1


def test_one_gesture_can_become_two_messages(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.fault("delivery", "split", channel="it-happens", user="ana", seconds=20, times=1)
    fake.say("ben", "it-happens", "not mine")
    fake.wait()
    fake.say("ana", "it-happens", "twice")
    fake.wait()
    fake.advance(20)
    fake.wait()
    _, first, second = receiver.events("message")
    assert first["ts"] != second["ts"]
    assert (first["client_msg_id"], first["text"], first["user"]) == (
        second["client_msg_id"],
        second["text"],
        second["user"],
    )
    assert len(fake.messages("it-happens")) == 3


def test_held_events_are_released_in_the_order_asked_for(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.fault("delivery", "hold", kind="event")
    for text in ("one", "two", "three"):
        fake.say("ana", "it-happens", text)
    fake.wait()
    assert receiver.of("events") == []
    first, second, third = [one["id"] for one in fake.deliveries(state="held")]
    fake.clear_faults()
    assert fake.release([third, first]) == [third, first]
    assert fake.release() == [second]
    assert texts(receiver) == ["three", "one", "two"]
    assert fake.release("reverse") == []


def test_events_can_change_places(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.fault("delivery", "reorder", copies=3, times=3)
    for text in ("one", "two", "three", "four"):
        fake.say("ana", "it-happens", text)
        fake.wait()
    assert texts(receiver) == ["three", "two", "one", "four"]


def test_events_do_not_wait_for_ever_to_change_places(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.fault("delivery", "reorder", copies=3, seconds=30)
    for text in ("one", "two"):
        fake.say("ana", "it-happens", text)
    fake.wait()
    assert texts(receiver) == []
    fake.advance(30)
    assert texts(receiver) == ["two", "one"]


def test_a_delayed_event_waits_for_the_clock(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.fault("delivery", "delay", seconds=120, times=1)
    fake.say("ana", "it-happens", "late")
    fake.wait()
    assert receiver.of("events") == []
    fake.advance(121)
    assert texts(receiver) == ["late"]


@pytest.mark.parametrize(
    ("do", "details"),
    [
        ("wrong_signature", {}),
        ("stale", {"seconds": 330}),
        ("stale", {"seconds": -330}),
        ("missing_headers", {}),
        ("missing_headers", {"headers": ["X-Slack-Request-Timestamp"]}),
    ],
)
def test_a_request_can_be_one_that_nobody_should_trust(
    fake: FakeSlackClient, receiver: Receiver, do: str, details: dict[str, Any]
) -> None:
    receiver.on_event = lambda received: Response(status_code=200 if is_valid(received) else 401)
    fake.fault("delivery", do, kind="event", times=1, **details)
    fake.say("ana", "it-happens", "trust me")
    fake.wait()
    fake.advance(1)
    assert [is_valid(one) for one in receiver.of("events")] == [False, True]


def test_a_click_can_be_wrongly_signed_too(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.fault("delivery", "wrong_signature", url="/slack/commands", times=1)
    for _ in range(2):
        fake.act("ana", "slash", channel="it-happens", command="/it", text="help")
    assert [is_valid(one) for one in receiver.of("commands")] == [False, True]


def test_a_stale_timestamp_is_rightly_signed(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.fault("delivery", "stale", seconds=-301, times=1)
    fake.say("ana", "it-happens", "long ago")
    fake.wait()
    (request,) = receiver.of("events")
    signed_at = request.headers["x-slack-request-timestamp"]
    assert (
        OURS.generate_signature(timestamp=signed_at, body=request.body)
        == (request.headers["x-slack-signature"])
    )


def test_a_request_can_be_replayed_byte_by_byte(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.fault("delivery", "replay", seconds=200, times=1)
    fake.say("ana", "it-happens", "overheard")
    fake.wait()
    fake.advance(200)
    first, second = receiver.of("events")
    assert first == second
    original, copy = fake.deliveries(kind="event")
    assert copy["remark"] == f"replay of {original['id']}"


def test_a_body_can_be_far_too_long(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.fault("delivery", "oversized", size=300_000, times=2)
    fake.say("ana", "it-happens", "x")
    fake.act("ana", "slash", channel="it-happens", command="/it", text="help")
    fake.wait()
    assert [(len(one.body), is_valid(one)) for one in receiver.received] == [(300_000, True)] * 2
    assert receiver.of("commands")[0].fields["text"] == "help"
    assert texts(receiver) == ["x"]


@pytest.mark.parametrize("do", ["broken_json", "broken_utf8"])
def test_a_body_can_be_broken_under_a_good_signature(
    fake: FakeSlackClient, receiver: Receiver, do: str
) -> None:
    fake.fault("delivery", do, times=2)
    fake.say("ana", "it-happens", "x")
    fake.act("ana", "global_shortcut", callback_id="it_form")
    fake.wait()
    event, form = receiver.of("events")[0], receiver.of("interactions")[0]
    for received in (event, form):
        signed = f"v0:{received.headers['x-slack-request-timestamp']}:".encode() + received.body
        digest = hmac.new(SIGNING_SECRET.encode(), signed, hashlib.sha256).hexdigest()
        assert received.headers["x-slack-signature"] == f"v0={digest}"
    with pytest.raises(ValueError, match=r"."):
        json.loads(event.body)
    if do == "broken_utf8":
        with pytest.raises(UnicodeDecodeError):
            form.body.decode()


def test_an_event_can_be_tried_again_although_it_was_taken(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.fault("delivery", "retry_anyway", times=1)
    fake.say("ana", "it-happens", "did you get it?")
    fake.wait()
    fake.advance(3600)
    assert numbers_of_retries(receiver) == [None, "1"]
    assert receiver.of("events")[1].headers["x-slack-retry-reason"] == "http_timeout"


def test_the_connection_can_be_cut_while_the_app_answers(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = lambda _: Response("x" * 1_000_000)
    fake.fault("delivery", "cut_answer", times=1)
    fake.say("ana", "it-happens", "hung up")
    fake.wait()
    assert len(receiver.of("events")) == 1
    (attempt,) = fake.deliveries(kind="event")[0]["attempts"]
    assert (attempt["status"], attempt["reason"]) == (None, "connection_failed")
    fake.advance(1)
    assert numbers_of_retries(receiver) == [None, "1"]


def test_after_an_outage_only_what_is_still_due_arrives(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.say("ana", "it-happens", "before")
    fake.wait()
    fake.clock(mode="frozen")
    fake.fault("delivery", "outage", lasts=600)
    fake.say("ana", "it-happens", "given up after six minutes")
    command = fake.act("ana", "slash", channel="it-happens", command="/it", text="help")
    assert not command["ok"]
    fake.advance(300)
    fake.say("ana", "it-happens", "still due")
    fake.wait()
    fake.advance(301)
    assert texts(receiver) == ["before"]
    fake.advance(600)
    assert texts(receiver) == ["before", "still due"]
    assert receiver.of("events")[-1].headers["x-slack-retry-num"] == "3"
    assert receiver.of("events")[-1].headers["x-slack-retry-reason"] == "connection_failed"
    assert fake.faults() == []


def test_an_address_is_not_verified_during_an_outage(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.fault("delivery", "outage", lasts=60)
    fake.say("ana", "it-happens", "hello?")
    fake.wait()
    assert receiver.verifications == []
    asked = [one for one in fake.deliveries() if one["kind"] == "verification"]
    fake.advance(61)
    fake.advance(40)
    assert texts(receiver) == ["hello?"]
    assert len(asked) == 1


def test_a_raw_request_can_be_anything(fake: FakeSlackClient, receiver: Receiver) -> None:
    for sign in ("good", "wrong", "none"):
        fake.send_raw("events", json.dumps({"type": "something"}), sign=sign)
    fake.send_raw("/it", "ssl_check=1", skew=-301)
    assert [is_valid(one) for one in receiver.received] == [True, False, False, False]
    raw = b"\xff\x00 no text"
    fake.send_raw("interactions", "", base64=base64.b64encode(raw).decode())
    assert receiver.received[-1].body == raw
    assert [one["kind"] for one in fake.deliveries()] == ["raw"] * 5
    for mistake in ({"sign": "badly"}, {"base64": "not base64!"}):
        with pytest.raises(ValueError, match="`"):
            fake.send_raw("events", "", **mistake)
    with pytest.raises(ValueError, match="`to` is"):
        fake.send_raw("http://example.com/", "")


def _without_block_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_block_ids(one) for one in value]
    if isinstance(value, dict):
        return {name: _without_block_ids(value[name]) for name in value if name != "block_id"}
    return value
