"""Names of many people in one text, some in a line: so that each line fits into a section of
Slack's, however long the names are."""

from collections.abc import Sequence
from functools import reduce

from deskbell.domain.ids import PersonId
from deskbell.domain.texts import Argument, Name, Text

IN_A_ROW = 5


def name_rows(people: Sequence[PersonId]) -> Argument:
    """In their order; there has to be somebody."""
    rows = [people[n : n + IN_A_ROW] for n in range(0, len(people), IN_A_ROW)]
    return _joined("names.rows", [_joined("names.row", [Name(p) for p in row]) for row in rows])


def _joined(key: str, found: Sequence[Argument]) -> Argument:
    return reduce(lambda first, more: Text(key, {"first": first, "more": more}), found)
