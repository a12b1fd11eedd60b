"""What can have happened to the notice of a change; see tickets/events.py. Nothing of what anybody
wrote is in them."""

from dataclasses import dataclass

from deskbell.domain.ids import PersonId
from deskbell.domain.rationale.published import Automation


@dataclass(frozen=True, slots=True)
class ChangeAnnounced:
    """Everybody is told that `version` of it counts, instead of `before`."""

    automation: Automation
    name: str
    version: str
    before: str | None
    chosen_by: PersonId | None


@dataclass(frozen=True, slots=True)
class ChangeVoted:
    """`person` is for it (`in_favour`) or against it; `again`: they had said otherwise."""

    person: PersonId
    in_favour: bool
    again: bool


@dataclass(frozen=True, slots=True)
class ChangeCommented:
    """Somebody wrote to it without their name; there are `comments` such ones by now."""

    comments: int


@dataclass(frozen=True, slots=True)
class ChangeActionRefused:
    """Somebody wanted something that is not theirs to do."""

    person: PersonId
    action: str
