"""What an import has found, as an admin or a program reads it."""

import json
from dataclasses import dataclass, field

from deskbell.domain.sheet_reading import MOST_FAULTS, Fault
from tools.desk.sheet_faults import told_faults


@dataclass(frozen=True, slots=True)
class Words:
    """What the rows are called, and those of them that are counted by themselves."""

    things: str
    marked: str
    of: str = "of"


@dataclass(slots=True)
class Count:
    """Rows of a file: those that would count, those of them that are `marked` and that were `sent`,
    and how many are `bad`, of which `faults` has the first. `is_unreadable`: no row counts, since
    the file cannot be read to its end."""

    good: int = 0
    marked: int = 0
    bad: int = 0
    sent: int = 0
    faults: list[Fault] = field(default_factory=list)
    is_unreadable: bool = False

    def wrong(self, fault: Fault) -> None:
        self.bad += 1
        if self.bad <= MOST_FAULTS:
            self.faults.append(fault)


def as_text(count: Count, source: str, words: Words, *, dry_run: bool) -> str:
    said = "Would be imported" if dry_run else "On the inbox"
    number = count.good if dry_run else count.sent
    of = count.good + count.bad
    marked = f"{words.marked}: {count.marked}"
    lines = [f"{said}: {number} of {of} {words.things} {words.of} {source}; {marked}"]
    if count.bad:
        more = count.bad - len(count.faults)
        told = f", {more} of them not shown" if more else ""
        lines.append(f"Left out: {count.bad}{told}. Mend them and import the file again.")
    return "\n".join(lines)


def as_json(count: Count, source: str, words: Words, *, dry_run: bool) -> str:
    told = {
        "dry_run": dry_run,
        "source": source,
        "good": count.good,
        words.marked: count.marked,
        "bad": count.bad,
        "sent": count.sent,
        "faults": told_faults(count.faults),
    }
    return json.dumps(told, indent=2, ensure_ascii=False)
