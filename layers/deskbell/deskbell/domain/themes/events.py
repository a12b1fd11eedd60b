"""What can have happened to a theme; see tickets/events.py. Nothing of what anybody wrote is in
them."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.feedback.item import Status
from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.themes.theme import TaskState


@dataclass(frozen=True, slots=True)
class ThemeOpened:
    """`owner` is the first to put an item into it; somebody is to answer for it by `respond_by`."""

    owner: PersonId
    item: Ref
    respond_by: datetime


@dataclass(frozen=True, slots=True)
class ThemeItemAdded:
    """One more item is about it; `before` is the theme that had it."""

    item: Ref
    before: Ref | None


@dataclass(frozen=True, slots=True)
class ThemeItemRemoved:
    """The item is not about it; `after` is the theme that has it now."""

    item: Ref
    after: Ref | None


@dataclass(frozen=True, slots=True)
class ThemeOriginatorsAdded:
    """`people` gave one of its items as well; of them those who are `told` at once what came of
    it, as all others have heard."""

    item: Ref
    people: tuple[PersonId, ...]
    told: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class ThemeTaken:
    """`owner` answers for it; `before` did."""

    owner: PersonId
    before: PersonId


@dataclass(frozen=True, slots=True)
class ThemeHandedOver:
    """It is with a team, where `owner` answers for it; `by` says so."""

    owner: PersonId
    before: PersonId
    by: PersonId


@dataclass(frozen=True, slots=True)
class ThemeTaskAdded:
    """A department contributes: `person` does it by `due`. `task` is its number."""

    task: int
    person: PersonId
    due: datetime
    by: PersonId


@dataclass(frozen=True, slots=True)
class ThemeTaskAnswered:
    task: int
    state: TaskState
    by: PersonId


@dataclass(frozen=True, slots=True)
class ThemeReminded:
    """Time has passed: `person` was reminded, of the `task` with this number or of answering for
    the theme."""

    person: PersonId
    task: int | None


@dataclass(frozen=True, slots=True)
class ThemeSettled:
    """It is shipped or declined; who gave it is told at `tell_at`. `by`: None of an issue that was
    closed."""

    status: Status
    by: PersonId | None
    tell_at: datetime


@dataclass(frozen=True, slots=True)
class ThemeUnsettled:
    """That was undone before anybody was told."""

    status: Status
    by: PersonId


@dataclass(frozen=True, slots=True)
class ThemeMerged:
    """Its `items` are those of the theme `into` from now on."""

    into: Ref
    items: tuple[Ref, ...]
    by: PersonId


@dataclass(frozen=True, slots=True)
class ThemeEnlarged:
    """The `items` of the theme `merged` are its own from now on."""

    merged: Ref
    items: tuple[Ref, ...]
    by: PersonId


@dataclass(frozen=True, slots=True)
class ThemeTold:
    """`people` are told what came of it; so many others have their turn next (`waiting`)."""

    status: Status
    people: tuple[PersonId, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class ThemeActionRefused:
    """Somebody wanted something that is not theirs to do, or that cannot be."""

    person: PersonId
    action: str
    why: str
