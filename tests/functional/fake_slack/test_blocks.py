"""Blocks and views that Slack would refuse are refused with a pointer to what is wrong."""

import copy

import pytest

from tests.functional.fake_slack.block_parts import (
    WRONG,
    Json,
    actions,
    asked,
    button,
    group,
    grouped,
    modal,
    mrkdwn,
    option,
    options,
    plain,
    rich_text,
    section,
    select,
    table,
    typed,
)
from tools.fake_slack.blocks.rules import faults_in_blocks, faults_in_view, too_large, too_long

RIGHT = {
    "code points count, not bytes": section("가" * 3_000),
    "initial option is offered": actions(select(options(2), initial_option=option("1"))),
    "a rich text": rich_text(),
    "a workflow button": actions(
        {
            "type": "workflow_button",
            "text": plain("Start"),
            "workflow": {"trigger": {"url": "https://slack.com/shortcuts/Ft0/x"}},
        }
    ),
    "an image in Slack": {"type": "image", "alt_text": "x", "slack_file": {"id": "F0"}},
}
ALSO_WRONG: dict[str, Json] = {
    "section text blank": section("  "),
    "two options with one value": actions(select([option(), option()])),
    "two options with one value in two groups": actions(grouped(group(), group())),
    "options and groups": actions(select([option()], option_groups=[group()])),
    "initial option is not offered": actions(select(options(2), initial_option=option("9"))),
    "emoji on a mrkdwn text": {"type": "section", "text": {**mrkdwn("x"), "emoji": True}},
    "a button as an input": asked(button()),
    "a text where an object belongs": {"type": "section", "text": "x"},
    "an image of two sources": {
        "type": "image",
        "alt_text": "x",
        "image_url": "https://example.com/i.png",
        "slack_file": {"id": "F0"},
    },
    "an image of no source": {"type": "image", "alt_text": "x"},
    "more characters asked for than taken": asked(typed(min_length=5, max_length=4)),
    "an unknown filter": actions(
        {"type": "conversations_select", "action_id": "c", "filter": {"include": ["secret"]}}
    ),
    "an unknown kind of text in a rich text": {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "shout"}]}],
    },
    "a block without a type": {"text": plain("x")},
    "a day in no calendar": actions(
        {"type": "datepicker", "action_id": "d", "initial_date": "2026-13-45"}
    ),
}


@pytest.mark.parametrize("block", RIGHT.values(), ids=RIGHT.keys())
def test_a_right_block_is_taken(block: Json) -> None:
    assert faults_in_blocks([block]) == []


@pytest.mark.parametrize(
    "block", [*WRONG.values(), *ALSO_WRONG.values()], ids=[*WRONG, *ALSO_WRONG]
)
def test_a_wrong_block_is_refused_with_a_pointer(block: Json) -> None:
    faults = faults_in_blocks([block])
    assert faults
    assert all("[json-pointer:/blocks/0" in fault for fault in faults)


@pytest.mark.parametrize("block", [*WRONG.values(), *RIGHT.values()], ids=[*WRONG, *RIGHT])
def test_a_look_at_a_block_changes_nothing_in_it(block: Json) -> None:
    before = copy.deepcopy(block)
    faults_in_blocks([block])
    assert block == before


def test_a_message_holds_fifty_blocks() -> None:
    assert faults_in_blocks([{"type": "divider"}] * 50) == []
    assert faults_in_blocks([{"type": "divider"}] * 51) == [
        "no more than 50 items allowed [json-pointer:/blocks]"
    ]


def test_a_message_holds_one_table() -> None:
    assert faults_in_blocks([table(), section("x")]) == []
    assert faults_in_blocks([table(), table()]) == ["only_one_table_allowed [json-pointer:/blocks]"]


def test_all_markdown_of_a_message_counts_together() -> None:
    half = {"type": "markdown", "text": "x" * 6_000}
    assert faults_in_blocks([half, half]) == []
    assert faults_in_blocks([half, half, {"type": "markdown", "text": "x"}]) == [
        "must be less than 12001 characters [json-pointer:/blocks]"
    ]


def test_a_block_id_is_used_once() -> None:
    twice = [{"type": "divider", "block_id": "b"}] * 2
    assert faults_in_blocks(twice) == ["`block_id` must be unique [json-pointer:/blocks]"]


def test_the_fault_is_named_as_slack_names_it() -> None:
    assert faults_in_blocks([{"type": "image"}, {"type": "divider", "colour": "red"}]) == [
        "missing required field: alt_text [json-pointer:/blocks/0]",
        "invalid additional property: colour [json-pointer:/blocks/1]",
    ]


def test_a_fault_deep_in_a_newer_block_is_named_too() -> None:
    card = {"type": "card", "title": mrkdwn("x"), "subtext": plain("x")}
    assert faults_in_blocks([{"type": "carousel", "elements": [card]}]) == [
        "invalid additional property: subtext [json-pointer:/blocks/0/elements/0]"
    ]
    inside = {"type": "container", "title": plain("x"), "child_blocks": [section("x" * 3_001)]}
    assert faults_in_blocks([inside]) == [
        "must be less than 3001 characters [json-pointer:/blocks/0/child_blocks/0/text/text]"
    ]


def test_a_kind_the_fake_does_not_know_is_said_to_be_unsupported() -> None:
    assert faults_in_blocks([{"type": "data_visualization"}]) == [
        "unsupported type: data_visualization (this fake Slack does not support it)"
        " [json-pointer:/blocks/0/type]"
    ]


@pytest.mark.parametrize(
    ("view", "told"),
    [
        (modal(section("x")), []),
        (modal(asked(typed()), submit=plain("Send")), []),
        (modal(asked(typed())), ["missing required field: submit [json-pointer:/view]"]),
        (modal(), ["no fewer than 1 items required [json-pointer:/view/blocks]"]),
        (
            modal(section("x"), title=plain("x" * 25)),
            ["must be less than 25 characters [json-pointer:/view/title/text]"],
        ),
        (
            modal(section("x"), private_metadata="x" * 3_001),
            ["must be less than 3001 characters [json-pointer:/view/private_metadata]"],
        ),
        (
            modal(section("x"), color="x"),
            ["invalid additional property: color [json-pointer:/view]"],
        ),
        ({"type": "dialog"}, ["must be one of: modal, home [json-pointer:/view/type]"]),
        ({"type": "home", "blocks": [section("x")]}, []),
        (
            {"type": "home", "blocks": [section("x")], "submit": plain("Send")},
            ["invalid additional property: submit [json-pointer:/view]"],
        ),
    ],
)
def test_a_view_is_checked_as_a_whole(view: Json, told: list[str]) -> None:
    assert faults_in_view(view) == told


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    assert too_large(modal(*[section("가" * 3_000)] * 28))
    assert not too_large(modal(*[section("가" * 3_000)] * 27))


def test_the_blocks_of_a_message_may_have_13200_characters_together() -> None:
    spare = 13_200 - len('[{"type": "markdown", "text": ""}]')
    assert not too_long([{"type": "markdown", "text": "가" * spare}])
    assert too_long([{"type": "markdown", "text": "가" * (spare + 1)}])
