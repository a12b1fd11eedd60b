"""Worlds in which one of two protections that cover for each other is of no use."""

from enum import Enum, auto


class Circumstances(Enum):
    """In which the real code keeps every promise, and a mutant may not."""

    ORDINARY = auto()
    NO_ECHO = auto()
    """We are not told of our own posts."""
    SLOW_HISTORY = auto()
    """What is posted can be read minutes later, so that reading back finds nothing."""
    NO_BACKFILL = auto()
    """Nobody looks in Slack's history for what was missed, and Slack tells it until it is taken."""
    LATE_WRITES = auto()
    """A machine stands still between Slack's answer and what it writes of it: the process is given
    up, and its write comes when another one has the row. We are not told of our own posts."""
