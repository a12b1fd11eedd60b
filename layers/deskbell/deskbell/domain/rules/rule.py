"""A rule of the desk ("recipe"): if a new request is such, then it goes there (A5-12).

`domain/settings/rules.py` makes them of desk.yaml; a request is asked when it is opened.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from deskbell.domain.id_types import ChannelId, FormId, InboxId, PersonId
from deskbell.domain.paging.policy import ServiceId
from deskbell.domain.people import Standing
from deskbell.domain.settings.hours import OfficeHours
from deskbell.domain.tickets.classification import Priority, Privacy


class RulesMode(StrEnum):
    """How many rules one request can fire."""

    FIRST = "first"
    """The first one that matches, and no other."""
    ALL = "all"
    """Every one that matches; where two of them set the same, the one above."""


class Office(StrEnum):
    """Whether somebody of the inbox is there, by its office hours."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Answer:
    """A form's field is one of `equals`, or mentions one of `contains`."""

    field: str
    equals: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """All that is set must hold; of several values, one."""

    channels: tuple[ChannelId, ...] = ()
    forms: tuple[FormId, ...] = ()
    answers: tuple[Answer, ...] = ()
    words: tuple[str, ...] = ()
    requester: tuple[Standing, ...] = ()
    languages: tuple[str, ...] = ()
    office: Office | None = None
    between: OfficeHours | None = None
    """Days and times in the desk's zone."""


@dataclass(frozen=True, slots=True)
class Then:
    """What is set of a request that matches; the rest stays as it is."""

    inbox: InboxId | None = None
    category: str | None = None
    priority: Priority | None = None
    privacy: Privacy | None = None
    assignee: PersonId | None = None
    followers: tuple[PersonId, ...] = ()
    reply: Mapping[str, str] = field(default_factory=dict)
    """By language; under "" for everybody else."""
    outage: ServiceId | None = None
    """It is an outage of that system: whoever is on call is called."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`version` changes with what it says, so that a firing tells by which version it was. `why` it
    exists; one that an earlier release published may not say so."""

    id: str
    version: str
    when: When
    then: Then
    why: str = ""
    chosen_by: PersonId | None = None
