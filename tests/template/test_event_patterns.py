"""The reader of event patterns agrees with what EventBridge documents."""

from typing import Any

import pytest

from tests.template.event_patterns import matches

EVENT = {
    "source": "deskbell",
    "detail": {"workflow": None, "version": 3, "tags": ["a", "b"], "urgent": True, "empty": ""},
}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ({"source": ["deskbell"]}, True),
        ({"source": ["other", "deskbell"]}, True),
        ({"source": ["deskbel"]}, False),
        ({"source": ["deskbell"], "region": ["us-east-1"]}, False),
        ({"detail": {"workflow": [None]}}, True),
        ({"detail": {"workflow": ["it_form"]}}, False),
        ({"detail": {"missing": [None]}}, False),
        ({"detail": {"tags": ["b", "c"]}}, True),
        ({"detail": {"tags": ["c"]}}, False),
        ({"detail": {"urgent": [True]}}, True),
        ({"detail": {"urgent": [1]}}, False),
        ({"source": [{"prefix": "desk"}]}, True),
        ({"source": [{"prefix": "bell"}]}, False),
        ({"source": [{"anything-but": "deskbell"}]}, False),
        ({"source": [{"anything-but": ["aws.events", "aws.s3"]}]}, True),
        ({"source": [{"anything-but": {"prefix": "desk"}}]}, False),
        ({"missing": [{"anything-but": "x"}]}, False),
        ({"detail": {"empty": [{"exists": True}]}}, True),
        ({"detail": {"missing": [{"exists": False}]}}, True),
        ({"detail": {"version": [{"exists": False}]}}, False),
        ({"detail": {"version": [{"numeric": [">", 0, "<=", 3]}]}}, True),
        ({"detail": {"version": [{"numeric": ["<", 3]}]}}, False),
        ({"detail": {"urgent": [{"numeric": ["=", 1]}]}}, False),
    ],
)
def test_a_pattern_matches_as_eventbridge_says(pattern: dict[str, Any], expected: bool) -> None:
    assert matches(pattern, EVENT) is expected


@pytest.mark.parametrize("rule", [{"suffix": "bell"}, {"exists": True, "prefix": "d"}])
def test_a_rule_that_the_reader_does_not_know_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="do not know"):
        matches({"source": [rule]}, EVENT)


def test_a_value_that_is_not_in_a_list_is_refused() -> None:
    with pytest.raises(TypeError, match="lists its values"):
        matches({"source": "deskbell"}, EVENT)
