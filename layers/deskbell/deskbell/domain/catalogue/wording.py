"""What a workflow says, once a language, with `{placeholders}` for what is known by then.

Admins write it into the definition, beside the step that says it; the catalogues of Deskbell's own
texts are not involved. Read by `read_wording.py`, filled in by whoever shows it.
"""

import re
from collections.abc import Mapping

Wording = Mapping[str, str]
"""A text by language."""

REQUESTER = "requester"
MESSAGE = "message"
TICKET = "ticket"
BUILT_IN = (REQUESTER, MESSAGE, TICKET)
"""What a text may name besides answers: who asks, the message that it began with, its ticket."""
NOTHING = "–"
"""Shown for what nobody has answered."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(text: str) -> frozenset[str]:
    """The names between braces."""
    return frozenset(_PLACEHOLDER.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with what is known; nothing that a value says is taken for a placeholder."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1]) or NOTHING, text)


def said(wording: Wording, language: str) -> str:
    """In `language`, else in the first one that there is."""
    return wording.get(language) or next(iter(wording.values()), "")
