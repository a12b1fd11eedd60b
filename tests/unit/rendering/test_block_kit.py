"""The validator itself: the wrong blocks of slack.md 12.1 are refused, right ones are not."""

from typing import Any

import pytest

from deskbell.usecases.slack_ports import Message
from tests.block_kit import block_faults, message_faults, view_faults


def _text(length: int = 4) -> dict[str, Any]:
    return {"type": "plain_text", "text": "x" * length}


def _section(**parts: Any) -> dict[str, Any]:
    return {"type": "section", **parts}


def _button(**changes: Any) -> dict[str, Any]:
    return {"type": "button", "text": _text(), "action_id": "a", "value": "v", **changes}


def _buttons(count: int) -> list[dict[str, Any]]:
    return [_button(action_id=f"a{index}") for index in range(count)]


def _actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def _option(index: int = 0, text: int = 4, value: int = 0) -> dict[str, Any]:
    return {"text": _text(text), "value": f"{index}" + "v" * value}


def _menu(*options: dict[str, Any], kind: str = "static_select") -> dict[str, Any]:
    placeholder = {"placeholder": _text()} if kind == "static_select" else {}
    return _actions({"type": kind, "action_id": "a", "options": list(options), **placeholder})


WRONG = {
    "unknown block type": {"type": "sektion", "text": _text()},
    "section text 3001": _section(text=_text(3001)),
    "section text empty": _section(text=_text(0)),
    "section without text and fields": _section(),
    "11 fields": _section(fields=[_text()] * 11),
    "field of 2001": _section(fields=[_text(2001)]),
    "header 151": {"type": "header", "text": _text(151)},
    "header with mrkdwn": {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    "26 action elements": _actions(*_buttons(26)),
    "two elements with one action_id": _actions(_button(), _button()),
    "button text 76": _actions(_button(text=_text(76))),
    "button value 2001": _actions(_button(value="v" * 2001)),
    "button style blue": _actions(_button(style="blue")),
    "11 context elements": {"type": "context", "elements": [_text()] * 11},
    "overflow with 6 options": _menu(*(_option(n) for n in range(6)), kind="overflow"),
    "static select with no option": _menu(),
    "static select with 101": _menu(*(_option(n) for n in range(101))),
    "option text 76": _menu(_option(text=76)),
    "option value 151": _menu(_option(value=150)),
    "block_id of 256": {"type": "divider", "block_id": "b" * 256},
    "divider with an unknown property": {"type": "divider", "colour": "red"},
    "image without alt text": {"type": "image", "image_url": "https://example.com/a.png"},
    "markdown 12001": {"type": "markdown", "text": "x" * 12_001},
    "task_card without status": {"type": "task_card", "task_id": "t", "title": "x"},
    "container without title and children": {"type": "container"},
    "data_table without rows and caption": {"type": "data_table"},
}
RIGHT = {
    "section": _section(text=_text(3000)),
    "fields": _section(fields=[_text(2000)] * 4),
    "header": {"type": "header", "text": _text(150)},
    "buttons": _actions(*_buttons(25)),
    "menu": _menu(*(_option(n, text=75, value=140) for n in range(100))),
    "table": {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]],
    },
    "alert": {"type": "alert", "text": {"type": "mrkdwn", "text": "x"}, "level": "info"},
}


@pytest.mark.parametrize("name", WRONG)
def test_each_wrong_block_is_refused(name: str) -> None:
    assert block_faults([WRONG[name]])


@pytest.mark.parametrize("name", RIGHT)
def test_right_blocks_at_their_limits_are_accepted(name: str) -> None:
    assert block_faults([RIGHT[name]]) == []


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (Message("x", [{"type": "divider"}] * 51), "M1"),
        (Message("x", [_section(text=_text(2500)) for _ in range(4)]), "M3"),
        (Message(" ", []), "M4"),
        (Message("x" * 4001, []), "M4"),
        (Message("<!here> help", []), "X1"),
        (Message("x", [_section(text={"type": "mrkdwn", "text": "<!channel>"})]), "X1"),
        (Message("x", [{"type": "divider", "block_id": "b"}] * 2), "B1"),
    ],
)
def test_a_message_that_slack_would_refuse_or_that_pings_is_refused(
    message: Message, code: str
) -> None:
    assert [fault for fault in message_faults(message) if fault.startswith(code)]


def test_a_date_token_pings_nobody() -> None:
    assert message_faults(Message("<!date^1^{time}|now>", [])) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": _text(25)}, "slack_sdk"),
        ({"private_metadata": "x" * 3001}, "V3"),
        ({"submit": None}, "V1"),
        ({"colour": "red"}, "schema"),
    ],
)
def test_a_wrong_view_is_refused(changes: dict[str, Any], code: str) -> None:
    view = {
        "type": "modal",
        "title": _text(24),
        "submit": _text(24),
        "blocks": [
            {
                "type": "input",
                "block_id": "b",
                "label": _text(),
                "element": {"type": "plain_text_input", "action_id": "a"},
            }
        ],
    }
    assert view_faults(view) == []
    changed = {name: value for name, value in {**view, **changes}.items() if value is not None}
    assert [fault for fault in view_faults(changed) if fault.startswith(code)]
