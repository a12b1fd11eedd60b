"""Text from Slack as we keep it: no lone surrogates, no control characters, not too long."""

import re
import unicodedata

TEXT_LIMIT = 12_000
CUT = "...(cut)"
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_JOINER = "\u200d"
_LONGEST_CLUSTER = 32


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """At most `limit` characters; a longer text ends in `CUT` (bad_inputs.md 37, 38, 41)."""
    kept = _CONTROL.sub("", _SURROGATE.sub("\ufffd", text))
    if len(kept) <= limit:
        return kept
    end = limit - len(CUT)
    for _ in range(_LONGEST_CLUSTER):
        if not _continues(kept, end):
            break
        end -= 1
    return kept[:end] + CUT


def _continues(text: str, at: int) -> bool:
    """Whether a cut before `text[at]` would tear something that people see as one sign."""
    sign = text[at]
    return (
        sign == _JOINER
        or text[at - 1] == _JOINER
        or unicodedata.combining(sign) != 0
        or "\ufe00" <= sign <= "\ufe0f"
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or (_is_flag_half(sign) and _is_flag_half(text[at - 1]))
    )


def _is_flag_half(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"
