"""Deskbell's place in one Slack workspace or organisation: what Slack tells of it as a whole."""

from dataclasses import dataclass

from deskbell.domain.unlisted import Unlisted


@dataclass(frozen=True, slots=True)
class Install(Unlisted):
    """Its history is what counts so far; nothing has to be remembered between two events."""
