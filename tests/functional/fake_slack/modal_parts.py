"""The small blocks of which tests make an app's modals, as Slack's JSON."""

from typing import Any


def text(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def option(value: str) -> dict[str, Any]:
    return {"text": text(value), "value": value}


def question(block_id: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    asked = {"action_id": "answer", **element}
    return {"type": "input", "block_id": block_id, "label": text(block_id), "element": asked} | more
