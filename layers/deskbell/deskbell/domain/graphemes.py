"""Where a text may be cut: at the end of what a reader sees as one character.

Called wherever a text is shortened. Slack counts code points, so limits are code points here
too; a family emoji, a flag or a Hangul syllable in parts is never torn (bad inputs 76, 77).
It follows the rules of UAX 29 that matter for names, requests and chat; the standard library
has no segmentation of its own.
"""

import re
import unicodedata

ELLIPSIS = "…"
MOST_MARKS = 10
"""Combining marks on one character; more is a pile that hides the lines around it."""

_ZWJ = "\u200d"
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARK_PILE = re.compile(f"([{_MARKS}]{{{MOST_MARKS}}})[{_MARKS}]+")


def cut(text: str, limit: int, mark: str = ELLIPSIS) -> str:
    """`text` in at most `limit` code points, ending with `mark` if something is missing."""
    if len(text) <= limit:
        return text
    return text[: end_of_character(text, limit - len(mark))].rstrip() + mark


def end_of_character(text: str, index: int) -> int:
    """`index`, or as far before it as what a reader sees as one character begins; of a character
    without end it is `index` all the same."""
    whole = index
    while whole > 0 and not _ends_before(text, whole):
        whole -= 1
    return whole or index


def without_piles(text: str) -> str:
    """`text` with at most ten combining marks in a row."""
    return _MARK_PILE.sub(r"\1", text)


def _ends_before(text: str, index: int) -> bool:
    """Whether a character that a reader sees ends just before `index`."""
    before, after = text[index - 1], text[index]
    if _extends(after) or (before == "\r" and after == "\n"):
        return False
    if before == _ZWJ:
        return not _is_pictograph(after)
    if _is_flag_letter(before) and _is_flag_letter(after):
        return _flag_letters_before(text, index) % 2 == 0
    return not _is_one_syllable(before, after)


def _extends(char: str) -> bool:
    """Marks, joiners, variation selectors, skin tones and tags belong to what they follow."""
    return (
        char in "\u200c\u200d"
        or unicodedata.category(char).startswith("M")
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _is_pictograph(char: str) -> bool:
    return unicodedata.category(char) == "So"


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_letters_before(text: str, index: int) -> int:
    start = index
    while start and _is_flag_letter(text[start - 1]):
        start -= 1
    return index - start


_JAMO = {
    "L": (("\u1100", "\u115f"), ("\ua960", "\ua97c")),
    "V": (("\u1160", "\u11a7"), ("\ud7b0", "\ud7c6")),
    "T": (("\u11a8", "\u11ff"), ("\ud7cb", "\ud7fb")),
}
_GOES_ON = {
    "L": ("L", "V", "LV", "LVT"),
    "V": ("V", "T"),
    "LV": ("V", "T"),
    "T": ("T",),
    "LVT": ("T",),
}


def _is_one_syllable(before: str, after: str) -> bool:
    """Conjoining Hangul: leading consonants, then vowels, then trailing consonants."""
    return _hangul_kind(after) in _GOES_ON.get(_hangul_kind(before), ())


def _hangul_kind(char: str) -> str:
    if "\uac00" <= char <= "\ud7a3":
        return "LVT" if (ord(char) - 0xAC00) % 28 else "LV"
    for kind, ranges in _JAMO.items():
        if any(first <= char <= last for first, last in ranges):
            return kind
    return ""
