"""What a policy must not say, whoever wrote it; the settings check it before they are used."""

from collections.abc import Iterator
from datetime import timedelta

from deskbell.domain.paging.policy import MINUTE, EscalationPolicy

MOST_LOOPS = 20
MOST_LEVELS = 10
SHORTEST_DELAY = MINUTE
"""Timers are exact to the minute."""


def lint(policy: EscalationPolicy) -> Iterator[tuple[str, str]]:
    """Each setting with what is wrong with it."""
    if not 0 < len(policy.levels) <= MOST_LEVELS:
        yield "levels", f"has to have 1 to {MOST_LEVELS} levels"
    for number, level in enumerate(policy.levels):
        if len(set(level.targets)) < len(level.targets):
            yield f"levels.[{number}].call", "somebody is there twice"
        if level.delay < SHORTEST_DELAY:
            yield f"levels.[{number}].within", "has to be a minute or more"
    if not 0 < policy.loops <= MOST_LOOPS:
        yield "loops", f"has to be 1 to {MOST_LOOPS}"
    for name, span in (("patience", policy.patience), ("silence", policy.silence)):
        if span < SHORTEST_DELAY:
            yield name, "has to be a minute or more"
    if any(level.delay <= policy.patience for level in policy.levels):
        yield (
            "patience",
            "has to be shorter than each level's time, or nobody is tried by a second way",
        )
    if not timedelta() <= policy.hold_down <= policy.reopen_within:
        yield "hold_down", "has to be no longer than reopen_within, within which it counts"
