"""The small parts of which the tests make blocks, and the blocks that any Slack refuses."""

from typing import Any

Json = dict[str, Any]


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def button(number: int = 0, **more: Any) -> Json:
    return {"type": "button", "action_id": f"a{number}", "text": plain("Take"), **more}


def option(value: str = "v", words: str = "text", **more: Any) -> Json:
    return {"text": plain(words), "value": value, **more}


def options(count: int, prefix: str = "") -> list[Json]:
    return [option(f"{prefix}{number}") for number in range(count)]


def group(count: int = 1, label: str = "group", prefix: str = "") -> Json:
    return {"label": plain(label), "options": options(count, prefix)}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def select(chosen_from: list[Json], **more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": chosen_from, **more}


def grouped(*groups: Json) -> Json:
    return {"type": "static_select", "action_id": "s", "option_groups": list(groups)}


def chooser(kind: str, count: int) -> Json:
    """An overflow menu, checkboxes or radio buttons."""
    return {"type": kind, "action_id": "o", "options": options(count)}


def section(words: str, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(words), **more}


def fields(*words: str) -> Json:
    return {"type": "section", "fields": [mrkdwn(one) for one in words]}


def context(count: int) -> Json:
    return {"type": "context", "elements": [mrkdwn("x")] * count}


def header(words: str) -> Json:
    return {"type": "header", "text": plain(words)}


def asked(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("x"), "element": element, **more}


def typed(kind: str = "plain_text_input", **more: Any) -> Json:
    return {"type": kind, "action_id": "a", **more}


def rich_text(words: str = "x") -> Json:
    inside = [{"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}]
    return {"type": "rich_text", "elements": inside}


def table(rows: int = 1, cells: int = 1, words: str = "x") -> Json:
    return {"type": "table", "rows": rows_of(rows, cells, words)}


def data_table(rows: int = 2, cells: int = 1, words: str = "x", **more: Any) -> Json:
    return {"type": "data_table", "caption": "x", "rows": rows_of(rows, cells, words), **more}


def rows_of(rows: int, cells: int, words: str) -> list[list[Json]]:
    return [[{"type": "raw_text", "text": words}] * cells] * rows


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("t"), "blocks": list(blocks), **more}


WRONG: dict[str, Json] = {
    "unknown block type": {"type": "sectoin", "text": plain("x")},
    "section text of 3,001": section("x" * 3_001),
    "section text empty": section(""),
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
    "overflow with 6": actions(chooser("overflow", 6)),
    "no option": actions(select([])),
    "101 options": actions(select(options(101))),
    "option text of 76": actions(select([option(words="x" * 76)])),
    "option value of 151": actions(select([option("v" * 151)])),
    "block id of 256": {"type": "divider", "block_id": "b" * 256},
    "divider with an unknown property": {"type": "divider", "colour": "red"},
    "image without alt text": {"type": "image", "image_url": "https://example.com/i.png"},
    "markdown of 12,001": {"type": "markdown", "text": "x" * 12_001},
    "task card without status": {"type": "task_card", "task_id": "1", "title": "x"},
    "container without title and children": {"type": "container"},
    "data table without rows and caption": {"type": "data_table"},
}
"""Those of the list by which checkers of blocks are compared."""
