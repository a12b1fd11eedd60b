"""The few Block Kit blocks that cards and notices are made of, cut to Slack's limits.

Called by cards.py and notices.py; limits are those of slack.md 10. Text objects are verbatim,
so that Slack does not turn words into links or mentions by itself.
"""

import json
import zlib
from collections.abc import Mapping, Sequence

from deskbell.domain.graphemes import cut

Block = dict[str, object]

TEXT_LIMIT = 3_000
CONTEXT_LIMIT = 2_000
HEADER_LIMIT = 150
BUTTON_LIMIT = 75


def mrkdwn(text: str, limit: int = TEXT_LIMIT) -> Block:
    return {"type": "mrkdwn", "text": cut(text, limit), "verbatim": True}


def plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": cut(text, limit), "emoji": False}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER_LIMIT)}


def section(text: str) -> Block:
    return {"type": "section", "text": mrkdwn(text)}


def context(text: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text, CONTEXT_LIMIT)]}


def actions(buttons: Sequence[Block]) -> Block:
    return {"type": "actions", "elements": list(buttons)}


def button(action: str, text: str, label: str, value: str, *, primary: bool = False) -> Block:
    """`label` is for screen readers; `value` comes back with the press, trusted by nobody. Slack
    takes no empty one."""
    block: Block = {
        "type": "button",
        "action_id": action,
        "text": plain(text, BUTTON_LIMIT),
        "accessibility_label": cut(label, BUTTON_LIMIT),
    }
    if value:
        block["value"] = value
    return block | {"style": "primary"} if primary else block


def identified(blocks: Mapping[str, Block]) -> list[Block]:
    """Each block with an id from its name and content: a changed block has a new id, as Slack
    wants it on an update (slack.md 5.4), an unchanged one keeps its own."""
    return [
        block | {"block_id": f"{name}.{zlib.crc32(json.dumps(block).encode()):08x}"}
        for name, block in blocks.items()
    ]
