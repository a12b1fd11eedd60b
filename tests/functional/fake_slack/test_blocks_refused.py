"""Wherever an app sends blocks, the same check refuses the same ones, with Slack's answers."""

from typing import Any

import pytest
from slack_sdk import WebClient
from starlette.responses import JSONResponse

from tests.functional.fake_slack.block_parts import (
    WRONG,
    Json,
    actions,
    button,
    modal,
    mrkdwn,
    plain,
    section,
    table,
)
from tests.functional.fake_slack.free_plan import LONGEST_BLOCKS
from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.refusals import code, refusal
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket

IT, ANA = "C0ITHAPPEN", "U0ANA00001"
TOO_LONG = section("x" * 3_001)
RIGHT = {
    "section": section("x"),
    "table": table(),
    "alert": {"type": "alert", "text": mrkdwn("x"), "level": "warning"},
}
VIDEO = {
    "type": "video",
    "alt_text": "x",
    "title": {"type": "plain_text", "text": "x"},
    "thumbnail_url": "https://example.com/t.png",
    "video_url": "https://example.com/v",
}


@pytest.mark.parametrize("block", WRONG.values(), ids=WRONG)
def test_a_wrong_block_is_not_posted(web: WebClient, fake: FakeSlackClient, block: Json) -> None:
    answer = refusal(lambda: web.chat_postMessage(channel=IT, text="x", blocks=[block]))
    assert answer["error"] == "invalid_blocks"
    assert all("[json-pointer:/blocks/0" in told for told in answer["errors"])
    told = [f"[ERROR] {fault}" for fault in answer["errors"]]
    assert answer["response_metadata"]["messages"] == told
    assert fake.messages("it-happens") == []


@pytest.mark.parametrize("block", WRONG.values(), ids=WRONG)
def test_a_wrong_block_is_not_shown_in_a_view(web: WebClient, block: Json) -> None:
    answer = refusal(lambda: web.views_open(trigger_id="any", view=modal(block)))
    assert answer["error"] == "invalid_arguments"
    told = answer["response_metadata"]["messages"]
    assert told
    assert all("[json-pointer:/view/blocks/0" in one for one in told)


@pytest.mark.parametrize("block", RIGHT.values(), ids=RIGHT)
def test_a_right_block_is_posted(web: WebClient, block: Json) -> None:
    posted = web.chat_postMessage(channel=IT, text="x", blocks=[block])
    assert posted["message"]["blocks"][0]["type"] == block["type"]


def test_buttons_inside_newer_blocks_can_be_clicked(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    inside = {**actions(button(1)), "block_id": "inside"}
    card = {"type": "card", "title": mrkdwn("x"), "actions": [button(2)], "block_id": "card"}
    blocks: list[Json] = [
        {"type": "container", "title": plain("x"), "child_blocks": [inside]},
        {"type": "carousel", "elements": [card]},
    ]
    ts = web.chat_postMessage(channel=IT, text="x", blocks=blocks)["ts"]
    for action_id in ("a1", "a2"):
        fake.act("ana", "click", channel="it-happens", ts=ts, action_id=action_id)
    clicked = [one.payload["actions"][0] for one in receiver.of("interactions")]
    assert [(one["block_id"], one["action_id"]) for one in clicked] == [
        ("inside", "a1"),
        ("card", "a2"),
    ]


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("chat.postMessage", {"blocks": [TOO_LONG]}),
        ("chat.postEphemeral", {"blocks": [TOO_LONG], "user": ANA}),
        ("chat.postMessage", {"attachments": [{"blocks": [TOO_LONG]}]}),
        ("views.open", {"view": modal(TOO_LONG), "trigger_id": "any"}),
        ("views.push", {"view": modal(TOO_LONG), "trigger_id": "any"}),
        ("views.publish", {"view": {"type": "home", "blocks": [TOO_LONG]}, "user_id": ANA}),
    ],
)
def test_every_method_refuses_the_same_block(
    web: WebClient, method: str, given: dict[str, Any]
) -> None:
    answer = refusal(lambda: web.api_call(method, json={"channel": IT, "text": "x", **given}))
    assert "must be less than 3001 characters" in answer["response_metadata"]["messages"][0]


def test_a_message_keeps_its_blocks_when_the_new_ones_are_wrong(
    web: WebClient, fake: FakeSlackClient
) -> None:
    ts = web.chat_postMessage(channel=IT, text="x", blocks=[section("before")])["ts"]
    new = {"channel": IT, "ts": ts, "text": "x", "blocks": [TOO_LONG]}
    assert code(lambda: web.api_call("chat.update", json=new)) == "invalid_blocks"
    assert fake.messages("it-happens")[0]["blocks"][0]["text"]["text"] == "before"


def test_a_command_cannot_answer_with_wrong_blocks(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_command = lambda _received: JSONResponse({"text": "x", "blocks": [TOO_LONG]})
    seen = fake.act("ana", "slash", channel="it-happens", command="/it", text="x")
    assert seen["error"] == '/it failed with the error "invalid_command_response"'
    assert fake.ephemerals("ana") == []


@pytest.mark.parametrize("blocks", ['"[]"', '{"type": "divider"}', '["divider"]', "[]]"])
def test_what_is_no_list_of_blocks_has_an_error_of_its_own(web: WebClient, blocks: str) -> None:
    wanted = {"channel": IT, "text": "x", "blocks": blocks}
    assert code(lambda: web.api_call("chat.postMessage", data=wanted)) == "invalid_blocks_format"


def test_how_long_all_blocks_may_be_is_a_setting(free_web: WebClient) -> None:
    spare = LONGEST_BLOCKS - len('[{"type": "section", "text": {"type": "mrkdwn", "text": ""}}]')
    assert free_web.chat_postMessage(channel=IT, text="x", blocks=[section("x" * spare)])["ok"]
    longer = [section("x" * (spare + 1))]
    told = code(lambda: free_web.chat_postEphemeral(channel=IT, user=ANA, text="x", blocks=longer))
    assert told == "msg_blocks_too_long"


def test_a_video_needs_a_scope_of_its_own(web: WebClient) -> None:
    answer = refusal(lambda: web.chat_postMessage(channel=IT, text="x", blocks=[VIDEO]))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "links.embed:write")
