"""The fake travels with the desk's local clock, but signs with the wall clock as Slack would."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from starlette.responses import Response

from tests.functional.fake_slack.harness import (
    BOT_TOKEN,
    SIGNING_SECRET,
    Receiver,
    running,
)
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
TOMORROW = 86_400


def travel(clock_file: Path, seconds: float) -> None:
    """As `make tick` does."""
    fresh = clock_file.with_suffix(".new")
    fresh.write_text(json.dumps({"offset_seconds": seconds}))
    fresh.replace(clock_file)


@pytest.fixture
def clock_file(tmp_path: Path) -> Path:
    return tmp_path / "clock.json"


@pytest.fixture
def traveller(clock_file: Path, receiver: Receiver) -> Iterator[FakeSlackClient]:
    """A fake beside a desk that has not travelled yet."""
    yield from running(receiver, lambda usual: replace(usual, clock_file=clock_file))


def test_what_is_said_after_a_tick_carries_the_time_travelled_to(
    traveller: FakeSlackClient, clock_file: Path, receiver: Receiver
) -> None:
    before = float(traveller.say("ana", "it-happens", "today"))
    traveller.wait()
    travel(clock_file, TOMORROW)
    web = WebClient(token=BOT_TOKEN, base_url=f"{traveller.base_url}/api/", retry_handlers=[])
    posted = float(web.chat_postMessage(channel="C0ITHAPPEN", text="tomorrow")["ts"])
    traveller.wait()
    assert TOMORROW <= posted - before < TOMORROW + 60
    last = receiver.of("events")[-1]
    assert abs(last.envelope["event_time"] - posted) < 60
    assert abs(int(last.headers["x-slack-request-timestamp"]) - time.time()) < 60
    assert SignatureVerifier(SIGNING_SECRET).is_valid_request(last.body, last.headers)


def test_a_retry_comes_when_the_desk_travels_past_its_time(
    traveller: FakeSlackClient, clock_file: Path, receiver: Receiver
) -> None:
    receiver.on_event = lambda _: Response("no", 500)
    traveller.say("ana", "it-happens", "anybody?")
    traveller.wait()
    assert len(receiver.of("events")) == 1
    travel(clock_file, 61)
    traveller.wait()
    retries = [one.headers.get("x-slack-retry-num") for one in receiver.of("events")]
    assert retries == [None, "1", "2"]
