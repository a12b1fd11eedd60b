"""How a fault is asked for: what it hits, how often, how likely, and how it is told."""

from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.functional.fake_slack.harness import Receiver
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.sending.fault_kinds import Do, Fault, On
from tools.fake_slack.sending.faults import Faults
from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.ids import Ids

pytestmark = pytest.mark.enable_socket
IT = "C0ITHAPPEN"
LINE = {"type": "divider"}


def hits_in_a_hundred(seed: int) -> list[int]:
    faults = Faults(Clock(), Ids(0, seed).chance)
    faults.add(Fault(on=On.CALL, do=Do.ERROR, probability=0.3))
    return [number for number in range(100) if faults.take(On.CALL, {"method": "auth.test"})]


def test_a_burst_of_refusals_can_hit_several_methods(fake: FakeSlackClient, web: WebClient) -> None:
    methods = ["chat.postMessage", "reactions.add"]
    fake.fault("call", "ratelimited", method=methods, retry_after=7, times=2)
    with pytest.raises(SlackApiError) as first:
        web.chat_postMessage(channel=IT, text="x")
    with pytest.raises(SlackApiError) as second:
        web.reactions_add(channel=IT, timestamp="1.0", name="eyes")
    for refusal in (first, second):
        answer = refusal.value.response
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
    assert web.chat_postMessage(channel=IT, text="x")["ok"]


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize(("body", "begins"), [("html", "<html>"), ("empty", "")])
def test_slack_itself_can_be_broken(
    fake: FakeSlackClient, web: WebClient, status: int, body: str, begins: str
) -> None:
    fake.fault("call", "http_status", status=status, body=body, times=2)
    with pytest.raises(SlackApiError) as broken:
        web.auth_test()
    assert broken.value.response.status_code == status
    assert fake.calls()[-1]["status"] == status
    page = httpx.post(f"{fake.base_url}/api/auth.test", trust_env=False).text
    assert (page[:6], bool(page)) == (begins, bool(begins))


def test_all_open_triggers_can_expire_at_once(
    fake: FakeSlackClient, web: WebClient, receiver: Receiver
) -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Hi"}, "blocks": [LINE]}

    def triggered() -> str:
        fake.act("ana", "slash", channel="it-happens", command="/it", text="")
        return receiver.of("commands")[-1].fields["trigger_id"]

    for expire in (
        fake.expire_triggers,
        lambda: fake.fault("call", "expire_triggers", method="views.open", times=1),
    ):
        trigger_id = triggered()
        expire()
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            web.views_open(trigger_id=trigger_id, view=view)
    assert web.views_open(trigger_id=triggered(), view=view)["ok"]


def test_a_fault_lasts_as_long_as_it_is_said_to(fake: FakeSlackClient, web: WebClient) -> None:
    fake.fault("call", "error", error="fatal_error", lasts=300)
    for _ in range(2):
        with pytest.raises(SlackApiError, match="fatal_error"):
            web.auth_test()
    fake.advance(300)
    assert web.auth_test()["ok"]
    assert fake.faults() == []


def test_a_likely_fault_hits_as_often_as_that_and_the_same_ones_for_the_same_seed() -> None:
    hits = hits_in_a_hundred(seed=7)
    assert hits == hits_in_a_hundred(seed=7)
    assert hits != hits_in_a_hundred(seed=8)
    assert 15 < len(hits) < 45


def test_faults_are_told_wholly(fake: FakeSlackClient, web: WebClient) -> None:
    fake.clock(mode="frozen", now=1_900_000_000)
    fault_id = fake.fault(
        "call", "error", method="auth.test", channel=None, error="fatal_error", times=3, lasts=60
    )
    with pytest.raises(SlackApiError, match="fatal_error"):
        web.auth_test()
    (told,) = fake.faults()
    assert {name: told[name] for name in ("id", "on", "do", "method", "error")} == {
        "id": fault_id,
        "on": "call",
        "do": "error",
        "method": "auth.test",
        "error": "fatal_error",
    }
    assert (told["hits"], told["left"], told["until"]) == (1, 2, 1_900_000_060)
    fake.remove_fault(fault_id)
    assert fake.faults() == []


def test_channels_may_be_named_and_people_told_by_their_key(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.fault("delivery", "hold", channel=["it-happens", "it-triage"], user="ana")
    fake.say("ana", "it-happens", "held")
    fake.say("ben", "it-happens", "not held")
    fake.wait()
    assert [one["text"] for one in receiver.events("message")] == ["not held"]


def test_the_lag_of_reading_is_asked_for_by_channel() -> None:
    faults = Faults(Clock(), Ids(0, 1).chance)
    faults.add(Fault(on=On.CALL, do=Do.READ_LAG, channel="C1", seconds=5))
    faults.add(Fault(on=On.CALL, do=Do.READ_LAG, seconds=2))
    assert (faults.read_lag("C1"), faults.read_lag("C2")) == (5, 2)
    assert faults.take(On.CALL, {"channel": "C1"}) == []


@pytest.mark.parametrize(
    ("on", "do", "details", "told"),
    [
        ("call", "explode", {}, "must be known"),
        ("call", "duplicate", {}, "cannot happen on a call"),
        ("delivery", "ratelimited", {}, "cannot happen on a delivery"),
        ("delivery", "hold", {"kind": "command"}, "events only"),
        ("delivery", "outage", {}, "needs `lasts`"),
        ("delivery", "reorder", {}, "needs `copies`"),
        ("call", "error", {"probability": 2}, "out of range: probability"),
        ("call", "error", {"times": 0}, "out of range: times"),
        ("call", "error", {"colour": "red"}, "no such field: colour"),
    ],
)
def test_a_fault_that_cannot_be_is_refused_with_what_is_wrong(
    fake: FakeSlackClient, on: str, do: str, details: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        fake.fault(on, do, **details)
