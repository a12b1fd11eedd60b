"""How a loan stands to the guided request that asked for it, in few words (A1-06, A1-07)."""

from enum import StrEnum


class Stands(StrEnum):
    """What the request goes on by."""

    WAITING = "waiting"
    """There is none (in time); it waits on the office's list."""
    KEPT = "kept"
    """A laptop is kept for them."""
    ARRANGED = "arranged"
    """It is settled how they get it, or they have it."""
    RETURNED = "returned"
    """They have had it, and a technician has it back."""
    GONE = "gone"
    """Nothing comes of it."""
