"""The button that cancels a guided request, which asks once more: it cannot be taken back."""

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering.blocks import Block, button, plain
from deskbell.domain.ids import Ref
from deskbell.domain.inputs import Button

_TITLE, _TEXT, _ANSWER = 100, 300, 30
"""Slack's limits of the question."""


def cancel_button(request: Ref, language: str) -> Block:
    def words(name: str, limit: int) -> Block:
        return plain(translate(f"card.task.cancel.{name}", language), limit)

    label = translate("button.request_cancel", language)
    asks = {
        "title": words("title", _TITLE),
        "text": words("text", _TEXT),
        "confirm": words("yes", _ANSWER),
        "deny": words("no", _ANSWER),
        "style": "danger",
    }
    return button(Button.REQUEST_CANCEL, label, label, str(request)) | {"confirm": asks}
