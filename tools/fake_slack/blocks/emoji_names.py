"""Emoji by the names Slack uses, from the emoji package; reactions, composer and page ask."""

import re
from collections.abc import Iterator
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
_VARIANT = "\ufe0f"
_TONE = re.compile("[\U0001f3fb-\U0001f3ff]")
_LIGHTEST, _LIGHTEST_NUMBER = 0x1F3FB, 2
_TONE_OF_NAME = "::skin-tone-"
_REGIONAL_A, _REGIONAL_Z, _LETTERS_OF_A_FLAG = 0x1F1E6, 0x1F1FF, 2
_SLACKS_OWN = {"thumbs_up": "+1", "thumbs_down": "-1"}


@cache
def emoji_by_name() -> dict[str, str]:
    """Every name, also aliases; the name Slack shows comes first for each emoji."""
    names: dict[str, str] = {}
    for sign, entry in emoji.EMOJI_DATA.items():
        if entry["status"] == _FULLY_QUALIFIED and "skin_tone" not in entry["en"]:
            for name in _names(sign, entry):
                names.setdefault(name, sign)
    return names


def _names(sign: str, entry: dict[str, Any]) -> list[str]:
    english = entry["en"].strip(":")
    aliases = [alias.strip(":") for alias in entry.get("alias", ())]
    own = [_SLACKS_OWN[english]] if english in _SLACKS_OWN else _flag(sign)
    return [*own, *aliases, english]


def _flag(sign: str) -> list[str]:
    """A country's flag is two letters of an alphabet of its own: flag-kr."""
    letters = "".join(chr(ord(one) - _REGIONAL_A + ord("a")) for one in sign if _is_letter(one))
    is_flag = len(letters) == len(sign) == _LETTERS_OF_A_FLAG
    return [f"flag-{letters}"] if is_flag else []


def _is_letter(sign: str) -> bool:
    return _REGIONAL_A <= ord(sign) <= _REGIONAL_Z


def is_emoji(name: str) -> bool:
    """Whether Slack takes this as a reaction, with or without a skin tone."""
    stem, _, tone = name.partition("::")
    tones = {f"skin-tone-{number}" for number in range(2, 7)}
    return stem in emoji_by_name() and (not tone or tone in tones)


def unicode_of(name: str) -> str:
    """The code points of an emoji as rich text tells them, such as 1f44b-1f3fb."""
    stem, _, tone = name.partition(_TONE_OF_NAME)
    sign = emoji_by_name()[stem]
    toned = chr(_LIGHTEST + int(tone) - _LIGHTEST_NUMBER) if tone else ""
    return "-".join(f"{ord(point):04x}" for point in sign + toned)


def named_emoji(text: str) -> Iterator[tuple[str | None, str]]:
    """Text in parts: each emoji that has a name with it, all else without one."""
    done = 0
    for found in [] if text.isascii() else emoji.emoji_list(text):
        name = _name_of(found["emoji"])
        if name:
            yield None, text[done : found["match_start"]]
            yield name, found["emoji"]
            done = found["match_end"]
    yield None, text[done:]


def _name_of(sign: str) -> str | None:
    """Of several skin tones in one emoji Slack's name has the first."""
    tone = _TONE.search(sign)
    name = _names_of_signs().get(_TONE.sub("", sign).replace(_VARIANT, ""))
    if name is None or tone is None:
        return name
    return f"{name}{_TONE_OF_NAME}{ord(tone[0]) - _LIGHTEST + _LIGHTEST_NUMBER}"


@cache
def _names_of_signs() -> dict[str, str]:
    """The name Slack shows; variation selectors do not matter."""
    names: dict[str, str] = {}
    for name, sign in emoji_by_name().items():
        names.setdefault(sign.replace(_VARIANT, ""), name)
    return names
