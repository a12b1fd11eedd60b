"""Emoji by the names Slack uses, from the emoji package; asked by reactions and by the page."""

from functools import cache
from typing import Any

import emoji

UP_FRONT = ("ticket", "eyes", "white_check_mark", "rotating_light")
OFTEN = (
    *("+1", "pray", "heart", "tada", "joy", "slightly_smiling_face", "grin", "thinking_face"),
    *("raised_hands", "clap", "wave", "muscle", "ok_hand", "fire", "100", "rocket"),
    *("hourglass_flowing_sand", "warning", "x", "question", "exclamation", "bulb", "bug", "wrench"),
    *("computer", "iphone", "printer", "lock", "key", "email", "calendar", "coffee"),
)
_FULLY_QUALIFIED = 2
_SLACKS_OWN = {"thumbs_up": "+1", "thumbs_down": "-1"}


@cache
def emoji_by_name() -> dict[str, str]:
    """Every name, also aliases; the name Slack shows comes first for each emoji."""
    names: dict[str, str] = {}
    for sign, entry in emoji.EMOJI_DATA.items():
        if entry["status"] == _FULLY_QUALIFIED and "skin_tone" not in entry["en"]:
            for name in _names(entry):
                names.setdefault(name, sign)
    return names


def _names(entry: dict[str, Any]) -> list[str]:
    english = entry["en"].strip(":")
    aliases = [alias.strip(":") for alias in entry.get("alias", ())]
    own = [_SLACKS_OWN[english]] if english in _SLACKS_OWN else []
    return [*own, *aliases, english]


def is_emoji(name: str) -> bool:
    """Whether Slack takes this as a reaction, with or without a skin tone."""
    stem, _, tone = name.partition("::")
    tones = {f"skin-tone-{number}" for number in range(2, 7)}
    return stem in emoji_by_name() and (not tone or tone in tones)
