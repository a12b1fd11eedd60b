"""What Slack refuses in blocks and views, with pointers; asked before anything is stored or shown.

Three look at each block, the next one only where the one before found nothing: the grammar, with
Slack's limits and words; the schema of @slack/types; the models of slack_sdk.
"""

import copy
import json
from collections.abc import Iterator

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tools.fake_slack.blocks.classic_kinds import CLASSIC
from tools.fake_slack.blocks.grammar import (
    MISFIT,
    Check,
    Fault,
    also,
    boolean,
    by_type,
    items,
    longer_than,
    missing,
    parts,
    record,
    string,
)
from tools.fake_slack.blocks.newer_kinds import NEWER, container
from tools.fake_slack.blocks.pieces import plain
from tools.fake_slack.blocks.schema import faults_of_frame, faults_of_shape
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.messages import Blocks, Json, JsonObject

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MARKDOWN_TOGETHER = 12_000
SERIALISED_BLOCKS = 13_200
TABLES = 1
VIEW_BYTES = 250_000
_SDK_FAULTS = (SlackObjectFormationError, TypeError, ValueError, KeyError, AttributeError)


def _sdk_takes_block(block: Json, at: str) -> Iterator[Fault]:
    """It answers None for a kind it does not know: the others judge that one."""
    try:
        if known := Block.parse(copy.deepcopy(block)):
            known.to_dict()
    except _SDK_FAULTS as error:
        yield Fault(f"{MISFIT}: {error}", at)


def _sdk_takes_frame(view: Json, at: str) -> Iterator[Fault]:
    """With one block in place of the view's own, which were looked at already."""
    try:
        View(**copy.deepcopy({**view, "blocks": [{"type": "divider"}]})).to_dict()
    except _SDK_FAULTS as error:
        yield Fault(f"{MISFIT}: {error}", at)


def _input_is_sent(view: Json, at: str) -> Iterator[Fault]:
    if "submit" not in view and any(
        block["type"] == "input" for block in every_block(view["blocks"])
    ):
        yield missing("submit", at)


_OBJECT = parts({})
_ALONE = {**CLASSIC, **NEWER}
_LIMITS = by_type({**_ALONE, "container": container(by_type(_ALONE, _OBJECT))}, _OBJECT)
_BLOCK = also(_LIMITS, faults_of_shape, _sdk_takes_block)
_FRAME: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_HOME = record({"blocks": items(_BLOCK, 1, VIEW_BLOCKS)}, _FRAME)
_MODAL = record(
    {"title": plain(24), "blocks": items(_BLOCK, 1, VIEW_BLOCKS)},
    {
        **_FRAME,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
    },
)
_VIEW = also(
    by_type({"modal": also(_MODAL, _input_is_sent), "home": _HOME}),
    faults_of_frame,
    _sdk_takes_frame,
)


def are_blocks(value: Json) -> bool:
    """Whether this is a list of objects at all (Slack: `invalid_blocks_format` otherwise)."""
    return isinstance(value, list) and all(isinstance(block, dict) for block in value)


def check_message(blocks: Blocks, at: str) -> list[Fault]:
    """`at` is the JSON pointer to the message's blocks."""
    faults = [*items(_BLOCK, 0, MESSAGE_BLOCKS)(blocks, at), *_over_all(blocks, at)]
    if sum(block.get("type") == "table" for block in blocks) > TABLES:
        faults.append(Fault("only_one_table_allowed", at))
    return faults


def check_view(view: JsonObject, at: str) -> list[Fault]:
    if view.get("type") not in ("modal", "home"):
        return [Fault("must be one of: modal, home", f"{at}/type")]
    return list(_VIEW(view, at)) or list(_over_all(view["blocks"], f"{at}/blocks"))


def faults_in_blocks(blocks: Blocks, at: str = "/blocks") -> list[str]:
    """As most answers tell them."""
    return [str(fault) for fault in check_message(blocks, at)]


def faults_in_view(view: JsonObject) -> list[str]:
    return [str(fault) for fault in check_view(view, "/view")]


def too_large(view: JsonObject) -> bool:
    return len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES


def too_long(blocks: Blocks, longest: int = SERIALISED_BLOCKS) -> bool:
    return len(json.dumps(blocks, ensure_ascii=False)) > longest


def _over_all(blocks: Blocks, at: str) -> Iterator[Fault]:
    ids = [str(block["block_id"]) for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        yield Fault("`block_id` must be unique", at)
    markdown = [str(block.get("text")) for block in blocks if block.get("type") == "markdown"]
    if len(markdown) > 1 and sum(map(len, markdown)) > MARKDOWN_TOGETHER:
        yield longer_than(MARKDOWN_TOGETHER, at)


def as_stored(blocks: Blocks, ids: Ids) -> Blocks:
    """A copy in which every block and every interactive element has its id, as Slack keeps it."""
    stored: Blocks = copy.deepcopy(blocks)
    for block in every_block(stored):
        block.setdefault("block_id", ids.next(""))
        for element in elements_of(block):
            if element["type"] not in ("image", "plain_text", "mrkdwn"):
                element.setdefault("action_id", ids.next(""))
    return stored


def every_block(blocks: Blocks) -> Iterator[JsonObject]:
    """Also those inside containers, and the cards of carousels."""
    for block in blocks:
        yield block
        yield from block.get("child_blocks", [])
        yield from block["elements"] if block["type"] == "carousel" else []


def elements_of(block: JsonObject) -> list[JsonObject]:
    """The elements a person can touch, wherever the block keeps them."""
    if block["type"] in ("actions", "context", "context_actions"):
        return list(block["elements"])
    if block["type"] == "card":
        return list(block.get("actions", []))
    return [block[part] for part in ("accessory", "element") if part in block]
