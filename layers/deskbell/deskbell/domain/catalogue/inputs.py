"""What can happen to a request on its way through a workflow; `advance.py` answers each.

`generation` is the request's when whatever is answered here was shown or begun.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class StepCarriedOut:
    """What `next_step` asked for has been done; `step` may also be a reminder."""

    step: StepId
    generation: int


@dataclass(frozen=True, slots=True)
class FormSubmitted:
    """`answers` have passed `answers.py`."""

    generation: int
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ApprovalSettled:
    generation: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ChecklistTicked:
    generation: int
    item: str
    by: PersonId


@dataclass(frozen=True, slots=True)
class AssetReserved:
    """Or not: nothing of the kind is free."""

    generation: int
    reserved: bool


@dataclass(frozen=True, slots=True)
class VisitSettled:
    """A slot is booked, or there is no way to come."""

    generation: int
    booked: bool


@dataclass(frozen=True, slots=True)
class WebhookAnswered:
    """The hook took the call, or all tries failed."""

    generation: int
    taken: bool


@dataclass(frozen=True, slots=True)
class TicketSolved:
    """The request's ticket has come to its end, whatever step the request stands at."""


@dataclass(frozen=True, slots=True)
class LaptopReturned:
    """The laptop that the request has asked for is back, whatever step the request stands at."""


@dataclass(frozen=True, slots=True)
class TimerDue:
    """Only a hint: what is due is worked out again."""


@dataclass(frozen=True, slots=True)
class RequestCancelled:
    """Its requester does not want it any more."""


RequestInput = (
    StepCarriedOut
    | FormSubmitted
    | ApprovalSettled
    | ChecklistTicked
    | AssetReserved
    | VisitSettled
    | WebhookAnswered
    | TicketSolved
    | LaptopReturned
    | TimerDue
    | RequestCancelled
)
