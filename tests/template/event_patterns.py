"""A reader of EventBridge event patterns, which Lambda's event filters use too.

Knows what our patterns use (exact, prefix, anything-but, exists, numeric) and refuses the rest,
so that a pattern it cannot judge fails a test instead of passing it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import eq, ge, gt, le, lt
from typing import Any

_ABSENT = object()
_NUMERIC: dict[str, Callable[[Any, Any], bool]] = {"=": eq, "<": lt, "<=": le, ">": gt, ">=": ge}


def matches(pattern: Mapping[str, Any], event: object) -> bool:
    """Whether every field that the pattern names has one of the values it lists."""
    return all(
        _field_matches(wanted, event.get(name, _ABSENT) if isinstance(event, Mapping) else _ABSENT)
        for name, wanted in pattern.items()
    )


def _field_matches(wanted: object, found: object) -> bool:
    if isinstance(wanted, Mapping):
        return matches(wanted, found)
    if not isinstance(wanted, list):
        raise TypeError(f"a pattern lists its values: {wanted!r}")
    # Of a list in the event, one element is enough.
    values = found if isinstance(found, list) else [found]
    return any(_value_matches(rule, value) for rule in wanted for value in values)


def _value_matches(rule: object, found: object) -> bool:
    match rule:
        case {"exists": bool(exists), **rest} if not rest:
            return (found is not _ABSENT) is exists
        case {"prefix": str(prefix), **rest} if not rest:
            return isinstance(found, str) and found.startswith(prefix)
        case {"anything-but": refused, **rest} if not rest:
            if isinstance(refused, Mapping):
                return found is not _ABSENT and not _value_matches(refused, found)
            return found is not _ABSENT and not _is_one_of(refused, found)
        case {"numeric": [*comparisons], **rest} if not rest:
            return _is_number(found) and _compares(comparisons, found)
        case {}:
            raise ValueError(f"a rule that the tests do not know: {rule!r}")
    return found is not _ABSENT and _same(rule, found)


def _is_one_of(values: object, found: object) -> bool:
    return any(_same(value, found) for value in (values if isinstance(values, list) else [values]))


def _compares(comparisons: Sequence[Any], found: object) -> bool:
    pairs = zip(comparisons[::2], comparisons[1::2], strict=True)
    return all(_NUMERIC[sign](found, bound) for sign, bound in pairs)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same(wanted: object, found: object) -> bool:
    """JSON's equality: True is not 1."""
    return isinstance(wanted, bool) == isinstance(found, bool) and wanted == found
