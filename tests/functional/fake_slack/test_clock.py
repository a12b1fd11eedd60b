"""The fake's clock: running, frozen, faster and moved, with everything due on the way in order."""

import time
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from starlette.responses import Response

from tests.functional.fake_slack.harness import SIGNING_SECRET, Received, Receiver
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT = "C0ITHAPPEN"
SPRING = 1_900_000_000.0


def broken(_received: Received) -> Response:
    return Response("no", 500)


def texts_and_retries(receiver: Receiver) -> list[tuple[str, str | None]]:
    return [
        (one.event["text"], one.headers.get("x-slack-retry-num")) for one in receiver.of("events")
    ]


def test_a_frozen_clock_stands_still_until_it_is_moved(
    fake: FakeSlackClient, web: WebClient
) -> None:
    fake.clock(mode="frozen", now=SPRING)
    first = web.chat_postMessage(channel=IT, text="one")["ts"]
    second = web.chat_postMessage(channel=IT, text="two")["ts"]
    assert (first, second) == ("1900000000.000000", "1900000000.000001")
    assert fake.clock(advance=90)["now"] == SPRING + 90
    assert web.chat_postMessage(channel=IT, text="three")["ts"] == "1900000090.000000"


def test_a_frozen_clock_and_two_journeys_give_exactly_three_retries(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = broken
    fake.clock(mode="frozen", now=SPRING)
    fake.say("ana", "it-happens", "anybody?")
    fake.wait()
    fake.advance(61)
    fake.advance(301)
    requests = receiver.of("events")
    retry_headers = [
        {name: text for name, text in one.headers.items() if "retry" in name} for one in requests
    ]
    assert retry_headers == [
        {},
        *(
            {"x-slack-retry-num": number, "x-slack-retry-reason": "http_error"}
            for number in ("1", "2", "3")
        ),
    ]
    (delivery,) = fake.deliveries(kind="event")
    assert [attempt["at"] - SPRING for attempt in delivery["attempts"]] == [0, 1, 61, 361]
    fake.advance(86_400)
    assert len(receiver.of("events")) == 4


def test_one_long_journey_keeps_the_order_of_everything_due_on_the_way(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = broken
    fake.clock(mode="frozen", now=SPRING)
    fake.fault("delivery", "delay", seconds=30, times=1)
    fake.say("ana", "it-happens", "late")
    fake.say("ana", "it-happens", "early")
    fake.wait()
    fake.advance(3600)
    assert texts_and_retries(receiver) == [
        ("early", None),
        ("early", "1"),
        ("late", None),
        ("late", "1"),
        ("early", "2"),
        ("late", "2"),
        ("early", "3"),
        ("late", "3"),
    ]


def test_a_running_clock_goes_on_from_where_it_was_put(fake: FakeSlackClient) -> None:
    put = fake.clock(now=SPRING)
    assert (put["mode"], put["speed"]) == ("running", 1)
    later = fake.clock()
    passed_here = later["now"] - put["now"]
    assert passed_here == pytest.approx(later["wall"] - put["wall"], abs=0.001)
    assert passed_here > 0


def test_the_clock_may_be_put_back(fake: FakeSlackClient, web: WebClient) -> None:
    fake.clock(mode="frozen", now=SPRING)
    after = web.chat_postMessage(channel=IT, text="after")["ts"]
    assert fake.clock(now=SPRING - 86_400)["now"] == SPRING - 86_400
    assert web.chat_postMessage(channel="C0ITTRIAGE", text="before, yet later")["ts"] > after


def test_a_faster_clock_brings_retries_sooner(fake: FakeSlackClient, receiver: Receiver) -> None:
    receiver.on_event = broken
    fake.clock(speed=10_000)
    fake.say("ana", "it-happens", "hurry")
    deadline = time.monotonic() + 5
    while len(receiver.of("events")) < 4 and time.monotonic() < deadline:
        fake.wait()
    assert [number for _, number in texts_and_retries(receiver)] == [None, "1", "2", "3"]


def test_what_is_due_next_is_told(fake: FakeSlackClient) -> None:
    fake.clock(mode="frozen", now=SPRING)
    assert fake.clock()["next_due"] is None
    fake.fault("delivery", "delay", seconds=120, times=1)
    fake.say("ana", "it-happens", "later")
    assert fake.clock()["next_due"] == SPRING + 120


@pytest.mark.parametrize(
    ("skew", "is_valid"), [(0, True), (280, True), (-280, True), (320, False), (-320, False)]
)
def test_signatures_carry_wall_time_and_the_skew_asked_for(
    fake: FakeSlackClient, receiver: Receiver, skew: int, is_valid: bool
) -> None:
    fake.clock(mode="frozen", now=SPRING, sign_skew=skew)
    fake.say("ana", "it-happens", "what time is it?")
    fake.wait()
    (request,) = receiver.of("events")
    verifier = SignatureVerifier(SIGNING_SECRET)
    assert verifier.is_valid_request(request.body, request.headers) is is_valid


def test_signatures_can_carry_the_time_of_the_fake(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.clock(mode="frozen", now=SPRING, sign_skew="clock")
    fake.say("ana", "it-happens", "in spring")
    fake.wait()
    assert receiver.of("events")[0].headers["x-slack-request-timestamp"] == str(int(SPRING))


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"mode": "backwards"}, "`mode` is one of running, frozen"),
        ({"speed": 0}, "`speed` is a number from 0.001"),
        ({"advance": -1}, "`advance` is a number from 0"),
        ({"advance": "soon"}, "`advance` is a number from 0"),
        ({"hands": 3}, "the clock knows"),
    ],
)
def test_a_clock_cannot_be_set_to_nonsense(
    fake: FakeSlackClient, wanted: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        fake.clock(**wanted)
