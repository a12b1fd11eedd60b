"""Slack's cursors: a page of a list and where the next one starts."""

import base64
import binascii
import re
from collections.abc import Sequence
from typing import TypeVar

from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api.arguments import Arguments, Refused

T = TypeVar("T")
_NUMBER, _TS = re.compile(r"[0-9]{1,9}"), re.compile(r"[0-9]{10}\.[0-9]{6}")


def page(
    name: str, everything: Sequence[T], args: Arguments, *, usual: int = 100, most: int = 999
) -> tuple[Sequence[T], JsonObject]:
    """The page asked for, and its `response_metadata`; a cursor belongs to one list `name`."""
    limit = args.number("limit", usual, most)
    start = int(place_of(name, args, _NUMBER) or 0)
    rest = start + limit < len(everything)
    following = cursor_to(name, str(start + limit)) if rest else ""
    return everything[start : start + limit], {"next_cursor": following}


def cursor_to(name: str, place: str) -> str:
    """`place` is where the next page of the list starts: a number or a ts."""
    return base64.urlsafe_b64encode(f"{name}:{place}".encode()).decode()


def place_of(name: str, args: Arguments, form: re.Pattern[str] = _TS) -> str:
    """Where the page asked for starts; an empty text is the start of the list."""
    cursor = args.text("cursor")
    if not cursor:
        return ""
    try:
        owner, _, place = base64.urlsafe_b64decode(cursor).decode().rpartition(":")
    except (binascii.Error, ValueError):
        raise Refused("invalid_cursor") from None
    if owner != name or not form.fullmatch(place):
        raise Refused("invalid_cursor")
    return place
