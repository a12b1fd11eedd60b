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


def test_the_lag_of_reading_is_asked_for_by_channel_and_method() -> None:
    faults = Faults(Clock(), Ids(0, 1).chance)
    faults.add(Fault(on=On.CALL, do=Do.READ_LAG, channel="C1", seconds=5))
    faults.add(Fault(on=On.CALL, do=Do.READ_LAG, seconds=2))
    faults.add(Fault(on=On.CALL, do=Do.READ_LAG, method="conversations.replies", seconds=9))
    assert [faults.read_lag({"channel": channel}) for channel in ("C1", "C2")] == [5, 2]
    assert faults.read_lag({"channel": "C1", "method": "conversations.replies"}) == 9
    assert [one["hits"] for one in faults.listed()] == [2, 3, 1]
    assert faults.take(On.CALL, {"channel": "C1"}) == []


def test_a_limit_is_matched_as_other_faults_are_and_counts_its_hits(
    fake: FakeSlackClient, web: WebClient
) -> None:
    fake.fault("call", "limit", user="ana", per_minute=0)
    fake.fault("call", "limit", method="chat.postMessage", channel="it-happens")
    assert web.users_info(user="U0BEN00001")["ok"]
    with pytest.raises(SlackApiError, match="ratelimited"):
        web.users_info(user="U0ANA00001")
    for number in range(8):
        web.chat_postMessage(channel="#it-happens", text=str(number))
    assert [one["hits"] for one in fake.faults()] == [1, 8]


@pytest.mark.parametrize(
    ("on", "do", "details", "told"),
    [
        ("call", "explode", {}, "must be known"),
        ("call", "duplicate", {}, "cannot happen on a call"),
        ("delivery", "ratelimited", {}, "cannot happen on a delivery"),
        ("delivery", "hold", {"kind": "command"}, "events only"),
        ("delivery", "outage", {}, "needs `lasts`"),
        ("delivery", "reorder", {}, "needs `copies`"),
        ("call", "error", {"probability": 2}, "probability: 2 is greater"),
        ("call", "error", {"probability": "a"}, "probability: 'a' is not"),
        ("call", "error", {"times": 0}, "times: 0 is less"),
        ("call", "error", {"times": "3"}, "times: '3' is not"),
        ("call", "error", {"times": 1.5}, "times: 1.5 is not"),
        ("call", "error", {"times": True}, "times: True is not"),
        ("call", "error", {"method": 5}, "method: 5 is not"),
        ("call", "error", {"channel": {"id": "C1"}}, "channel: .* is not"),
        ("call", "error", {"kind": "event"}, "cannot be matched by \\['kind'\\]"),
        ("call", "http_status", {"status": "500"}, "status: '500' is not"),
        ("call", "http_status", {"status": 500.0}, "status: 500.0 is not"),
        ("call", "ratelimited", {"retry_after": -1}, "retry_after: -1 is less"),
        ("call", "slow", {"seconds": "x"}, "seconds: 'x' is not"),
        ("call", "slow", {"seconds": -1}, "only `stale`"),
        ("call", "limit", {"per_minute": -1}, "per_minute: -1 is less"),
        ("call", "limit", {"times": 3}, "no `times`"),
        ("call", "read_lag", {"probability": 0.5}, "no `probability`"),
        ("call", "read_lag", {"user": "ana"}, "cannot be matched by \\['user'\\]"),
        ("delivery", "outage", {"lasts": 9, "times": 3}, "no `times`"),
        ("delivery", "drop", {"method": "auth.test"}, "cannot be matched by \\['method'\\]"),
        ("delivery", "oversized", {"size": -5}, "size: -5 is less"),
        ("delivery", "missing_headers", {"headers": [1]}, "headers: 1 is not"),
        ("call", "error", {"colour": "red"}, "no such field: colour"),
    ],
)
def test_a_fault_that_cannot_be_is_refused_with_what_is_wrong(
    fake: FakeSlackClient, on: str, do: str, details: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        fake.fault(on, do, **details)
