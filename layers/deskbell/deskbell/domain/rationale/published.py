"""What `push` has published of what acts by itself, workflows and rules, and why it exists (A3-06).

The pointer to the settings carries the changes of the last pushes; `usecases/rationale` tells of
each of them once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from deskbell.domain.catalogue.wording import Wording
from deskbell.domain.id_types import PersonId

TOLD_WITHIN = timedelta(days=2)
"""Of its publishing; what nobody could be told of until then stays in the history of `push`."""


class Automation(StrEnum):
    WORKFLOW = "workflow"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Published:
    """Since `at`, `version` counts instead of `before` (None: it is new). `team` is the inbox that
    owns it, `chosen_by` who said that it is to be so; one of them is known."""

    kind: Automation
    name: str
    title: Wording
    why: Wording
    version: str
    before: str | None
    at: datetime
    chosen_by: PersonId | None = None
    team: str = ""


@dataclass(frozen=True, slots=True)
class Changelog:
    """The newest last."""

    changes: tuple[Published, ...] = ()

    def since(self, at: datetime) -> tuple[Published, ...]:
        return tuple(one for one in self.changes if one.at >= at)


NO_CHANGES = Changelog()
