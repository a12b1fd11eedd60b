"""blocks.validate: what Slack says about blocks, a message or a view that were not sent yet."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.refusals import refusal

pytestmark = pytest.mark.enable_socket


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def modal(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [*blocks]}


def test_what_slack_would_take_is_ok(web: WebClient) -> None:
    assert web.blocks_validate(blocks=[section("x")]).data == {"ok": True}
    assert web.blocks_validate(message={"text": "x", "blocks": [section("x")]})["ok"]
    assert web.blocks_validate(message={"text": "x"})["ok"]
    assert web.blocks_validate(view=modal(section("x")))["ok"]


@pytest.mark.parametrize(
    ("given", "error", "pointer"),
    [
        ({"blocks": [section("x" * 3001)]}, "invalid_blocks", "/0/text/text"),
        ({"message": {"blocks": [section("x" * 3001)]}}, "invalid_message", "/blocks/0/text/text"),
        ({"view": modal(section("x" * 3001))}, "invalid_view", "/blocks/0/text/text"),
    ],
)
def test_each_fault_is_told_apart_with_where_it_is(
    web: WebClient, given: dict[str, Any], error: str, pointer: str
) -> None:
    answer = refusal(lambda: web.blocks_validate(**given))
    assert answer["error"] == error
    assert answer["errors"] == [
        {
            "code": "failed_constraint",
            "message": "must be less than 3001 characters",
            "pointer": pointer,
            "constraint": {"type": "max_length", "expected": 3000},
        }
    ]


def test_all_faults_come_at_once(web: WebClient) -> None:
    given = [section("x" * 3001), {"type": "header"}]
    errors = refusal(lambda: web.blocks_validate(blocks=given))["errors"]
    assert len(errors) == 2
    assert errors[1]["constraint"] == {"type": "required", "expected": ["text"]}


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"blocks": "{"}, "invalid_blocks"),
        ({"blocks": '"[]"'}, "invalid_blocks"),
        ({"message": "[]"}, "invalid_message"),
        ({"message": {"surprise": 1}}, "invalid_message"),
        ({"view": "[]"}, "invalid_view"),
    ],
)
def test_what_is_of_another_shape_altogether_is_told_too(
    web: WebClient, given: dict[str, Any], error: str
) -> None:
    answer = refusal(lambda: web.blocks_validate(**given))
    assert answer["error"] == error
    assert answer["errors"][0]["code"] == "failed_constraint"


@pytest.mark.parametrize("given", [{}, {"blocks": [section("x")], "message": {"text": "x"}}])
def test_exactly_one_thing_is_looked_at(web: WebClient, given: dict[str, Any]) -> None:
    answer = refusal(lambda: web.blocks_validate(**given))
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [
        "must provide exactly one of `blocks`, `view`, or `message`"
    ]
