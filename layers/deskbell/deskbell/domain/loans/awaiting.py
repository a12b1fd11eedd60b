"""What a loan waits for, in the words of its state machine (functions/loaner_laptop)."""

from enum import StrEnum

WORKFLOW = "loaner_laptop"
"""The machine that shows where a loan stands."""


class Awaits(StrEnum):
    """Who has to do something next, or what has to happen."""

    APPROVAL = "approval"
    LAPTOP = "laptop"
    """One that comes free: it is on the waiting list."""
    ANSWER = "answer"
    """Whether they still want one that came too late."""
    VISIT_BOOKING = "visit_booking"
    """Or that they say where it should go."""
    PICK_UP = "pick_up"
    DISPATCH = "dispatch"
    """Somebody sends it, or brings it to their desk."""
    RECEIPT = "receipt"
    RETURN = "return"
    LATE_RETURN = "late_return"
    INSPECTION = "inspection"
