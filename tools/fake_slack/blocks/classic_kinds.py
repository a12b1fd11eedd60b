"""The kinds of blocks that every client shows, word for word as Slack checks them; for rules.py."""

from collections.abc import Iterator

from tools.fake_slack.blocks.grammar import (
    Check,
    Fault,
    also,
    anything,
    boolean,
    by_type,
    items,
    missing,
    record,
    string,
)
from tools.fake_slack.blocks.pieces import (
    BUTTON,
    ID,
    IMAGE,
    MENUS,
    OVERFLOW,
    PICKERS,
    TYPED,
    WORKFLOW_BUTTON,
    either_text,
    one_source,
    plain,
)
from tools.fake_slack.state.messages import Json


def action_ids_differ(block: Json, at: str) -> Iterator[Fault]:
    ids = [one["action_id"] for one in block["elements"] if "action_id" in one]
    if len(ids) != len(set(ids)):
        yield Fault("`action_id` must be unique within a block", at)


def _says_something(block: Json, at: str) -> Iterator[Fault]:
    if "text" not in block and "fields" not in block:
        yield missing("text", at)


_TOUCHED = {
    "button": BUTTON,
    "workflow_button": WORKFLOW_BUTTON,
    "overflow": OVERFLOW,
    **MENUS,
    **PICKERS,
}
_BESIDE_TEXT = {**_TOUCHED, "image": IMAGE}
_IN_ACTIONS = {**_TOUCHED, "rich_text_input": TYPED["rich_text_input"]}
_IN_CONTEXT = {"image": IMAGE, "plain_text": plain(2000), "mrkdwn": either_text(2000)}
_IN_INPUT = {**TYPED, **MENUS, **PICKERS}

CLASSIC: dict[str, Check] = {
    "section": also(
        record(
            {},
            {
                "block_id": ID,
                "text": either_text(3000),
                "fields": items(either_text(2000), 1, 10),
                "accessory": by_type(_BESIDE_TEXT),
                "expand": boolean,
            },
        ),
        _says_something,
    ),
    "header": record({"text": plain(150)}, {"block_id": ID}),
    "divider": record({}, {"block_id": ID}),
    "context": record({"elements": items(by_type(_IN_CONTEXT), 1, 10)}, {"block_id": ID}),
    "actions": also(
        record({"elements": items(by_type(_IN_ACTIONS), 1, 25)}, {"block_id": ID}),
        action_ids_differ,
    ),
    "image": also(
        record(
            {"alt_text": string(2000)},
            {
                "block_id": ID,
                "image_url": string(3000),
                "slack_file": anything,
                "title": plain(2000),
            },
        ),
        one_source,
    ),
    "input": record(
        {"label": plain(2000), "element": by_type(_IN_INPUT)},
        {"block_id": ID, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
}
