"""The log of all requests both ways, as the control panel shows it and tests may read it."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from starlette.responses import Response

from tests.functional.fake_slack.harness import ROOT, Receiver, config_of
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.composition import FakeSlack, compose
from tools.fake_slack.control.traffic import Filter, Traffic
from tools.fake_slack.seed.manifest import load_manifest
from tools.fake_slack.sending.delivery import Delivery
from tools.fake_slack.sending.outbound import Sender
from tools.fake_slack.state.messages import JsonObject

pytestmark = pytest.mark.enable_socket
IT = "C0ITHAPPEN"


def lines(fake: FakeSlackClient, **wanted: str) -> list[tuple[str, str]]:
    return [(one["kind"], one["what"]) for one in fake.traffic(**wanted)["entries"]]


def test_all_kinds_of_requests_stand_in_one_list_newest_first(
    fake: FakeSlackClient, web: WebClient
) -> None:
    fake.say("ana", "it-happens", "my laptop is slow")
    fake.wait()
    web.reactions_add(channel=IT, timestamp=fake.messages("it-happens")[-1]["ts"], name="eyes")
    fake.wait()
    fake.act("ana", "slash", channel="it-happens", command="/it", text="")
    fake.send_nps(score=3)
    seen = lines(fake)
    assert seen[0] == ("webhook", "nps")
    assert seen[1] == ("command", "/it")
    assert ("call", "reactions.add") in seen
    assert seen.index(("event", "message")) > seen.index(("call", "reactions.add"))


def test_a_line_tells_who_where_and_what_came_of_it(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = lambda _received: Response(status_code=500)
    fake.say("ana", "it-happens", "my laptop is slow")
    fake.wait()
    line = fake.traffic(kind="event")["entries"][0]
    assert (line["place"], line["person"]) == ("#it-happens", "Ana Reyes")
    assert (line["status"], line["state"], line["went_well"]) == (500, "http_error", False)
    assert line["attempts"] == 1
    assert abs(line["wall"] - line["at"]) < 5


def test_the_clock_of_a_line_is_slacks_and_the_walls(fake: FakeSlackClient) -> None:
    fake.advance(3600)
    fake.say("ana", "it-happens", "an hour later")
    fake.wait()
    line = fake.traffic(kind="event")["entries"][0]
    assert 3590 < line["at"] - line["wall"] < 3610


def test_the_list_can_be_searched_in_bodies_and_answers(
    fake: FakeSlackClient, web: WebClient
) -> None:
    fake.say("ana", "it-happens", "the Printer is on fire")
    fake.say("ben", "it-happens", "hello")
    fake.wait()
    web.chat_postMessage(channel=IT, text="calling the fire brigade")
    fake.wait()
    found = lines(fake, text="FIRE")
    assert found.count(("event", "message")) == 2
    assert ("call", "chat.postMessage") in found
    assert lines(fake, text="FIRE", kind="call") == [("call", "chat.postMessage")]


def test_only_what_went_wrong_can_be_shown(fake: FakeSlackClient, web: WebClient) -> None:
    web.auth_test()
    with pytest.raises(SlackApiError):
        web.chat_postMessage(channel="C0NOWHERE0", text="hello")
    fake.fault("call", "slow", seconds=0.01, times=1)
    web.auth_test()
    assert lines(fake, errors="1") == [("call", "auth.test"), ("call", "chat.postMessage")]


def test_the_list_is_cut_and_says_that_there_is_more(fake: FakeSlackClient, web: WebClient) -> None:
    for _ in range(3):
        web.auth_test()
    seen = fake.traffic(limit="2")
    assert (len(seen["entries"]), seen["more"]) == (2, True)
    assert seen["counts"] == {"call": 3}
    assert fake.traffic(limit="3")["more"] is False
    with pytest.raises(ValueError, match="`limit` is a number"):
        fake.traffic(limit="many")


def test_one_request_is_told_wholly(fake: FakeSlackClient, web: WebClient) -> None:
    fake.say("ana", "it-happens", "my laptop is slow")
    fake.wait()
    web.chat_postMessage(channel=IT, text="hello")
    fake.wait()
    event = fake.request(fake.traffic(kind="event", text="laptop")["entries"][0]["id"])
    assert "my laptop is slow" in event["body"]
    assert event["attempts"][0]["headers"]["X-Slack-Signature"].startswith("v0=")
    call = fake.request(fake.traffic(kind="call")["entries"][0]["id"])
    assert call["args"]["text"] == "hello"
    assert call["answer"]["ok"] is True
    with pytest.raises(ValueError, match="no such request"):
        fake.request("d999")


def test_no_token_is_in_the_list(fake: FakeSlackClient, web: WebClient) -> None:
    web.api_call("auth.test", params={"token": web.token})
    call: dict[str, Any] = fake.request(fake.traffic(kind="call")["entries"][0]["id"])
    assert str(web.token) not in str(call)


def test_a_call_can_be_made_again(fake: FakeSlackClient, web: WebClient) -> None:
    blocks = [{"type": "divider"}]
    web.chat_postMessage(channel=IT, text="twice, please", blocks=blocks)
    call = fake.calls("chat.postMessage")[0]
    answer = fake.replay(call["id"])
    assert answer["status"] == 200
    texts = [one["text"] for one in fake.messages("it-happens")]
    assert texts.count("twice, please") == 2
    again = fake.calls("chat.postMessage")[1]
    assert again["args"]["blocks"] == blocks
    with pytest.raises(ValueError, match="no such call"):
        fake.replay("c999")


def test_a_call_made_again_into_a_fault_tells_that_too(
    fake: FakeSlackClient, web: WebClient
) -> None:
    web.auth_test()
    fake.fault("call", "drop_before", times=1)
    answer = fake.replay(fake.calls("auth.test")[0]["id"])
    assert (answer["status"], answer["reason"]) == (None, "connection_failed")


def test_coverage_tells_methods_and_errors_over_all_resets(
    fake: FakeSlackClient, web: WebClient
) -> None:
    before = fake.coverage()["methods"].get("chat.delete", {}).get("message_not_found", 0)
    with pytest.raises(SlackApiError):
        web.chat_delete(channel=IT, ts="1.000000")
    fake.reset()
    covered = fake.coverage()
    assert covered["methods"]["chat.delete"]["message_not_found"] == before + 1
    assert "chat.delete" not in covered["never_called"]


class Looked(Delivery):
    """Counts how often it is put together to be looked at."""

    times = 0

    def shown(self) -> JsonObject:
        type(self).times += 1
        return Delivery.shown(self)


@pytest.fixture
def busy() -> Iterator[FakeSlack]:
    """A fake that has sent fifty events, and the app's answers are still to come."""
    url = "http://desk.example"
    config = config_of(url, load_manifest(ROOT / "slack_manifest.yaml", url))
    slack = compose(config, Sender(config.signing_secret))
    for number in range(50):
        body = f"event {number}".encode()
        log = slack.deliveries.log
        log.add(Looked(log.next_id(), "event", "message", url, "", body, {}, number, number))
    Looked.times = 0
    yield slack
    asyncio.run(slack.sender.close())


def test_only_what_is_shown_is_put_together(busy: FakeSlack) -> None:
    seen = Traffic(busy).shown(Filter(), limit=3)
    assert ([one["id"] for one in seen["entries"]], seen["more"]) == (["d50", "d49", "d48"], True)
    assert (seen["counts"], Looked.times) == ({"event": 50}, 3)
    assert Traffic(busy).shown(Filter(kind="call"), limit=3)["entries"] == []
    assert Looked.times == 3


def test_what_was_searched_once_is_searched_again_only_after_it_changed(busy: FakeSlack) -> None:
    traffic, wanted = Traffic(busy), Filter(text="EVENT 17")
    assert [one["id"] for one in traffic.shown(wanted, 3)["entries"]] == ["d18"]
    assert Looked.times == 50 + 1, "the last time for its line"
    busy.deliveries.log.entries[30].lose("event 17 came before")
    found = traffic.shown(wanted, 3)["entries"]
    assert [one["id"] for one in found] == ["d31", "d18"]
    assert Looked.times == 51 + 1 + 2
