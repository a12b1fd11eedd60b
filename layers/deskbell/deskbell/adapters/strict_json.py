"""JSON from outside, read without the standard library's surprises (bad_inputs.md 25-29).

`json.loads` takes the last of two equal keys, accepts NaN, and raises RecursionError, which is
no ValueError, on deep nesting. The ingress and the queue's wire format read with this instead.
"""

import json
from math import isfinite

from deskbell.domain.errors import InputError

MAX_DEPTH = 64
_MAX_DIGITS = 20


def load_object(text: str) -> dict[str, object]:
    """The object in `text`; raises InputError on anything else, never another exception."""
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError) as fault:
        # `from None`: a JSONDecodeError carries the whole document, which must reach no log.
        raise InputError(f"not strict JSON: {type(fault).__name__}") from None
    if not isinstance(value, dict):
        raise InputError("not a JSON object")
    # Counting brackets is a cheap upper bound; the walk is for the few that could be too deep.
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(value) > MAX_DEPTH:
        raise InputError("JSON nested too deeply")
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _refuse(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _int(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ValueError("number too long")
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError("number too large")
    return number


def _depth(value: object) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [
            child
            for parent in level
            for child in (
                parent.values()
                if isinstance(parent, dict)
                else parent
                if isinstance(parent, list)
                else ()
            )
        ]
    return depth


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_constant=_refuse, parse_int=_int, parse_float=_float
)
