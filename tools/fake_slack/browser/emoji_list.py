"""The emoji a person can pick, in Slack's order and categories; the page's picker asks once."""

import json
from functools import cache
from pathlib import Path

import emoji

from tools.fake_slack.blocks.emoji_names import OFTEN, UP_FRONT, emoji_by_name
from tools.fake_slack.state.messages import JsonObject

CATEGORIES = Path(__file__).with_name("emoji_categories.json")
NOT_PICKED = "Component"
"""Skin tones alone."""
_FIRST_TONE = "\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}"
_DRAWN_IN_COLOUR = "\N{VARIATION SELECTOR-16}"


@cache
def emoji_list() -> JsonObject:
    """`toned` are those that come in skin tones."""
    signs = emoji_by_name()
    return {
        "up_front": UP_FRONT,
        "often": OFTEN,
        "emoji": signs,
        "categories": _categories(signs),
        "toned": [name for name, sign in signs.items() if _has_tones(sign)],
    }


def _categories(signs: dict[str, str]) -> list[JsonObject]:
    parts: dict[str, dict[str, list[str]]] = json.loads(CATEGORIES.read_text(encoding="utf-8"))
    return [
        {"name": name, "emoji": [one for names in part.values() for one in names if one in signs]}
        for name, part in parts.items()
        if name != NOT_PICKED
    ]


def _has_tones(sign: str) -> bool:
    return sign.replace(_DRAWN_IN_COLOUR, "") + _FIRST_TONE in emoji.EMOJI_DATA
