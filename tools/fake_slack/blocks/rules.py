"""What Slack refuses in blocks and views, with pointers; asked before anything is stored or shown.

The kinds Deskbell's screens use have a full grammar here; newer kinds are left to slack_sdk.
"""

import copy
import json
from collections.abc import Iterator

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from tools.fake_slack.blocks.grammar import (
    Check,
    also,
    anything,
    boolean,
    by_type,
    fault,
    items,
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
    either_text,
    plain,
)
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.messages import Blocks, Json, JsonObject

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MARKDOWN_TOGETHER = 12_000
SERIALISED_BLOCKS = 13_200
VIEW_BYTES = 250_000


def _action_ids_differ(block: Json, at: str) -> Iterator[str]:
    ids = [one["action_id"] for one in block["elements"] if "action_id" in one]
    if len(ids) != len(set(ids)):
        yield fault("`action_id` must be unique within a block", at)


def _says_something(block: Json, at: str) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield fault("missing required field: text", at)


def _left_to_slack_sdk(block: Json, at: str) -> Iterator[str]:
    """Newer kinds; slack_sdk answers None for one it does not know."""
    try:
        known = Block.parse(block) if isinstance(block, dict) else None
        if known is None:
            yield fault(f"unsupported type: {_type_of(block)}", f"{at}/type")
        else:
            known.to_dict()
    except (SlackObjectFormationError, TypeError, ValueError, KeyError, AttributeError) as error:
        yield fault(f"failed to match all allowed schemas: {error}", at)


def _type_of(block: Json) -> str:
    return str(block.get("type")) if isinstance(block, dict) else type(block).__name__


_BESIDE_TEXT = {"button": BUTTON, "image": IMAGE, "overflow": OVERFLOW, **MENUS, **PICKERS}
_IN_ACTIONS = {"button": BUTTON, "overflow": OVERFLOW, **MENUS, **PICKERS}
_IN_CONTEXT = {"image": IMAGE, "plain_text": plain(2000), "mrkdwn": either_text(2000)}
_IN_INPUT = {**TYPED, **MENUS, **PICKERS}

_BLOCKS: dict[str, Check] = {
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
        _action_ids_differ,
    ),
    "image": record(
        {"alt_text": string(2000)},
        {"block_id": ID, "image_url": string(3000), "slack_file": anything, "title": plain(2000)},
    ),
    "input": record(
        {"label": plain(2000), "element": by_type(_IN_INPUT)},
        {"block_id": ID, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
}
_BLOCK = by_type(_BLOCKS, otherwise=_left_to_slack_sdk)
_MODAL = record(
    {"title": plain(24), "blocks": items(_BLOCK, 1, VIEW_BLOCKS)},
    {
        "submit": plain(24),
        "close": plain(24),
        "private_metadata": string(3000, 0),
        "callback_id": string(255, 0),
        "external_id": string(255, 0),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)
_HOME = record(
    {"blocks": items(_BLOCK, 1, VIEW_BLOCKS)},
    {
        "private_metadata": string(3000, 0),
        "callback_id": string(255, 0),
        "external_id": string(255, 0),
    },
)


def are_blocks(value: Json) -> bool:
    """Whether this is a list of objects at all (Slack: `invalid_blocks_format` otherwise)."""
    return isinstance(value, list) and all(isinstance(block, dict) for block in value)


def faults_in_blocks(blocks: Blocks, at: str = "/blocks") -> list[str]:
    return [*items(_BLOCK, 0, MESSAGE_BLOCKS)(blocks, at), *_over_all(blocks, at)]


def faults_in_view(view: JsonObject) -> list[str]:
    kind = view.get("type")
    if kind not in ("modal", "home"):
        return [fault("must be one of: modal, home", "/view/type")]
    faults = list((_MODAL if kind == "modal" else _HOME)(view, "/view"))
    if faults:
        return faults
    blocks = view["blocks"]
    if kind == "modal" and "submit" not in view and _has_input(blocks):
        faults.append(fault("missing required field: submit", "/view"))
    return faults + list(_over_all(blocks, "/view/blocks"))


def too_large(view: JsonObject) -> bool:
    return len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES


def too_long(blocks: Blocks) -> bool:
    return len(json.dumps(blocks, ensure_ascii=False)) > SERIALISED_BLOCKS


def _has_input(blocks: Blocks) -> bool:
    return any(block["type"] == "input" for block in blocks)


def _over_all(blocks: Blocks, at: str) -> Iterator[str]:
    ids = [str(block["block_id"]) for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        yield fault("`block_id` must be unique", at)
    markdown = sum(
        len(str(block.get("text", ""))) for block in blocks if block.get("type") == "markdown"
    )
    if markdown > MARKDOWN_TOGETHER:
        yield fault(f"must be less than {MARKDOWN_TOGETHER + 1} characters", at)


def as_stored(blocks: Blocks, ids: Ids) -> Blocks:
    """A copy in which every block and every interactive element has its id, as Slack keeps it."""
    stored: Blocks = copy.deepcopy(blocks)
    for block in stored:
        block.setdefault("block_id", ids.next(""))
        for element in elements_of(block):
            if element["type"] not in ("image", "plain_text", "mrkdwn"):
                element.setdefault("action_id", ids.next(""))
    return stored


def elements_of(block: JsonObject) -> list[JsonObject]:
    """The elements a person can touch, wherever the block keeps them."""
    if block["type"] in ("actions", "context", "context_actions"):
        return list(block["elements"])
    return [block[part] for part in ("accessory", "element") if part in block]
