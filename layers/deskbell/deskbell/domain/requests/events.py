"""What can have happened to a guided request; see tickets/events.py."""

from dataclasses import dataclass

from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.catalogue.step_parts import Ending, StepId
from deskbell.domain.ids import PersonId, Ref, Thread


@dataclass(frozen=True, slots=True)
class RequestBegun:
    """Somebody has begun a workflow; it is past the steps in `passed`, and stands at `step`."""

    number: int
    workflow: WorkflowId
    workflow_version: str
    requester: PersonId
    message: Thread | None
    passed: tuple[StepId, ...]
    step: StepId


@dataclass(frozen=True, slots=True)
class RequestWentOn:
    """Something has happened to it: it is past the steps in `passed`, if there are any, and stands
    at `step`; `ticket` is the one that it has opened."""

    passed: tuple[StepId, ...]
    step: StepId
    ticket: Ref | None


@dataclass(frozen=True, slots=True)
class RequestEnded:
    """It is over."""

    ending: Ending
    passed: tuple[StepId, ...]


@dataclass(frozen=True, slots=True)
class RequestFollowed:
    """Somebody else wants to hear how it ends."""

    follower: PersonId


@dataclass(frozen=True, slots=True)
class RequestUnfollowed:
    """They do not want to hear it any more."""

    follower: PersonId


@dataclass(frozen=True, slots=True)
class RequestRefused:
    """Somebody wanted to answer or to cancel it, and may not, or not any more."""

    person: PersonId
    why: str


@dataclass(frozen=True, slots=True)
class RequestNotDelivered:
    """Slack will never take something of it; it is said elsewhere, if that is of any use."""

    effect: str
    code: str
