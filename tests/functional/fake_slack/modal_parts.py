"""The small blocks of which tests make an app's modals, as Slack's JSON, and how they open."""

from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from starlette.responses import Response

from tests.functional.fake_slack.harness import Received


def text(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def option(value: str) -> dict[str, Any]:
    return {"text": text(value), "value": value}


def question(block_id: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    asked = {"action_id": "answer", **element}
    return {"type": "input", "block_id": block_id, "label": text(block_id), "element": asked} | more


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One that can be sent."""
    shape = {"type": "modal", "callback_id": "form", "title": text("Form"), "submit": text("Send")}
    return {**shape, "blocks": list(blocks), **more}


def opens(web: WebClient, view: dict[str, Any]) -> Callable[[Received], Response]:
    """An app that answers every interaction or command by opening this modal."""

    def answer(received: Received) -> Response:
        fields = received.fields
        trigger = fields.get("trigger_id") or received.payload["trigger_id"]
        web.views_open(trigger_id=trigger, view=view)
        return Response()

    return answer
