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


Condition = Callable[[object], bool]


def matches(pattern: Mapping[str, Any], event: object) -> bool:
    """Whether every field that the pattern names has one of the values it lists."""
    return condition(pattern)(event)


def condition(pattern: Mapping[str, Any]) -> Condition:
    """The same for many events: of each, whether the pattern matches it."""
    fields = [(name, _field_condition(wanted)) for name, wanted in pattern.items()]

    def holds(event: object) -> bool:
        found = event if isinstance(event, dict) else {}
        # `all` takes thrice as long, and a simulation asks often.
        for name, field in fields:  # noqa: SIM110
            if not field(found.get(name, _ABSENT)):
                return False
        return True

    return holds


def _field_condition(wanted: object) -> Condition:
    if isinstance(wanted, Mapping):
        return condition(wanted)
    if not isinstance(wanted, list):
        raise TypeError(f"a pattern lists its values: {wanted!r}")
    if all(isinstance(rule, str) for rule in wanted):
        return _one_of_texts(frozenset(wanted))
    rules = [_rule_condition(rule) for rule in wanted]
    if len(rules) == 1:
        [rule] = rules
        # Of a list in the event, one element is enough.
        return lambda found: any(map(rule, found)) if isinstance(found, list) else rule(found)

    def holds(found: object) -> bool:
        values = found if isinstance(found, list) else [found]
        return any(rule(value) for rule in rules for value in values)

    return holds


def _one_of_texts(wanted: frozenset[str]) -> Condition:
    """As most patterns have it: one look, whichever there are."""

    def holds(found: object) -> bool:
        values = found if isinstance(found, list) else (found,)
        return any(isinstance(value, str) and value in wanted for value in values)

    return lambda found: found in wanted if isinstance(found, str) else holds(found)


def _rule_condition(rule: object) -> Condition:
    match rule:
        case {"exists": bool(exists), **rest} if not rest:
            return lambda found: (found is not _ABSENT) is exists
        case {"prefix": str(prefix), **rest} if not rest:
            return lambda found: isinstance(found, str) and found.startswith(prefix)
        case {"anything-but": refused, **rest} if not rest:
            is_refused = _refusal(refused)
            return lambda found: found is not _ABSENT and not is_refused(found)
        case {"numeric": [*comparisons], **rest} if not rest:
            return lambda found: _is_number(found) and _compares(comparisons, found)
        case {}:
            raise ValueError(f"a rule that the tests do not know: {rule!r}")
    return lambda found: _same(rule, found)


def _refusal(refused: object) -> Condition:
    if isinstance(refused, Mapping):
        return _rule_condition(refused)
    return lambda found: _is_one_of(refused, found)


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
