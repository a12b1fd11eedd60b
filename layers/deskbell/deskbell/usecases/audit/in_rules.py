"""I28: what the rules of the desk do to a ticket; `invariants.py` lists it (A5-12, C-22)."""

from collections import Counter
from collections.abc import Iterator

from deskbell.usecases.audit.books import Books, Violation


def i28_a_rule_fires_at_most_once(books: Books) -> Iterator[Violation]:
    """On one ticket, whatever comes later."""
    for ref, rows in books.audit.items():
        fired = Counter(str(row.detail.get("rule")) for row in rows if row.event == "RuleApplied")
        for rule, times in fired.items():
            if times > 1:
                yield Violation("I28", str(ref), f"the rule {rule} fired {times} times")
