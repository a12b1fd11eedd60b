"""Response URLs: what they take, where it shows, and how it is refused."""

import json
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient, WebhookResponse
from starlette.responses import JSONResponse

from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.modal_parts import modal, opens, question, text
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, ANA = "C0ITHAPPEN", "U0ANA00001"
GO = {"type": "button", "action_id": "go", "text": text("Go")}
CARD = [{"type": "actions", "block_id": "b", "elements": [GO]}]
TOO_MUCH = [{"type": "section", "text": text("x" * 3000)} for _ in range(5)]


def use(url: str, **answer: Any) -> WebhookResponse:
    """As slack_sdk does it."""
    return WebhookClient(url, retry_handlers=[]).send_dict(answer)


@pytest.fixture
def url(fake: FakeSlackClient, receiver: Receiver) -> str:
    """Of a command of Ana's."""
    fake.act("ana", "slash", channel=IT, command="/it")
    return receiver.of("commands")[-1].fields["response_url"]


@pytest.mark.parametrize("kind", [{}, {"response_type": "in_channel"}])
def test_a_commands_own_answer_can_be_replaced_and_deleted(
    fake: FakeSlackClient, receiver: Receiver, kind: dict[str, str]
) -> None:
    receiver.on_command = lambda _: JSONResponse({"text": "working on it", **kind})
    fake.act("ana", "slash", channel=IT, command="/it")
    url = receiver.of("commands")[0].fields["response_url"]

    def seen() -> list[str]:
        return [one["text"] for one in (*fake.ephemerals("ana"), *fake.messages(IT))]

    assert seen() == ["working on it"]
    use(url, replace_original=True, text="done")
    assert seen() == ["done"]
    use(url, delete_original=True)
    assert seen() == []


def test_an_apps_message_can_be_replaced_from_its_button(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    ts = web.chat_postMessage(channel=IT, text="take it?", blocks=CARD)["ts"]
    fake.act("ben", "click", channel=IT, ts=ts, action_id="go")
    url = receiver.of("interactions")[0].payload["response_url"]
    assert use(url, text="taken", replace_original=True).status_code == 200
    assert [(one["ts"], one["text"]) for one in fake.messages(IT)] == [(ts, "taken")]
    use(url, text="only for you")
    assert [one["text"] for one in fake.ephemerals("ben")] == ["only for you"]
    use(url, delete_original=True)
    assert fake.messages(IT) == []


def test_an_answer_can_go_into_a_thread(fake: FakeSlackClient, url: str) -> None:
    root = fake.say("ana", "it-happens", "help")
    use(url, text="in here", response_type="in_channel", thread_ts=root)
    use(url, text="psst", thread_ts=root)
    assert [one.get("thread_ts") for one in fake.messages(IT)] == [root, root]
    assert fake.ephemerals("ana")[-1]["thread_ts"] == root


@pytest.mark.parametrize("thread_ts", [["1.0"], {"a": 1}, 5, "1700000000.000000", "reply"])
@pytest.mark.parametrize("kind", ["in_channel", "ephemeral"])
def test_an_answer_into_a_thread_that_is_none_is_refused_and_leaves_nothing(
    fake: FakeSlackClient, url: str, thread_ts: Any, kind: str
) -> None:
    root = fake.say("ana", "it-happens", "help")
    reply = fake.say("ana", "it-happens", "please", thread_ts=root)
    where = reply if thread_ts == "reply" else thread_ts
    refused = use(url, text="lost", response_type=kind, thread_ts=where)
    assert (refused.status_code, refused.body) == (400, "cannot_reply_to_message")
    assert [one["ts"] for one in fake.messages(IT)] == [root, reply]
    assert fake.ephemerals("ana") == []


def test_what_is_deleted_is_neither_deleted_again_nor_replaced(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    ts = web.chat_postMessage(channel=IT, text="take it?", blocks=CARD)["ts"]
    fake.act("ben", "click", channel=IT, ts=ts, action_id="go")
    url = receiver.of("interactions")[0].payload["response_url"]
    assert [use(url, delete_original=True).status_code for _ in range(2)] == [200, 200]
    use(url, replace_original=True, text="gone")
    fake.wait()
    told = [one.get("subtype") for one in receiver.events("message")]
    assert (told.count("message_deleted"), told.count("message_changed")) == (1, 0)


def test_answers_work_where_the_app_is_no_member(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    room = fake.act("ana", "create", name="without-the-app")["channel"]
    fake.act("ana", "slash", channel=room, command="/it")
    url = receiver.of("commands")[-1].fields["response_url"]
    assert use(url, text="hello", response_type="in_channel").status_code == 200
    assert [one["text"] for one in fake.messages(room)][-1:] == ["hello"]
    told = [one["text"] for one in receiver.events("message")]
    assert "hello" not in told


def test_an_answer_comes_back_as_a_bots_message(
    fake: FakeSlackClient, receiver: Receiver, url: str
) -> None:
    use(url, text="for all", response_type="in_channel")
    fake.wait()
    (event,) = receiver.events("message")
    assert (event["subtype"], event["bot_id"]) == ("bot_message", "B0BOT00001")
    assert "user" not in event


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"response_type": "ephemeral"}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"blocks": "[]x"}, "invalid_blocks_format"),
        ({"blocks": [{"type": "header"}]}, "invalid_blocks"),
        ({"blocks": TOO_MUCH}, "msg_blocks_too_long"),
        ({"attachments": "none"}, "invalid_attachments"),
        ({"attachments": [{"text": "x"}] * 101}, "too_many_attachments"),
        ({"attachments": [{"blocks": [{"type": "header"}]}]}, "invalid_blocks"),
    ],
)
def test_a_wrong_answer_is_refused_with_a_code_as_text(
    url: str, answer: dict[str, Any], code: str
) -> None:
    refused = use(url, **answer)
    assert (refused.status_code, refused.body) == (400, code)


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'{"text": "\\ud83d"}', b'{"text": NaN}'])
def test_what_is_no_json_object_is_refused(http: httpx.Client, url: str, body: bytes) -> None:
    refused = http.post(url, content=body)
    assert (refused.status_code, refused.text) == (400, "invalid_payload")


def test_an_address_that_is_not_one_says_so(url: str) -> None:
    refused = use(f"{url}x", text="hello")
    assert refused.status_code == 404
    assert json.loads(refused.body) == {"ok": False, "error": "no_service"}


def test_five_uses_are_all(url: str) -> None:
    assert [use(url, text="x").status_code for _ in range(5)] == [200] * 5
    assert json.loads(use(url, text="x").body) == {"ok": False, "error": "used_url"}


def test_a_submission_has_a_url_for_each_conversation_where_the_app_asked(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    enabled = {"response_url_enabled": True}
    form = modal(
        question("one", {"type": "conversations_select", **enabled}),
        question("two", {"type": "channels_select", **enabled}, optional=True),
        question("three", {"type": "channels_select"}),
    )
    receiver.on_command = opens(web, form)
    fake.act("ana", "slash", channel="x-team", command="/it")
    fake.act("ana", "submit", values={"one": "it-happens", "three": "x-team"})
    (answer,) = receiver.of("interactions")[0].payload["response_urls"]
    url = answer.pop("response_url")
    assert answer == {"block_id": "one", "action_id": "answer", "channel_id": IT}
    assert use(url, text="sent", response_type="in_channel").status_code == 200
    assert [one["text"] for one in fake.messages(IT)] == ["sent"]


def test_a_global_shortcut_and_a_view_have_none(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_interaction = opens(web, modal(*CARD))
    fake.act("ana", "global_shortcut", callback_id="it_form")
    fake.act("ana", "click", action_id="go")
    fake.act("ana", "submit")
    shortcut, click, submission = (one.payload for one in receiver.of("interactions"))
    assert not any("response_url" in one for one in (shortcut, click, submission))
    assert submission["response_urls"] == []
