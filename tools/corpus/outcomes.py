"""What became of a payload, and the table of all of them for `make corpus`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tools.corpus.payloads import Manner, Payload


@dataclass(frozen=True, slots=True)
class Outcome:
    """`outcome` and `reason` are what the ingress logs; `intake` is what became of the input it put
    on the inbox, then of those that followed from that."""

    file: str
    manner: Manner
    status: int
    outcome: str
    reason: str
    intake: tuple[str, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether anything went wrong that is not the payload's own doing."""
        return self.outcome in ("raised", "failed") or not _FINE.issuperset(
            taken.partition(":")[0] for taken in self.intake
        )

    def __str__(self) -> str:
        words = [f"{self.outcome} {self.reason}"]
        return " → ".join([*words, *self.intake[:1]])


_FINE = {"InputCommitted", "InputIgnored"}


def table(payloads: Iterable[Payload], outcomes: Sequence[Outcome]) -> str:
    """A line a payload, a column a manner; the totals below."""
    by_place = {(outcome.file, outcome.manner): str(outcome) for outcome in outcomes}
    head = ("payload", "kind", "licence", *Manner)
    rows = [
        (one.file, one.kind, one.licence, *(by_place[one.file, manner] for manner in Manner))
        for one in payloads
    ]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [_line(row, widths) for row in (head, ["-" * width for width in widths], *rows)]
    return "\n".join([*lines, "", *_totals(outcomes)])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _totals(outcomes: Sequence[Outcome]) -> Iterable[str]:
    for manner in Manner:
        counted = Counter(str(one) for one in outcomes if one.manner is manner)
        yield f"{manner}: {counted.total()} payloads"
        yield from (f"  {number:4}  {what}" for what, number in counted.most_common())
    broken = sum(outcome.broken for outcome in outcomes)
    yield f"raised or failed: {broken}"
