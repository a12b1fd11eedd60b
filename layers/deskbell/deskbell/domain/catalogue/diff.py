"""What a new version of a workflow changes for people; the authoring tool shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.noticed import noticed


class ChangeKind(StrEnum):
    """What happened to one thing that people notice."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """`what` is the thing, such as `step ask: field app: required`."""

    kind: ChangeKind
    what: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        match self.kind:
            case ChangeKind.ADDED:
                return f"+ {self.what}: {self.after}"
            case ChangeKind.REMOVED:
                return f"- {self.what}: {self.before}"
        return f"~ {self.what}: {self.before} → {self.after}"


def diff(old: Definition, new: Definition) -> tuple[Change, ...]:
    """What is gone first, then in the new one's order; of a step or a field that is new or gone,
    one line and not one for each of its parts."""
    before, after = dict(noticed(old)), dict(noticed(new))
    gone = [Change(ChangeKind.REMOVED, what, before[what]) for what in _tops(before, after)]
    come = set(_tops(after, before))
    found = list[Change]()
    for what, value in after.items():
        if what in come:
            found.append(Change(ChangeKind.ADDED, what, after=value))
        elif what in before and before[what] != value:
            found.append(Change(ChangeKind.CHANGED, what, before[what], value))
    return (*gone, *found)


def _tops(these: Mapping[str, str], those: Mapping[str, str]) -> Iterator[str]:
    """What is in `these` alone, without the parts of what is."""
    for what in these:
        above = what.rpartition(": ")[0]
        if what not in those and not (above in these and above not in those):
            yield what
