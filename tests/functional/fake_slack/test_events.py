"""Events the fake sends: signed, complete, visible to the app only, retried as Slack retries."""

import json
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from starlette.responses import Response

from tests.functional.fake_slack.harness import (
    SIGNING_SECRET,
    Received,
    Receiver,
    read_by,
)
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT = "C0ITHAPPEN"
OUTBOX = {"event_type": "desk_outbox", "event_payload": {"id": "row-1"}}


def broken(_received: Received) -> Response:
    return Response("no", 500)


def headers_of_retries(receiver: Receiver) -> list[str | None]:
    return [one.headers.get("x-slack-retry-num") for one in receiver.of("events")]


def test_a_message_arrives_signed_and_complete(fake: FakeSlackClient, receiver: Receiver) -> None:
    ts = fake.say("ana", "it-happens", "My laptop <b> @ben :ticket: https://example.com/a?b=1&c=2")
    fake.wait()
    (request,) = receiver.of("events")
    assert SignatureVerifier(SIGNING_SECRET).is_valid_request(request.body, request.headers)
    assert request.headers["user-agent"] == "Slackbot 1.0 (+https://api.slack.com/robots)"
    envelope = request.envelope
    assert set(envelope) == {
        "token",
        "team_id",
        "context_team_id",
        "context_enterprise_id",
        "api_app_id",
        "event",
        "type",
        "event_id",
        "event_time",
        "authorizations",
        "is_ext_shared_channel",
        "event_context",
    }
    assert envelope["authorizations"][0]["user_id"] == "U0BOT00001"
    event = envelope["event"]
    assert (event["channel_type"], event["ts"], event["event_ts"]) == ("channel", ts, ts)
    assert event["client_msg_id"]
    assert event["text"] == (
        "My laptop &lt;b&gt; <@U0BEN00001> :ticket: <https://example.com/a?b=1&amp;c=2>"
    )


def test_a_plain_bolt_app_takes_every_event(
    bolt: App, fake: FakeSlackClient, receiver: Receiver
) -> None:
    heard = list[str]()
    bolt.event("message")(lambda event: heard.append(str(event.get("subtype"))))
    bolt.event("reaction_added")(lambda event: heard.append(event["reaction"]))
    bolt.event("member_joined_channel")(lambda event: heard.append(event["user"]))
    bolt.event("app_home_opened")(lambda event: heard.append(event["tab"]))
    ts = fake.say("ana", "it-happens", "help")
    fake.act("ana", "edit", channel=IT, ts=ts, text="help me")
    fake.act("ben", "react", channel=IT, ts=ts, name="eyes")
    fake.act("ana", "delete", channel=IT, ts=ts)
    fake.act("ana", "join", channel="it-triage")
    fake.act("ana", "open_dm")
    fake.wait()
    assert {read_by(bolt, request) for request in receiver.of("events")} == {200}
    assert sorted(heard) == [
        "None",
        "U0ANA00001",
        "channel_join",
        "eyes",
        "message_changed",
        "message_deleted",
        "messages",
    ]


def test_the_apps_own_post_comes_back_with_its_metadata(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    posted = web.chat_postMessage(channel=IT, text="card", metadata=OUTBOX)
    web.reactions_add(channel=IT, timestamp=posted["ts"], name="eyes")
    fake.wait()
    (message,) = receiver.events("message")
    (reaction,) = receiver.events("reaction_added")
    assert (message["bot_id"], message["metadata"]) == ("B0BOT00001", OUTBOX)
    assert reaction["user"] == "U0BOT00001"


def test_what_two_people_write_each_other_stays_between_them(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    private = fake.act("ana", "open_dm", **{"with": "ben"})["channel"]
    fake.say("ana", private, "lunch?")
    with_app = fake.act("ana", "open_dm")["channel"]
    fake.say("ana", with_app, "hello desk")
    fake.wait()
    assert [event["text"] for event in receiver.events("message")] == ["hello desk"]
    assert receiver.events("message")[0]["channel_type"] == "im"


def test_somebody_from_next_door_is_marked_as_such(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.say("cora", "x-team", "hello from Acme")
    fake.wait()
    envelope = receiver.of("events")[0].envelope
    assert envelope["is_ext_shared_channel"]
    assert (envelope["team_id"], envelope["event"]["user_team"]) == ("T0DESK0001", "T0ACME0001")
    with pytest.raises(ValueError, match="sees no channel"):
        fake.say("cora", "it-happens", "let me in")


def test_a_refused_event_is_tried_three_times_more(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = broken
    fake.say("ana", "it-happens", "anybody?")
    fake.wait()
    assert headers_of_retries(receiver) == [None, "1"]
    fake.advance(61)
    fake.wait()
    fake.advance(301)
    fake.wait()
    assert headers_of_retries(receiver) == [None, "1", "2", "3"]
    fake.advance(3600)
    fake.wait()
    requests = receiver.of("events")
    assert len(requests) == 4
    assert {one.headers.get("x-slack-retry-reason") for one in requests[1:]} == {"http_error"}
    assert len({one.envelope["event_id"] for one in requests}) == 1


def test_no_retry_is_obeyed_on_a_refusal(fake: FakeSlackClient, receiver: Receiver) -> None:
    receiver.on_event = lambda _: Response("no", 400, headers={"x-slack-no-retry": "1"})
    fake.say("ana", "it-happens", "never mind")
    fake.wait()
    assert headers_of_retries(receiver) == [None]
    assert fake.deliveries()[0]["state"] == "failed"


def test_a_dropped_delivery_arrives_as_a_retry(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.fault("delivery", "drop_first", type="message", times=1)
    fake.say("ana", "it-happens", "lost and found")
    fake.wait()
    (request,) = receiver.of("events")
    assert request.headers["x-slack-retry-num"] == "1"
    assert request.headers["x-slack-retry-reason"] == "http_timeout"


@pytest.mark.parametrize(("new_ids", "different"), [(False, 1), (True, 4)])
def test_one_message_can_arrive_many_times(
    fake: FakeSlackClient, receiver: Receiver, new_ids: bool, different: int
) -> None:
    fake.fault("delivery", "duplicate", copies=3, new_event_ids=new_ids, times=1)
    fake.say("ana", "it-happens", "again and again")
    fake.wait()
    requests = receiver.of("events")
    assert len(requests) == 4
    assert len({one.event["ts"] for one in requests}) == 1
    assert len({one.envelope["event_id"] for one in requests}) == different
    assert headers_of_retries(receiver) == [None] * 4


def test_held_events_are_released_in_the_order_asked_for(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.fault("delivery", "hold", kind="event")
    for text in ("one", "two", "three"):
        fake.say("ana", "it-happens", text)
    fake.wait()
    assert receiver.of("events") == []
    first, second, third = [one["id"] for one in fake.deliveries()]
    fake.clear_faults()
    assert fake.release([third, first]) == [third, first]
    fake.release()
    assert [event["text"] for event in receiver.events("message")] == ["three", "one", "two"]
    assert second not in fake.release()


def test_a_delayed_event_waits_for_the_clock(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.fault("delivery", "delay", seconds=120, times=1)
    fake.say("ana", "it-happens", "late")
    fake.wait()
    assert receiver.of("events") == []
    fake.advance(121)
    fake.wait()
    assert len(receiver.of("events")) == 1


def test_a_logged_delivery_can_be_sent_again(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.say("ana", "it-happens", "once more")
    fake.wait()
    fake.redeliver(fake.deliveries()[0]["id"])
    fake.wait()
    first, second = receiver.of("events")
    assert first.body == second.body


def test_a_raw_request_can_be_wrongly_signed(fake: FakeSlackClient, receiver: Receiver) -> None:
    verifier = SignatureVerifier(SIGNING_SECRET)
    for sign in ("good", "wrong", "none"):
        fake.send_raw("events", json.dumps({"type": "url_verification"}), sign=sign)
    fake.send_raw("/it", "ssl_check=1", skew=-301)
    valid = [verifier.is_valid_request(one.body, one.headers) for one in receiver.received]
    assert valid == [True, False, False, False]


def test_a_mistake_in_a_gesture_is_told(fake: FakeSlackClient) -> None:
    mistakes: list[tuple[str, str, dict[str, Any], str]] = [
        ("nobody", "message", {}, "no person"),
        ("ana", "fly", {}, "cannot do"),
        ("ana", "message", {"channel": IT}, "needs text"),
        ("gus", "message", {"channel": "it-oncall", "text": "x"}, "sees no channel"),
        ("ana", "react", {"channel": IT, "ts": "1.0", "name": "eyes"}, "no message"),
        ("ana", "submit", {}, "no modal"),
    ]
    for person, do, details, told in mistakes:
        with pytest.raises(ValueError, match=told):
            fake.act(person, do, **details)


def test_people_change_only_what_is_theirs(fake: FakeSlackClient) -> None:
    ts = fake.say("ana", "it-happens", "mine")
    assert not fake.act("ben", "edit", channel=IT, ts=ts, text="yours")["ok"]
    assert not fake.act("ben", "delete", channel=IT, ts=ts)["ok"]
    assert fake.messages("it-happens")[0]["text"] == "mine"
