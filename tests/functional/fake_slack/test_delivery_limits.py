"""When Slack sends an app no more events: too many of them, or nearly all of them failing."""

from typing import Any

import pytest
from starlette.responses import Response

from tests.functional.fake_slack.harness import Received, Receiver
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
MINUTE = 1_900_000_020.0


def broken(_received: Received) -> Response:
    return Response("no", 500, headers={"x-slack-no-retry": "1"})


def say(fake: FakeSlackClient, *texts: str) -> None:
    for text in texts:
        fake.say("ana", "it-happens", text)
        fake.wait()


def test_a_small_app_is_never_switched_off(fake: FakeSlackClient, receiver: Receiver) -> None:
    receiver.on_event = broken
    say(fake, *"abcdefgh")
    assert fake.event_delivery()["on"]
    assert fake.event_delivery()["exempt_below"] == 1_000


def test_an_app_that_fails_nearly_always_is_switched_off_and_can_be_switched_on_again(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = broken
    fake.event_delivery(exempt_below=3)
    say(fake, "one", "two", "three", "four")
    assert [one["text"] for one in receiver.events("message")] == ["one", "two", "three"]
    lost = fake.deliveries(kind="event")[-1]
    assert (lost["state"], lost["remark"]) == ("lost", "event delivery is switched off")
    receiver.clear()
    assert fake.event_delivery(on=True)["on"]
    say(fake, "five")
    assert [one["text"] for one in receiver.events("message")] == ["five"]


def test_just_under_the_share_of_failures_delivery_goes_on(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.event_delivery(exempt_below=4, failing_share=0.75)
    say(fake, "taken")
    receiver.on_event = broken
    say(fake, "refused", "refused", "refused")
    assert fake.event_delivery()["this_hour"] == {"events": 4, "attempts": 4, "failed": 3}
    assert fake.event_delivery()["on"]
    say(fake, "refused")
    assert not fake.event_delivery()["on"]


def test_failures_older_than_an_hour_are_forgotten(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = broken
    fake.event_delivery(exempt_below=3)
    say(fake, "one", "two")
    fake.advance(3600)
    say(fake, "three")
    assert fake.event_delivery()["this_hour"] == {"events": 1, "attempts": 1, "failed": 1}
    assert fake.event_delivery()["on"]


def test_retries_count_as_failures_and_die_when_delivery_is_switched_off(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = lambda _: Response("no", 500)
    fake.event_delivery(exempt_below=1, failing_share=0.99)
    fake.event_delivery(exempt_below=2)
    say(fake, "one")
    fake.advance(1)
    assert fake.event_delivery()["this_hour"] == {"events": 1, "attempts": 2, "failed": 2}
    say(fake, "two")
    assert not fake.event_delivery()["on"]
    fake.advance(3600)
    assert len(receiver.of("events")) == 3
    assert {one["state"] for one in fake.deliveries(kind="event")} == {"lost"}


def test_beyond_the_hourly_rate_events_are_lost_and_the_app_is_told_each_minute(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.clock(mode="frozen", now=MINUTE)
    fake.event_delivery(per_hour=2)
    say(fake, "one", "two", "three", "four")
    fake.advance(60)
    say(fake, "five")
    sent = [one.envelope for one in receiver.of("events")]
    assert [_name(one) for one in sent] == ["one", "two", "app_rate_limited", "app_rate_limited"]
    told = sent[2]
    assert set(told) == {"token", "type", "team_id", "minute_rate_limited", "api_app_id"}
    assert [one["minute_rate_limited"] for one in sent[2:]] == [MINUTE, MINUTE + 60]
    fake.advance(3600)
    say(fake, "six")
    assert _name(receiver.of("events")[-1].envelope) == "six"


def test_what_one_company_is_sent_takes_nothing_from_the_other(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    acme = fake.install(team="T0ACME0001")
    fake.act("cora", "invite", channel="x-team", user=acme["bot_user"])
    fake.wait()
    fake.clock(mode="frozen", advance=3600)
    receiver.clear()
    fake.event_delivery(per_hour=1)
    say(fake, "ours")
    fake.say("cora", "x-team", "for both")
    fake.wait()
    sent = [one.envelope for one in receiver.of("events")]
    assert sorted((one["team_id"], _name(one)) for one in sent) == [
        ("T0ACME0001", "for both"),
        ("T0DESK0001", "app_rate_limited"),
        ("T0DESK0001", "ours"),
    ]


def test_limits_that_cannot_be_are_refused(fake: FakeSlackClient) -> None:
    with pytest.raises(ValueError, match="the settings are"):
        fake.event_delivery(per_second=1)
    with pytest.raises(ValueError, match="out of range"):
        fake.event_delivery(failing_share=2)


def _name(envelope: dict[str, Any]) -> str:
    name: str = envelope["event"]["text"] if "event" in envelope else envelope["type"]
    return name
