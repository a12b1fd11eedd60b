"""What a ticket says, as an outage's impact: plain words, as those of the form are."""

import re

LIMIT = 500
_ENTITY = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


def impact_of(markup: str) -> str:
    """Slack's markup as text; whoever is mentioned by their id alone is left out."""
    said = _ENTITY.sub(_shown, markup)
    said = said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(said.split())[:LIMIT]


def _shown(entity: re.Match[str]) -> str:
    target, label = entity[1], entity[2]
    return label or ("" if target[:1] in ("@", "#", "!") else target)
