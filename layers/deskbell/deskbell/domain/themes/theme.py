"""What several items of feedback are about, until it is shipped or declined and whoever gave them
has been told (A3-02, A3-03).

    themed ── with a team ──┬── shipped ──┐
       │                    │      undo   ├── told
       └────────────────────┴── declined ─┘

It has exactly one owner from its first moment; whatever it is handed to, `owner` is never empty.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from deskbell.domain.feedback.item import Status
from deskbell.domain.ids import ChannelId, PersonId, Ref
from deskbell.domain.unlisted import Unlisted

MOST_ITEMS, MOST_DEPARTMENTS = 40, 5
"""So that all items learn in one commit how it stands, and all tasks find room on one card."""
MOST_TOLD_AT_ONCE = 20
TELL_AFTER = timedelta(minutes=5)
"""As long as it takes until anybody is told, what somebody settled by mistake is undone."""
SETTLED = frozenset({Status.SHIPPED, Status.DECLINED})


class TaskState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Department:
    """One that contributes: `person` does the `task` by `due`. `reminded`: once is enough. `why`
    are the words of whoever declined it."""

    name: str
    person: PersonId
    task: str
    due: datetime
    state: TaskState = TaskState.OPEN
    reminded: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One item of it, and who of our own people gave or shared that."""

    item: Ref
    people: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme(Unlisted):
    """The `ordinal`th of its name. `respond_by`: until then the owner is to answer for it, who is
    reminded once; None where that is done. `stood` is what an undo leads back to. `tell_at`:
    whoever is not `told` yet hears of it then; None of one that is settled: all have."""

    channel: ChannelId
    name: str
    ordinal: int
    owner: PersonId
    opened_at: datetime
    respond_by: datetime | None
    status: Status = Status.THEMED
    parts: tuple[Part, ...] = ()
    team: str = ""
    issue: str = ""
    departments: tuple[Department, ...] = ()
    merged_into: Ref | None = None
    settled_by: PersonId | None = None
    why: str = ""
    stood: Status | None = None
    tell_at: datetime | None = None
    told: tuple[PersonId, ...] = ()

    @property
    def is_settled(self) -> bool:
        return self.status in SETTLED

    @property
    def is_over(self) -> bool:
        return self.is_settled or self.merged_into is not None

    @property
    def may_be_undone(self) -> bool:
        return self.is_settled and self.tell_at is not None and not self.told

    @property
    def originators(self) -> tuple[PersonId, ...]:
        """Each once, whatever they gave of it."""
        return tuple(dict.fromkeys(one for part in self.parts for one in part.people))

    @property
    def untold(self) -> tuple[PersonId, ...]:
        return tuple(one for one in self.originators if one not in self.told)

    @property
    def nobodys(self) -> int:
        """How many of its items came from outside alone: there is nobody to tell in Slack."""
        return sum(not part.people for part in self.parts)

    def has(self, item: Ref) -> bool:
        return any(part.item == item for part in self.parts)

    @property
    def due(self) -> datetime | None:
        """When time alone changes something."""
        tasks = [one.due for one in self.departments if is_awaited(one)]
        times = [self.tell_at] if self.is_over else [self.respond_by, *tasks]
        return min((one for one in times if one), default=None)


def is_awaited(department: Department) -> bool:
    return department.state is TaskState.OPEN and not department.reminded
