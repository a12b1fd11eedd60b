"""The keys of a JSON object as paths, and those Slack is known to send; the shape tests use it."""

import json
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any


def paths(value: Any, content: Set[str] = frozenset(), before: str = "") -> Iterator[str]:
    """Items of lists are folded into one; of what people and apps make, only the name counts."""
    if isinstance(value, list):
        for entry in value:
            yield from paths(entry, content, before)
    elif isinstance(value, dict):
        for name, inner in value.items():
            path = f"{before}.{name}" if before else name
            yield path
            if name not in content:
                yield from paths(inner, content, path)


def listed(file: str) -> dict[str, list[str]]:
    """By kind, out of one of the `…_keys.json` beside this file."""
    raw = json.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))
    return {kind: keys.split() for kind, keys in raw.items()}
