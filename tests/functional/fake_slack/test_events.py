"""Events the fake sends: signed, complete, visible to the app only, retried as Slack retries."""

from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from tests.functional.fake_slack.harness import (
    SIGNING_SECRET,
    Receiver,
    read_by,
)
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT = "C0ITHAPPEN"
OUTBOX = {"event_type": "desk_outbox", "event_payload": {"id": "row-1"}}


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
