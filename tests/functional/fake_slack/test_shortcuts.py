"""Shortcuts, from everywhere and from a message's menu; and commands beside them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from slack_bolt import App
from slack_sdk import WebClient
from starlette.responses import JSONResponse, Response

from tests.functional.fake_slack.harness import Receiver, read_by
from tests.functional.fake_slack.modal_parts import modal, opens, question
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, ANA = "C0ITHAPPEN", "U0ANA00001"
TICKET = "ticket_from_message"


def test_a_message_shortcut_tells_the_message_and_where_to_answer(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    root = fake.say("ana", "it-happens", "my mouse is dead")
    reply = fake.say("ben", "it-happens", "mine too", thread_ts=root)
    seen = fake.act("ola", "message_shortcut", callback_id=TICKET, channel=IT, ts=reply)
    assert seen == {"ok": True}
    payload = receiver.of("interactions")[0].payload
    assert (payload["type"], payload["callback_id"]) == ("message_action", TICKET)
    assert (payload["message_ts"], payload["message"]["text"]) == (reply, "mine too")
    assert payload["message"]["thread_ts"] == root
    assert payload["channel"] == {"id": IT, "name": "it-happens"}
    assert payload["user"] == {"id": "U0OLA00001", "name": "ola", "team_id": "T0DESK0001"}
    assert {"trigger_id", "action_ts", "response_url"} <= set(payload)
    assert "/hooks/app/" in payload["response_url"]
    assert "api_app_id" not in payload


def test_its_answer_never_touches_the_persons_message(
    http: httpx.Client, fake: FakeSlackClient, receiver: Receiver
) -> None:
    ts = fake.say("ana", "it-happens", "my mouse is dead")
    fake.act("ben", "message_shortcut", callback_id=TICKET, channel=IT, ts=ts)
    url = receiver.of("interactions")[0].payload["response_url"]
    for answer in ({"replace_original": True, "text": "mine"}, {"delete_original": True}):
        assert http.post(url, json=answer).status_code == 200
    assert [one["text"] for one in fake.messages(IT)] == ["my mouse is dead"]
    assert [one["text"] for one in fake.ephemerals("ben")] == ["mine"]


def test_ephemeral_messages_have_no_shortcuts(web: WebClient, fake: FakeSlackClient) -> None:
    web.chat_postEphemeral(channel=IT, user=ANA, text="for you")
    ts = fake.ephemerals("ana")[0]["ts"]
    seen = fake.act("ana", "message_shortcut", callback_id=TICKET, channel=IT, ts=ts)
    assert seen == {"ok": False, "error": "There is no such shortcut."}


@pytest.mark.parametrize("callback_id", [TICKET, "it_form", "unknown"])
def test_shortcuts_are_for_colleagues_and_only_of_their_own_kind(
    fake: FakeSlackClient, receiver: Receiver, callback_id: str
) -> None:
    ts = fake.say("cora", "x-team", "hello")
    there = {"channel": "x-team", "ts": ts, "callback_id": callback_id}
    assert not fake.act("cora", "message_shortcut", **there)["ok"]
    assert not fake.act("cora", "global_shortcut", callback_id=callback_id)["ok"]
    assert fake.act("ana", "message_shortcut", **there)["ok"] is (callback_id == TICKET)
    is_global = callback_id == "it_form"
    assert fake.act("ana", "global_shortcut", callback_id=callback_id)["ok"] is is_global


def test_their_own_company_may_have_the_app_too(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.install(team="T0ACME0001")
    assert fake.act("cora", "global_shortcut", callback_id="it_form") == {"ok": True}
    assert fake.act("cora", "slash", channel="x-team", command="/it") == {"ok": True}
    payload, fields = (
        receiver.of("interactions")[0].payload,
        receiver.of("commands")[0].fields,
    )
    assert payload["team"] == {"id": "T0ACME0001", "domain": "acme-sample"}
    assert (fields["team_id"], fields["team_domain"]) == ("T0ACME0001", "acme-sample")


def test_a_global_shortcut_knows_what_the_person_looks_at(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    here = {"type": "conversations_select", "default_to_current_conversation": True}
    receiver.on_interaction = opens(web, modal(question("where", here)))
    fake.act("ana", "global_shortcut", callback_id="it_form", channel="it-happens")
    assert "channel" not in receiver.of("interactions")[0].payload
    chosen = fake.views("ana")[0]["state"]["values"]["where"]["answer"]
    assert chosen["selected_conversation"] == IT


def test_a_failing_shortcut_shows_an_error(fake: FakeSlackClient, receiver: Receiver) -> None:
    ts = fake.say("ana", "it-happens", "hello")
    receiver.on_interaction = lambda _: Response("no", 500)
    seen = fake.act("ana", "message_shortcut", callback_id=TICKET, channel=IT, ts=ts)
    assert seen == {"ok": False, "error": "That shortcut did not work. Try again."}


def test_bolt_reads_both_kinds(bolt: App, fake: FakeSlackClient, receiver: Receiver) -> None:
    routed = list[str]()

    def heard(kind: str) -> Callable[..., None]:
        def listener(ack: Any) -> None:
            ack()
            routed.append(kind)

        return listener

    bolt.message_shortcut(TICKET)(heard("message"))
    bolt.global_shortcut("it_form")(heard("global"))
    ts = fake.say("ana", "it-happens", "hello")
    fake.act("ana", "message_shortcut", callback_id=TICKET, channel=IT, ts=ts)
    fake.act("ana", "global_shortcut", callback_id="it_form")
    assert {read_by(bolt, one) for one in receiver.of("interactions")} == {200}
    assert routed == ["message", "global"]


@pytest.mark.parametrize(
    ("channel", "name"),
    [("it-happens", "it-happens"), ("it-oncall", "privategroup"), ("dm", "directmessage")],
)
def test_a_command_names_its_channel_where_it_may(
    fake: FakeSlackClient, receiver: Receiver, channel: str, name: str
) -> None:
    place = fake.act("ben", "open_dm")["channel"] if channel == "dm" else channel
    fake.act("ben", "slash", channel=place, command="/it")
    assert receiver.of("commands")[0].fields["channel_name"] == name


def test_a_command_hides_the_name_of_a_private_channel(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    typed = "see #it-oncall and #it-happens & <b>"
    fake.act("ben", "slash", channel=IT, command="/it", text=typed)
    told = receiver.of("commands")[0].fields["text"]
    assert told == "see <#C0ITONCALL|> and <#C0ITHAPPEN|it-happens> &amp; &lt;b&gt;"


@pytest.mark.parametrize(
    "answer", [JSONResponse({}), JSONResponse({"blocks": "x"}), JSONResponse(["x"])]
)
def test_an_answer_that_is_no_message_fails_the_command(
    fake: FakeSlackClient, receiver: Receiver, answer: Response
) -> None:
    receiver.on_command = lambda _: answer
    seen = fake.act("ana", "slash", channel=IT, command="/it")
    assert seen["error"] == '/it failed with the error "invalid_command_response"'
