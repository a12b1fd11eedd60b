"""Worlds in which one of two protections that cover for each other is of no use."""

from enum import Enum, auto


class Circumstances(Enum):
    """In which the real code keeps every promise, and a mutant may not."""

    ORDINARY = auto()
    NO_ECHO = auto()
    """We are not told of our own posts; clocks are right, as both would be too much."""
    SLOW_HISTORY = auto()
    """What is posted can be read minutes later, so that reading back finds nothing."""
