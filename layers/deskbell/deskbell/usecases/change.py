"""Every change of an aggregate goes through here: load, decide, commit, and again if it raced.

    intake A   load v3 ── decide ── commit v4 ✓
    intake B   load v3 ──────── decide ── commit v4 ✗ ConcurrentChangeError
                                          load v4 ── decide ── commit v5 ✓

The decision is pure (each context's `decide`); the commit is one transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.errors import ConcurrentChangeError, StoreUnavailableError
from deskbell.domain.ids import Ref
from deskbell.usecases.ports import Aggregates, OutboxRow

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of an input: outbox rows to send, or why nothing changed (counted).

    `ref` is the aggregate it meant, where that was found out; for the log.
    """

    outbox: tuple[OutboxRow, ...] = ()
    ignored: str | None = None
    ref: Ref | None = None


def ignored(why: str, ref: Ref | None = None) -> Handled:
    """Nothing changes; `why` is counted."""
    return Handled(ignored=why, ref=ref)


def change(
    aggregates: Aggregates,
    ref: Ref,
    cause: Cause,
    decide: Callable[[State | None], Decision],
    *,
    is_new: bool = False,
) -> Handled:
    """`decide` is asked with the loaded state, anew for each attempt; StoreUnavailableError when
    the race is lost five times, so that the queue tries again. Where it reads another aggregate
    beside, it may find that the two are not of one moment: that is a lost race, too.

    `is_new`: the caller has just seen that there is no such aggregate, so the first attempt does
    not look for it; the commit is refused where there is one after all.
    """
    for attempt in range(ATTEMPTS):
        try:
            decision = decide(None if is_new and attempt == 0 else aggregates.load(ref))
            if not decision.changes:
                return ignored(decision.ignored or "no_change", ref)
            commit = aggregates.commit(decision, cause)
        except ConcurrentChangeError:
            continue
        return ignored("duplicate", ref) if commit.duplicate else Handled(commit.outbox, ref=ref)
    raise StoreUnavailableError(f"{ref} changed under every one of {ATTEMPTS} attempts")
