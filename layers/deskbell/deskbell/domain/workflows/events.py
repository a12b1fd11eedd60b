"""What can have happened to the execution of an aggregate's workflow; see tickets/events.py."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkflowStalled:
    """Its execution did not do the step that is due, or does not wait where it has to: a new one
    starts with this generation."""

    generation: int
    step: str
