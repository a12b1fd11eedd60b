"""Slack's cursors: a page of a list and where the next one starts."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api.arguments import Arguments, Refused

T = TypeVar("T")


def page(
    name: str, everything: Sequence[T], args: Arguments, *, usual: int = 100, most: int = 999
) -> tuple[Sequence[T], JsonObject]:
    """The page asked for, and its `response_metadata`; a cursor belongs to one list `name`."""
    limit = args.number("limit", usual, most)
    start = _start(name, args.text("cursor") or "")
    rest = start + limit < len(everything)
    cursor = base64.urlsafe_b64encode(f"{name}:{start + limit}".encode()).decode() if rest else ""
    return everything[start : start + limit], {"next_cursor": cursor}


def _start(name: str, cursor: str) -> int:
    if not cursor:
        return 0
    try:
        owner, _, start = base64.urlsafe_b64decode(cursor).decode().rpartition(":")
        if owner == name:
            return int(start)
    except (binascii.Error, ValueError):
        pass
    raise Refused("invalid_cursor")
