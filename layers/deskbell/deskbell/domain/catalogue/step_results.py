"""How each step of a workflow can end, and what it takes to go on from it."""

from deskbell.domain.catalogue.step_parts import Result
from deskbell.domain.catalogue.steps import (
    Approval,
    Branch,
    Checklist,
    DirectMessage,
    Finish,
    Form,
    Reserve,
    Step,
    Visit,
    Wait,
    WaitFor,
    Webhook,
)


def results(step: Step) -> tuple[Result, ...]:
    """How it can end; the first is what everybody hopes for."""
    match step:
        case Form():
            return (Result.SUBMITTED, Result.EXPIRED)
        case Approval():
            return (Result.APPROVED, Result.REJECTED, Result.EXPIRED)
        case Reserve():
            return (Result.RESERVED, Result.UNAVAILABLE)
        case Visit():
            return (Result.BOOKED, Result.REFUSED)
        case WaitFor():
            return (Result.HAPPENED, Result.EXPIRED)
        case Webhook():
            return (Result.ANSWERED, Result.FAILED)
        case Branch() | Finish():
            return ()
    return (Result.DONE,)


def waits(step: Step) -> bool:
    """Whether the request stays there until somebody, or something outside, has answered."""
    match step:
        case Form() | Approval() | Checklist() | Reserve() | Visit():
            return True
        case Wait() | WaitFor() | Webhook():
            return True
    return False


def takes_time(step: Step) -> bool:
    """Whether a person or the calendar lets go on from it, not only a machine. A day that has come
    once has come for good."""
    if isinstance(step, Wait):
        return step.until.date is None
    return waits(step) and not isinstance(step, Reserve | Webhook)


def word_of(step: Step) -> str:
    """What a definition calls such a step."""
    match step:
        case DirectMessage():
            return "dm"
        case WaitFor():
            return "wait"
    return type(step).__name__.lower()
