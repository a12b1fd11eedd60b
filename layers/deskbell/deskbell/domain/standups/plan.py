"""The stand-ups of people from several departments, as the settings have them (A3-05)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import NewType

from deskbell.domain.departments import Department as Department
from deskbell.domain.id_types import ChannelId, InboxId, PersonId
from deskbell.domain.settings.hours import Appointment

StandUpId = NewType("StandUpId", str)

CLOSE_AFTER = timedelta(hours=4)
MOST_PEOPLE = 20
"""Of one stand-up: one message has to tell of everybody (slack.md 5.4)."""


class HolidayRule(StrEnum):
    """What becomes of a stand-up whose day is a holiday."""

    SKIP = "skip"
    SHIFT = "shift"
    """It comes on the next workday of the same week that has none, or on the one before."""


class Question(StrEnum):
    """What everybody is asked, in this order; the fields of the form."""

    DONE = "done"
    NEXT = "next"
    BLOCKER = "blocker"


@dataclass(frozen=True, slots=True)
class StandUpPlan:
    """Two days a week, such as `tue 09:30`: on the clock of `zone`, or on everybody's own (None).

    It closes `close_after` the last of them was asked. What hinders somebody becomes a ticket of
    `inbox`. On `holidays`, such as "2026-12-25", there is none. `questions` have the words that
    the file has for one, by language; what it has no words for has ours.
    """

    id: StandUpId
    name: str
    why: str
    owner: PersonId
    channel: ChannelId
    inbox: InboxId
    departments: tuple[Department, ...]
    when: tuple[Appointment, ...]
    zone: str | None = None
    close_after: timedelta = CLOSE_AFTER
    holidays: frozenset[str] = frozenset()
    if_holiday: HolidayRule = HolidayRule.SKIP
    questions: Mapping[Question, Mapping[str, str]] = field(default_factory=dict)

    @property
    def people(self) -> tuple[tuple[Department, PersonId], ...]:
        return tuple((one, person) for one in self.departments for person in one.people)
