"""The steps that a workflow can be made of, as frozen values to match on.

`read_steps.py` makes them of a definition; `next_step.py` says which is next, and the shell carries
it out. The first of a step's results leads on to `then`, else to the step below it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from deskbell.domain.approvals.counting import Policy
from deskbell.domain.catalogue.fields import Field
from deskbell.domain.catalogue.step_parts import (
    Case,
    Ending,
    Event,
    Item,
    Moment,
    StepId,
    Who,
)
from deskbell.domain.catalogue.wording import Wording
from deskbell.domain.tickets.classification import Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    id: StepId
    then: StepId | None = None
    """Instead of the step below."""
    on: Mapping[str, StepId] = field(default_factory=dict)
    """Where each other result leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(_Step):
    """Somebody is asked to fill it in. Nobody does `within`: without a way of its own for that, the
    request is cancelled."""

    title: Wording
    fields: tuple[Field, ...]
    who: Who
    within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(_Step):
    """Said in the thread, or to the requester where there is none."""

    text: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectMessage(_Step):
    """Said to one person alone."""

    who: Who
    text: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket(_Step):
    """A ticket in an inbox; it shows `fields`, or all answers there are."""

    inbox: str
    title: Wording
    category: str | None = None
    priority: Priority = Priority.NORMAL
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(_Step):
    """The request's ticket becomes somebody's."""

    to: Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(_Step):
    """A yes is asked for (domain/approvals)."""

    ask: tuple[Who, ...]
    policy: Policy
    text: Wording
    within: timedelta
    remind: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(_Step):
    """Goes on when every item is ticked."""

    title: Wording
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve(_Step):
    """One asset of a kind in an office that lends it, between two dates where the form asks for
    them; the `manager` approves it where the office wants that."""

    asset: str
    office: str
    manager: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(_Step):
    """The requester attests what the office of the asset that is kept for them wants of visitors,
    and chooses when to come, or to have it sent."""

    text: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait(_Step):
    """Until a moment."""

    until: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitFor(_Step):
    """Until something happens, at most `within`."""

    event: Event
    within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind(_Step):
    """Tells somebody at a moment, while the request goes on; never after its end."""

    who: Who
    at: Moment
    text: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch(_Step):
    """Where to go, by what is known; where no case holds, on to `then` or the step below."""

    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Emoji(_Step):
    """Set on the message that the request began with."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook(_Step):
    """A signed call of one of the desk's hooks, tried again up to `tries` times."""

    hook: str
    send: tuple[str, ...]
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(_Step):
    """Begins another workflow, which goes its own way; `answers` are its fields by ours."""

    workflow: str
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish(_Step):
    """The end, and what is said about it."""

    ending: Ending
    text: Wording


Step = (
    Form
    | Message
    | DirectMessage
    | Ticket
    | Assign
    | Approval
    | Checklist
    | Reserve
    | Visit
    | Wait
    | WaitFor
    | Remind
    | Branch
    | Emoji
    | Webhook
    | Call
    | Finish
)
