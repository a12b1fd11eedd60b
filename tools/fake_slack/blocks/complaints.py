"""What Slack's client checks in a form before it sends it; submissions.py asks."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import PurePath
from urllib.parse import urlsplit

from tools.fake_slack.blocks.client_words import say
from tools.fake_slack.blocks.values import FIELDS, Values, holding, value_in
from tools.fake_slack.state.messages import Blocks, Json, JsonObject

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
LONGEST_TEXT = 3000
MOST_FILES = 10

Complaint = str | None


def complaints(
    blocks: Blocks, values: Values, locale: str | None, current: str | None = None
) -> dict[str, str]:
    """By block id, in the person's language; only input blocks are checked."""
    found = {}
    for block, element in holding(blocks):
        if block["type"] != "input":
            continue
        value = value_in(values, block, element, current)
        complaint = _complaint(block, element, value, locale)
        if complaint:
            found[block["block_id"]] = complaint
    return found


def _complaint(
    block: JsonObject, element: JsonObject, value: Json, locale: str | None
) -> Complaint:
    if _is_empty(value):
        return None if block.get("optional") else say("required", locale)
    check = _CHECKS.get(element["type"])
    if check:
        return check(element, value, locale)
    return _too_many(element, value, locale) if FIELDS[element["type"]].is_many else None


def _is_empty(value: Json) -> bool:
    return value in (None, []) or (isinstance(value, str) and not value.strip())


def _text(element: JsonObject, value: Json, locale: str | None) -> Complaint:
    longest, shortest = element.get("max_length", LONGEST_TEXT), element.get("min_length", 0)
    if len(value) > longest:
        return say("too_long", locale, longest)
    return say("too_short", locale, shortest) if len(value) < shortest else None


def _email(_element: JsonObject, value: Json, locale: str | None) -> Complaint:
    return None if EMAIL.fullmatch(value) else say("email", locale)


def _url(_element: JsonObject, value: Json, locale: str | None) -> Complaint:
    parts = urlsplit(value)
    is_link = parts.scheme in ("http", "https") and parts.hostname and " " not in value
    return None if is_link else say("url", locale)


def _number(element: JsonObject, value: Json, locale: str | None) -> Complaint:
    if not NUMBER.fullmatch(value):
        return say("number", locale)
    if "." in value and not element["is_decimal_allowed"]:
        return say("whole_number", locale)
    number = Decimal(value)
    if "min_value" in element and number < Decimal(element["min_value"]):
        return say("too_small", locale, element["min_value"])
    if "max_value" in element and number > Decimal(element["max_value"]):
        return say("too_big", locale, element["max_value"])
    return None


def _too_many(element: JsonObject, value: Json, locale: str | None) -> Complaint:
    most = element.get("max_selected_items")
    return say("too_many", locale, most) if most and len(value) > most else None


def _files(element: JsonObject, value: Json, locale: str | None) -> Complaint:
    most, kinds = element.get("max_files", MOST_FILES), element.get("filetypes")
    if len(value) > most:
        return say("too_many_files", locale, most)
    if kinds and any(_ending(file["name"]) not in kinds for file in value):
        return say("filetype", locale, ", ".join(kinds))
    return None


def _ending(name: str) -> str:
    """`filetypes` are endings of names, not the words that files have for their kind."""
    return PurePath(name).suffix.lstrip(".").lower()


_CHECKS: dict[str, Callable[[JsonObject, Json, str | None], Complaint]] = {
    "plain_text_input": _text,
    "email_text_input": _email,
    "url_text_input": _url,
    "number_input": _number,
    "file_input": _files,
}
