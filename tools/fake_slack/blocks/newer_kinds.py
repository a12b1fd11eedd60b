"""How long the newer kinds of blocks may be; rules.py asks, the schema knows their shape.

Limits that Slack does not publish are those of the package slackblocks 3.0.0.
"""

from collections.abc import Iterator

from tools.fake_slack.blocks.grammar import (
    Check,
    Fault,
    also,
    anything,
    by_type,
    items,
    longer_than,
    missing,
    parts,
    string,
    whole_number,
)
from tools.fake_slack.blocks.pieces import BUTTON, CONFIRM, ID, IMAGE, either_text, mrkdwn, plain
from tools.fake_slack.state.messages import Json

CELLS_TOGETHER = 20_000
_ICON_BUTTON = parts(
    {"text": plain(75), "action_id": ID, "value": string(2000), "confirm": CONFIRM}
)
_FEEDBACK = parts({"text": plain(75), "value": string(2000), "accessibility_label": string(75)})
_FEEDBACK_BUTTONS = parts(
    {"action_id": ID, "positive_button": _FEEDBACK, "negative_button": _FEEDBACK}
)
_CARD_HAS = ("hero_image", "title", "actions", "body")
_CONTAINER_TITLES = ("title", "rich_text_title")


def _card_shows_something(block: Json, at: str) -> Iterator[Fault]:
    if not any(block.get(name) for name in _CARD_HAS):
        yield Fault(f"must provide at least one of {', '.join(_CARD_HAS)}", at)


def _container_has_a_title(block: Json, at: str) -> Iterator[Fault]:
    if not any(name in block for name in _CONTAINER_TITLES):
        yield missing("title", at)


def _cells_fit_together(block: Json, at: str) -> Iterator[Fault]:
    cells = [cell for row in block.get("rows", []) for cell in row]
    if sum(_length(cell) for cell in cells) > CELLS_TOGETHER:
        yield longer_than(CELLS_TOGETHER, f"{at}/rows")


def _length(part: Json) -> int:
    """Of all texts in a cell, however deep."""
    if isinstance(part, list):
        return sum(_length(one) for one in part)
    if not isinstance(part, dict):
        return 0
    own = part.get("text")
    return len(own) if isinstance(own, str) else _length(part.get("elements"))


def _rows(least: int, most: int, widest: int) -> Check:
    return items(items(anything, 1, widest), least, most)


def _block(limits: dict[str, Check]) -> Check:
    return parts({"block_id": ID, **limits})


CARD = also(
    _block(
        {
            "title": mrkdwn(150),
            "subtitle": mrkdwn(150),
            "body": mrkdwn(200),
            "actions": items(BUTTON, 1, 3),
            "hero_image": IMAGE,
            "icon": IMAGE,
        }
    ),
    _card_shows_something,
)
NEWER: dict[str, Check] = {
    "alert": _block({"text": either_text(200)}),
    "card": CARD,
    "carousel": _block({"elements": items(CARD, 1, 10)}),
    "context_actions": _block(
        {
            "elements": items(
                by_type({"feedback_buttons": _FEEDBACK_BUTTONS, "icon_button": _ICON_BUTTON}), 1, 5
            )
        }
    ),
    "data_table": also(
        _block({"rows": _rows(2, 201, 20), "page_size": whole_number(1, 100)}),
        _cells_fit_together,
    ),
    "file": _block({"external_id": ID}),
    "markdown": _block({"text": string(12_000)}),
    "plan": _block({"title": string(3000)}),
    "rich_text": _block({"elements": items(anything, 1, 3000)}),
    "table": _block({"rows": _rows(1, 100, 20), "column_settings": items(anything, 0, 20)}),
    "task_card": _block({"title": string(3000), "task_id": ID}),
    "video": _block({"title": plain(199), "author_name": string(49), "alt_text": string(200)}),
}
"""Of videos Slack says "less than" 200 and 50."""


def container(child: Check) -> Check:
    """`child` checks the blocks in it."""
    limits = {
        "title": plain(150),
        "subtitle": either_text(150),
        "child_blocks": items(child, 1, 10),
        "icon": IMAGE,
    }
    return also(_block(limits), _container_has_a_title)
