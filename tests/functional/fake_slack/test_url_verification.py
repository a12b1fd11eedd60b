"""Before its first event an address is asked whether it takes events; until then none are sent."""

import asyncio
import json
from collections.abc import Iterator

import pytest
from slack_bolt import App
from slack_sdk.signature import SignatureVerifier
from starlette.responses import JSONResponse, Response

from tests.functional.fake_slack.harness import SIGNING_SECRET, Received, Receiver, read_by
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.sending.deliveries import Deliveries
from tools.fake_slack.sending.faults import Faults
from tools.fake_slack.sending.outbound import Sender
from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.timetable import Timetable

pytestmark = pytest.mark.enable_socket


def as_json(received: Received) -> Response:
    return JSONResponse({"challenge": received.envelope["challenge"]})


def as_form(received: Received) -> Response:
    form = f"challenge={received.envelope['challenge']}"
    return Response(form, media_type="application/x-www-form-urlencoded")


def as_somebody_else(_received: Received) -> Response:
    return Response("hello")


def with_an_error(received: Received) -> Response:
    return Response(received.envelope["challenge"], 500)


def test_an_address_is_asked_once_before_its_first_event(
    fake: FakeSlackClient, receiver: Receiver, bolt: App
) -> None:
    for text in ("one", "two"):
        fake.say("ana", "it-happens", text)
        fake.wait()
    (question,) = receiver.verifications
    assert set(question.envelope) == {"token", "challenge", "type"}
    verifier = SignatureVerifier(SIGNING_SECRET)
    assert verifier.is_valid_request(question.body, question.headers)
    assert read_by(bolt, question) == 200
    assert [one["text"] for one in receiver.events("message")] == ["one", "two"]
    (logged,) = fake.deliveries(kind="verification")
    assert (logged["type"], logged["state"]) == ("url_verification", "delivered")


@pytest.mark.parametrize("answer", [as_json, as_form])
def test_the_challenge_may_come_back_as_json_or_as_a_form(
    fake: FakeSlackClient, receiver: Receiver, answer: type[Response]
) -> None:
    receiver.on_verification = answer
    fake.say("ana", "it-happens", "hello")
    fake.wait()
    assert len(receiver.of("events")) == 1


@pytest.mark.parametrize("answer", [as_somebody_else, with_an_error])
def test_nothing_is_sent_and_nothing_lost_until_the_address_answers_right(
    fake: FakeSlackClient, receiver: Receiver, answer: type[Response]
) -> None:
    receiver.on_verification = answer
    for text in ("one", "two"):
        fake.say("ana", "it-happens", text)
    fake.wait()
    fake.advance(60)
    assert receiver.of("events") == []
    assert len(receiver.verifications) == 4, "after 5, 10 and 20 s again: rarer and rarer"
    assert {one["state"] for one in fake.deliveries(kind="event")} == {"waiting"}
    receiver.clear()
    fake.advance(40)
    fake.wait()
    assert [one["text"] for one in receiver.events("message")] == ["one", "two"]
    assert len(receiver.verifications) == 1


def test_commands_and_clicks_do_not_wait_for_the_events_address(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_verification = as_somebody_else
    fake.say("ana", "it-happens", "hello")
    fake.act("ana", "slash", channel="it-happens", command="/it", text="help")
    assert len(receiver.of("commands")) == 1


@pytest.fixture
def addresses(receiver: Receiver) -> Iterator[list[str]]:
    """Where the questions went, in order."""
    asked = list[str]()

    def answer(received: Received) -> Response:
        asked.append(received.path)
        return Response(received.envelope["challenge"])

    receiver.on_verification = answer
    yield asked
    receiver.clear()


def test_a_new_address_is_asked_again(receiver: Receiver, addresses: list[str]) -> None:
    async def move_twice() -> None:
        sender, clock, ids = Sender(SIGNING_SECRET), Clock(), Ids(0, seed=1)
        timetable = Timetable(clock)
        deliveries = Deliveries(sender, timetable, clock, Faults(clock, ids.chance), ids)
        running = asyncio.create_task(timetable.run())
        for path in ("old", "old", "new", "old"):
            envelope = {"event": {"type": "message"}, "event_id": ids.next("Ev0")}
            facts = {"kind": "event", "type": "message"}
            deliveries.send_event(f"{receiver.url}/slack/{path}", envelope, facts)
            while not deliveries.idle:
                await asyncio.sleep(0)
        running.cancel()
        await sender.close()

    asyncio.run(move_twice())
    assert addresses == ["/slack/old", "/slack/new", "/slack/old"]
    assert [json.loads(one.body)["event"]["type"] for one in receiver.received] == ["message"] * 4
