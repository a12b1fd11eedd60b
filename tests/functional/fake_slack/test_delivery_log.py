"""The log of what was sent: whole, to be searched, to be sent again, and never without end."""

import json

import pytest
from starlette.responses import Response

from tests.functional.fake_slack.harness import Received, Receiver
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.sending.delivery import Delivery, DeliveryLog

pytestmark = pytest.mark.enable_socket


def a_delivery(log: DeliveryLog) -> Delivery:
    return Delivery(
        id=log.next_id(),
        kind="event",
        type="message",
        url="",
        content_type="",
        body=b"",
        facts={},
        at=0,
        wall=0,
    )


def test_an_attempt_is_told_with_headers_body_status_answer_and_time(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = lambda _: Response("no thanks", 500)
    fake.say("ana", "it-happens", "hello")
    fake.wait()
    (delivery,) = fake.deliveries(kind="event")
    (attempt,) = delivery["attempts"]
    (request,) = receiver.of("events")
    assert attempt["body"] == delivery["body"] == request.body.decode()
    sent = {name.lower(): text for name, text in attempt["headers"].items()}
    assert sent.items() <= request.headers.items()
    assert (attempt["status"], attempt["reason"]) == (500, "http_error")
    assert attempt["answer"] == "no thanks"
    assert attempt["ms"] >= 0
    assert abs(attempt["wall"] - attempt["at"]) < 60


def test_the_log_can_be_searched(fake: FakeSlackClient, receiver: Receiver) -> None:
    ts = fake.say("ana", "it-happens", "hello")
    fake.wait()
    fake.act("ana", "slash", channel="it-happens", command="/it", text="help")
    receiver.on_event = lambda _: Response("no", 400, headers={"x-slack-no-retry": "1"})
    since = fake.clock(advance=60)["now"]
    fake.act("ana", "react", channel="it-happens", ts=ts, name="eyes")
    fake.wait()
    assert [one["type"] for one in fake.deliveries(kind="command")] == ["/it"]
    assert [one["kind"] for one in fake.deliveries(type="message")] == ["event"]
    assert [one["type"] for one in fake.deliveries(state="failed")] == ["reaction_added"]
    assert [one["type"] for one in fake.deliveries(since=str(since))] == ["reaction_added"]
    with pytest.raises(ValueError, match="`since`"):
        fake.deliveries(since="yesterday")


def test_a_logged_delivery_can_be_sent_again(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.say("ana", "it-happens", "once more")
    fake.wait()
    fake.redeliver(fake.deliveries(kind="event")[0]["id"])
    fake.wait()
    first, second = receiver.of("events")
    assert first.body == second.body
    with pytest.raises(ValueError, match="no such delivery"):
        fake.redeliver("d0")


def test_a_command_can_be_sent_again_without_retries(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_command = lambda _: Response("no", 500)
    fake.act("ana", "slash", channel="it-happens", command="/it", text="help")
    fake.redeliver(fake.deliveries(kind="command")[0]["id"])
    fake.wait()
    fake.advance(3600)
    assert len(receiver.of("commands")) == 2


def test_what_was_broken_on_the_way_is_told_as_it_was_sent(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = lambda received: Response(status_code=200 if _is_whole(received) else 400)
    fake.fault("delivery", "broken_json", times=1)
    fake.say("ana", "it-happens", "broken")
    fake.wait()
    fake.advance(1)
    (delivery,) = fake.deliveries(kind="event")
    broken, whole = delivery["attempts"]
    assert delivery["body"].startswith(broken["body"])
    assert json.loads(whole["body"])["event"]["text"] == "broken"
    assert len(receiver.of("events")) == 2


def _is_whole(received: Received) -> bool:
    try:
        return bool(received.event)
    except ValueError:
        return False


def test_only_the_last_deliveries_are_kept() -> None:
    log = DeliveryLog(kept=3)
    for _ in range(5):
        log.add(a_delivery(log))
    assert [one.id for one in log.entries] == ["d3", "d4", "d5"]
    assert log.kinds == {"event": 3}
    assert log.find("d1") is None
