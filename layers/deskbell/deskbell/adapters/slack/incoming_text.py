"""Text from Slack as we keep it: no lone surrogates, no control characters, not too long."""

import re

TEXT_LIMIT = 12_000
CUT = "...(cut)"
_HALF_SIGN = "[\ud800-\udfff]"
_NO_CONTROL = dict.fromkeys((*range(0x09), *range(0x0B, 0x20)))


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """At most `limit` characters; a longer text ends in `CUT` (bad_inputs.md 37, 38, 41)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = re.sub(_HALF_SIGN, "\ufffd", text)
    clean = text.translate(_NO_CONTROL)
    if len(clean) <= limit:
        return clean
    # Imported here: hardly any text is that long, and Unicode's tables take 2 ms.
    from deskbell.domain.graphemes import cut

    return cut(clean, limit, CUT)
