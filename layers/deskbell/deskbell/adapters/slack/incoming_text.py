"""Text from Slack as we keep it: no lone surrogates, no control characters, not too long."""

import re

TEXT_LIMIT = 12_000
CUT = "...(cut)"
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """At most `limit` characters; a longer text ends in `CUT` (bad_inputs.md 37, 38, 41)."""
    clean = _CONTROL.sub("", _SURROGATE.sub("\ufffd", text))
    if len(clean) <= limit:
        return clean
    # Imported here: hardly any text is that long, and Unicode's tables take 2 ms.
    from deskbell.domain.graphemes import cut

    return cut(clean, limit, CUT)
