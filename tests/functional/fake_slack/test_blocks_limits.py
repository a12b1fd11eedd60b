"""Every limit of blocks and views: what is as long as it may be is taken, one more is refused."""

from collections.abc import Callable

import pytest

from tests.functional.fake_slack.block_parts import (
    Json,
    actions,
    asked,
    button,
    chooser,
    context,
    data_table,
    fields,
    group,
    grouped,
    header,
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
from tools.fake_slack.blocks.rules import faults_in_blocks, faults_in_view

Limit = tuple[int, Callable[[int], Json]]
IMAGE = {"type": "image", "alt_text": "x", "image_url": "https://example.com/i.png"}
CONFIRM = {"title": plain("x"), "text": plain("x"), "confirm": plain("x"), "deny": plain("x")}
VIDEO = {
    "type": "video",
    "alt_text": "x",
    "title": plain("x"),
    "thumbnail_url": "https://example.com/t.png",
    "video_url": "https://example.com/v",
}
FEEDBACK = {"text": plain("Good"), "value": "good"}
THUMBS = {"type": "feedback_buttons", "positive_button": FEEDBACK, "negative_button": FEEDBACK}


def confirmed(**part: Json) -> Json:
    return actions(button(confirm={**CONFIRM, **part}))


def buttons(count: int) -> list[Json]:
    return [button(number) for number in range(count)]


def icon(**more: object) -> Json:
    return {"type": "icon_button", "icon": "trash", "text": plain("Delete"), **more}


def container(**more: object) -> Json:
    return {"type": "container", "title": plain("x"), "child_blocks": [section("x")], **more}


def cells_of(characters: int) -> Json:
    """In two rows, the first almost empty."""
    made = data_table()
    made["rows"][1:] = [[{"type": "raw_text", "text": "x" * (characters - 1)}]]
    return made


BLOCKS: dict[str, Limit] = {
    "block id": (255, lambda n: {"type": "divider", "block_id": "b" * n}),
    "action id": (255, lambda n: actions(button(action_id="a" * n))),
    "section text": (3_000, lambda n: section("x" * n)),
    "fields": (10, lambda n: fields(*["x"] * n)),
    "field": (2_000, lambda n: fields("x" * n)),
    "header": (150, lambda n: header("x" * n)),
    "actions": (25, lambda n: actions(*buttons(n))),
    "context elements": (10, context),
    "button text": (75, lambda n: actions(button(text=plain("x" * n)))),
    "button value": (2_000, lambda n: actions(button(value="x" * n))),
    "button url": (3_000, lambda n: actions(button(url="x" * n))),
    "button label": (75, lambda n: actions(button(accessibility_label="x" * n))),
    "options": (100, lambda n: actions(select(options(n)))),
    "option groups": (
        100,
        lambda n: actions(grouped(*(group(prefix=f"{one}.") for one in range(n)))),
    ),
    "options of a group": (100, lambda n: actions(grouped(group(n)))),
    "option text": (75, lambda n: actions(select([option(words="x" * n)]))),
    "option value": (150, lambda n: actions(select([option("v" * n)]))),
    "option description": (
        75,
        lambda n: actions(select([option(description=plain("x" * n))])),
    ),
    "group label": (75, lambda n: actions(grouped(group(label="x" * n)))),
    "placeholder": (150, lambda n: actions(select(options(1), placeholder=plain("x" * n)))),
    "overflow": (5, lambda n: actions(chooser("overflow", n))),
    "checkboxes": (10, lambda n: actions(chooser("checkboxes", n))),
    "radio buttons": (10, lambda n: actions(chooser("radio_buttons", n))),
    "input label": (2_000, lambda n: asked(typed(), label=plain("x" * n))),
    "input hint": (2_000, lambda n: asked(typed(), hint=plain("x" * n))),
    "typed text": (3_000, lambda n: asked(typed(max_length=n))),
    "first typed text": (3_000, lambda n: asked(typed(initial_value="x" * n))),
    "files": (10, lambda n: asked(typed("file_input", max_files=n))),
    "confirm title": (100, lambda n: confirmed(title=plain("x" * n))),
    "confirm text": (300, lambda n: confirmed(text=mrkdwn("x" * n))),
    "confirm button": (30, lambda n: confirmed(confirm=plain("x" * n))),
    "deny button": (30, lambda n: confirmed(deny=plain("x" * n))),
    "image url": (3_000, lambda n: {**IMAGE, "image_url": "x" * n}),
    "image alt text": (2_000, lambda n: {**IMAGE, "alt_text": "x" * n}),
    "image title": (2_000, lambda n: {**IMAGE, "title": plain("x" * n)}),
    "markdown": (12_000, lambda n: {"type": "markdown", "text": "x" * n}),
    "context actions": (
        5,
        lambda n: {
            "type": "context_actions",
            "elements": [icon(action_id=str(i)) for i in range(n)],
        },
    ),
    "icon button text": (
        75,
        lambda n: {"type": "context_actions", "elements": [icon(text=plain("x" * n))]},
    ),
    "table rows": (100, lambda n: table(rows=n)),
    "table cells": (20, lambda n: table(cells=n)),
    "data table rows": (201, lambda n: data_table(rows=n)),
    "data table columns": (20, lambda n: data_table(cells=n)),
    "data table page": (100, lambda n: data_table(page_size=n)),
    "data table characters": (20_000, cells_of),
    "alert": (200, lambda n: {"type": "alert", "text": plain("x" * n)}),
    "card title": (150, lambda n: {"type": "card", "title": mrkdwn("x" * n)}),
    "card subtitle": (
        150,
        lambda n: {"type": "card", "title": mrkdwn("x"), "subtitle": mrkdwn("x" * n)},
    ),
    "card body": (200, lambda n: {"type": "card", "body": mrkdwn("x" * n)}),
    "card buttons": (3, lambda n: {"type": "card", "actions": buttons(n)}),
    "carousel": (
        10,
        lambda n: {"type": "carousel", "elements": [{"type": "card", "body": mrkdwn("x")}] * n},
    ),
    "container title": (150, lambda n: container(title=plain("x" * n))),
    "container subtitle": (150, lambda n: container(subtitle=mrkdwn("x" * n))),
    "container children": (10, lambda n: container(child_blocks=[section("x")] * n)),
    "video title": (199, lambda n: {**VIDEO, "title": plain("x" * n)}),
    "video author": (49, lambda n: {**VIDEO, "author_name": "x" * n}),
    "video alt text": (200, lambda n: {**VIDEO, "alt_text": "x" * n}),
}
FEWEST: dict[str, Limit] = {
    "options": (1, lambda n: actions(select(options(n)))),
    "overflow": (1, lambda n: actions(chooser("overflow", n))),
    "fields": (1, lambda n: fields(*["x"] * n)),
    "actions": (1, lambda n: actions(*buttons(n))),
    "data table rows": (2, lambda n: data_table(rows=n)),
    "data table page": (1, lambda n: data_table(page_size=n)),
    "table rows": (1, lambda n: table(rows=n)),
    "carousel": (
        1,
        lambda n: {"type": "carousel", "elements": [{"type": "card", "body": mrkdwn("x")}] * n},
    ),
    "container children": (1, lambda n: container(child_blocks=[section("x")] * n)),
    "files": (1, lambda n: asked(typed("file_input", max_files=n))),
}
VIEWS: dict[str, Limit] = {
    "blocks": (100, lambda n: modal(*[section("x")] * n)),
    "title": (24, lambda n: modal(section("x"), title=plain("x" * n))),
    "submit": (24, lambda n: modal(section("x"), submit=plain("x" * n))),
    "close": (24, lambda n: modal(section("x"), close=plain("x" * n))),
    "private metadata": (3_000, lambda n: modal(section("x"), private_metadata="x" * n)),
    "callback id": (255, lambda n: modal(section("x"), callback_id="x" * n)),
    "external id": (255, lambda n: modal(section("x"), external_id="x" * n)),
}
NEWER: dict[str, Json] = {
    "alert": {"type": "alert", "text": mrkdwn("x"), "level": "warning"},
    "card": {"type": "card", "hero_image": IMAGE},
    "carousel": {"type": "carousel", "elements": [{"type": "card", "title": mrkdwn("x")}]},
    "container": container(),
    "container with a rich title": {
        "type": "container",
        "rich_text_title": rich_text(),
        "child_blocks": [table()],
    },
    "context actions": {"type": "context_actions", "elements": [THUMBS, icon()]},
    "data table": data_table(),
    "file": {"type": "file", "external_id": "x", "source": "remote"},
    "markdown": {"type": "markdown", "text": "# x"},
    "plan": {
        "type": "plan",
        "title": "x",
        "tasks": [{"type": "task_card", "task_id": "1", "title": "x", "status": "pending"}],
    },
    "table": {**table(), "column_settings": [{"align": "right", "is_wrapped": True}]},
    "task card": {
        "type": "task_card",
        "task_id": "1",
        "title": "x",
        "status": "complete",
        "details": rich_text(),
    },
    "video": VIDEO,
}
EMPTY_NEWER: dict[str, Json] = {
    "card without anything to show": {"type": "card", "subtitle": mrkdwn("x")},
    "container without a title": {"type": "container", "child_blocks": [section("x")]},
    "alert of an unknown level": {"type": "alert", "text": plain("x"), "level": "loud"},
    "table with a cell of another kind": {"type": "table", "rows": [[plain("x")]]},
    "plan without a title": {"type": "plan"},
}


@pytest.mark.parametrize(("most", "block"), BLOCKS.values(), ids=BLOCKS)
def test_a_block_at_its_limit_is_taken_and_one_beyond_is_not(
    most: int, block: Callable[[int], Json]
) -> None:
    assert faults_in_blocks([block(most)]) == []
    assert faults_in_blocks([block(most + 1)])


@pytest.mark.parametrize(("least", "block"), FEWEST.values(), ids=FEWEST)
def test_a_block_with_too_little_in_it_is_refused(least: int, block: Callable[[int], Json]) -> None:
    assert faults_in_blocks([block(least)]) == []
    assert faults_in_blocks([block(least - 1)])


@pytest.mark.parametrize(("most", "view"), VIEWS.values(), ids=VIEWS)
def test_a_view_at_its_limit_is_taken_and_one_beyond_is_not(
    most: int, view: Callable[[int], Json]
) -> None:
    assert faults_in_view(view(most)) == []
    assert faults_in_view(view(most + 1))


@pytest.mark.parametrize("block", NEWER.values(), ids=NEWER)
def test_a_newer_kind_of_block_is_taken(block: Json) -> None:
    assert faults_in_blocks([block]) == []


@pytest.mark.parametrize("block", EMPTY_NEWER.values(), ids=EMPTY_NEWER)
def test_a_newer_kind_of_block_has_its_own_rules(block: Json) -> None:
    assert faults_in_blocks([block])
