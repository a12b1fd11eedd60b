"""Blocks, menus, messages and views for the tests of the referee, one part changed at a time."""

from typing import Any

from deskbell.usecases.slack_ports import Message
from tests.block_kit import faults_of

Json = dict[str, Any]

TABLE = {
    "type": "table",
    "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]],
}


def words(length: int = 4) -> Json:
    return {"type": "plain_text", "text": "x" * length}


def section(**parts: Any) -> Json:
    return {"type": "section", **parts}


def button(**changes: Any) -> Json:
    return {"type": "button", "text": words(), "action_id": "a", "value": "v", **changes}


def buttons(count: int) -> list[Json]:
    return [button(action_id=f"a{index}") for index in range(count)]


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(index: int = 0, text: int = 4, value: int = 0) -> Json:
    return {"text": words(text), "value": f"{index}" + "v" * value}


def options(count: int) -> list[Json]:
    return [option(index) for index in range(count)]


def select(**changes: Any) -> Json:
    return {"type": "static_select", "action_id": "a", "placeholder": words(), **changes}


def groups(*sizes: int, label: int = 4) -> list[Json]:
    return [
        {"label": words(label), "options": [option(100 * group + one) for one in range(size)]}
        for group, size in enumerate(sizes)
    ]


def form_field(element: Json, **changes: Any) -> Json:
    return {"type": "input", "label": words(), "element": element, **changes}


def typed(**changes: Any) -> Json:
    return {"type": "plain_text_input", "action_id": "a", **changes}


def confirm(**changes: Any) -> Json:
    parts = dict.fromkeys(("title", "text", "confirm", "deny"), words())
    return actions(button(confirm=parts | changes))


def modal(*blocks: Json, **changes: Any) -> Json:
    """With a field of its own; None leaves a part out."""
    view = {
        "type": "modal",
        "title": words(),
        "submit": words(),
        "blocks": [form_field(typed(), block_id="field"), *blocks],
        **changes,
    }
    return {name: part for name, part in view.items() if part is not None}


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks)}


def said(*blocks: Json) -> Message:
    return Message("x", list(blocks))


def menu(*options: Json, kind: str = "static_select") -> Json:
    placeholder = {"placeholder": words()} if kind == "static_select" else {}
    return actions({"type": kind, "action_id": "a", "options": list(options), **placeholder})


def refused(sent: Message | Json, code: str) -> bool:
    """Whether the referee refuses it by this rule."""
    return any(fault.startswith(f"{code}:") for fault in faults_of(sent))
