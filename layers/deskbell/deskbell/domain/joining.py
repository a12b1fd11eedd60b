"""Several texts as one: one below the other, or names in rows, so that each line fits into a
section of Slack's, however long the names are."""

from collections.abc import Iterable, Sequence
from functools import reduce

from deskbell.domain.ids import PersonId
from deskbell.domain.texts import Argument, Name, Text

IN_A_ROW = 5


def lines(found: Iterable[Text]) -> Text:
    """One below the other; there has to be one."""
    return reduce(lambda first, more: Text("joined.lines", {"first": first, "more": more}), found)


def name_rows(people: Sequence[PersonId]) -> Argument:
    """In their order; there has to be somebody."""
    rows = (people[n : n + IN_A_ROW] for n in range(0, len(people), IN_A_ROW))
    return reduce(
        lambda first, more: Text("joined.rows", {"first": first, "more": more}),
        (_row([Name(person) for person in row]) for row in rows),
    )


def _row(names: Sequence[Argument]) -> Argument:
    return reduce(lambda first, more: Text("joined.row", {"first": first, "more": more}), names)
