"""What a guided request waits for at a step, in the words of its state machine
(functions/guided_request)."""

from enum import StrEnum

from deskbell.domain.catalogue import steps as s
from deskbell.domain.catalogue.step_parts import Event


class Awaits(StrEnum):
    """What has to happen before it goes on."""

    FORM = "form"
    APPROVAL = "approval"
    CHECKLIST = "checklist"
    ASSET = "asset"
    VISIT = "visit"
    MOMENT = "moment"
    """A certain time; also where a decision had no room to go on at once."""
    TICKET = "ticket"
    RETURN = "return"
    HOOK = "hook"


def awaited_at(step: s.Step) -> Awaits:
    match step:
        case s.Form():
            return Awaits.FORM
        case s.Approval():
            return Awaits.APPROVAL
        case s.Checklist():
            return Awaits.CHECKLIST
        case s.Reserve():
            return Awaits.ASSET
        case s.Visit():
            return Awaits.VISIT
        case s.WaitFor(event=Event.LAPTOP_RETURNED):
            return Awaits.RETURN
        case s.WaitFor():
            return Awaits.TICKET
        case s.Webhook():
            return Awaits.HOOK
    return Awaits.MOMENT
