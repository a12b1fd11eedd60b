"""Blocks and views that Slack would refuse are refused, at the limit and just beyond it."""

from typing import Any

import pytest

from tools.fake_slack.blocks.rules import faults_in_blocks, faults_in_view, too_large

Json = dict[str, Any]


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def button(number: int = 0, **more: Any) -> Json:
    return {"type": "button", "action_id": f"a{number}", "text": plain("Take"), **more}


def option(value: str = "v", words: str = "text") -> Json:
    return {"text": plain(words), "value": value}


def options(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def select(chosen_from: list[Json], **more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": chosen_from, **more}


def overflow(count: int) -> Json:
    return {"type": "overflow", "action_id": "o", "options": options(count)}


def section(words: str) -> Json:
    return {"type": "section", "text": mrkdwn(words)}


def fields(*words: str) -> Json:
    return {"type": "section", "fields": [mrkdwn(one) for one in words]}


def context(count: int) -> Json:
    return {"type": "context", "elements": [mrkdwn("x")] * count}


def header(words: str) -> Json:
    return {"type": "header", "text": plain(words)}


RIGHT = {
    "section text of 3,000": section("x" * 3_000),
    "code points count, not bytes": section("가" * 3_000),
    "10 fields": fields(*"abcdefghij"),
    "field of 2,000": fields("x" * 2_000),
    "header of 150": header("x" * 150),
    "25 buttons": actions(*(button(number) for number in range(25))),
    "button text of 75": actions(button(text=plain("x" * 75))),
    "button value of 2,000": actions(button(value="x" * 2_000)),
    "10 context elements": context(10),
    "overflow with 5": actions(overflow(5)),
    "100 options": actions(select(options(100))),
    "option text of 75 and value of 150": actions(select([option("v" * 150, "x" * 75)])),
    "initial option is offered": actions(select(options(2), initial_option=option("1"))),
    "block id of 255": {"type": "divider", "block_id": "b" * 255},
    "a newer block": {"type": "alert", "text": mrkdwn("careful")},
    "a rich text": {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]},
        ],
    },
}

WRONG: dict[str, Json] = {
    "unknown block type": {"type": "sectoin", "text": plain("x")},
    "section text of 3,001": section("x" * 3_001),
    "section text empty": section(""),
    "section text blank": section("  "),
    "section without text and fields": {"type": "section"},
    "11 fields": fields(*"abcdefghijk"),
    "field of 2,001": fields("x" * 2_001),
    "header of 151": header("x" * 151),
    "header with mrkdwn": {"type": "header", "text": mrkdwn("x")},
    "26 buttons": actions(*(button(number) for number in range(26))),
    "two elements with one action id": actions(button(), button()),
    "button text of 76": actions(button(text=plain("x" * 76))),
    "button value of 2,001": actions(button(value="x" * 2_001)),
    "button style blue": actions(button(style="blue")),
    "11 context elements": context(11),
    "overflow with 6": actions(overflow(6)),
    "no option": actions(select([])),
    "101 options": actions(select(options(101))),
    "option text of 76": actions(select([option(words="x" * 76)])),
    "option value of 151": actions(select([option("v" * 151)])),
    "two options with one value": actions(select([option(), option()])),
    "initial option is not offered": actions(select(options(2), initial_option=option("9"))),
    "block id of 256": {"type": "divider", "block_id": "b" * 256},
    "divider with an unknown property": {"type": "divider", "colour": "red"},
    "emoji on a mrkdwn text": {"type": "section", "text": {**mrkdwn("x"), "emoji": True}},
    "image without alt text": {"type": "image", "image_url": "https://example.com/i.png"},
    "markdown of 12,001": {"type": "markdown", "text": "x" * 12_001},
    "task card without status": {"type": "task_card", "task_id": "1", "title": "x"},
    "container without title and children": {"type": "container"},
    "data table without rows and caption": {"type": "data_table"},
    "a button as an input": {"type": "input", "label": plain("x"), "element": button()},
    "a text where an object belongs": {"type": "section", "text": "x"},
}


@pytest.mark.parametrize("block", RIGHT.values(), ids=RIGHT.keys())
def test_a_block_at_its_limit_is_taken(block: Json) -> None:
    assert faults_in_blocks([block]) == []


@pytest.mark.parametrize("block", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_block_is_refused_with_a_pointer(block: Json) -> None:
    faults = faults_in_blocks([block])
    assert faults
    assert all("[json-pointer:/blocks" in fault for fault in faults)


def test_a_message_holds_fifty_blocks() -> None:
    assert faults_in_blocks([{"type": "divider"}] * 50) == []
    assert faults_in_blocks([{"type": "divider"}] * 51) == [
        "no more than 50 items allowed [json-pointer:/blocks]"
    ]


def test_a_block_id_is_used_once() -> None:
    twice = [{"type": "divider", "block_id": "b"}] * 2
    assert faults_in_blocks(twice) == ["`block_id` must be unique [json-pointer:/blocks]"]


def test_the_fault_is_named_as_slack_names_it() -> None:
    assert faults_in_blocks([{"type": "image"}, {"type": "divider", "colour": "red"}]) == [
        "missing required field: alt_text [json-pointer:/blocks/0]",
        "invalid additional property: colour [json-pointer:/blocks/1]",
    ]


def modal(**more: Any) -> Json:
    return {"type": "modal", "title": plain("t"), "blocks": [section("x")], **more}


INPUT = {
    "type": "input",
    "label": plain("x"),
    "element": {"type": "plain_text_input", "action_id": "a"},
}


@pytest.mark.parametrize(
    ("view", "told"),
    [
        (modal(), []),
        (modal(blocks=[INPUT], submit=plain("Send")), []),
        (modal(blocks=[INPUT]), ["missing required field: submit [json-pointer:/view]"]),
        (modal(blocks=[]), ["no fewer than 1 items required [json-pointer:/view/blocks]"]),
        (
            modal(title=plain("x" * 25)),
            ["must be less than 25 characters [json-pointer:/view/title/text]"],
        ),
        (
            modal(private_metadata="x" * 3_001),
            ["must be less than 3001 characters [json-pointer:/view/private_metadata]"],
        ),
        (modal(color="x"), ["invalid additional property: color [json-pointer:/view]"]),
        ({"type": "dialog"}, ["must be one of: modal, home [json-pointer:/view/type]"]),
    ],
)
def test_a_view_is_checked_as_a_whole(view: Json, told: list[str]) -> None:
    assert faults_in_view(view) == told


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    assert too_large(modal(blocks=[section("가" * 3_000)] * 28))
    assert not too_large(modal(blocks=[section("가" * 3_000)] * 27))
