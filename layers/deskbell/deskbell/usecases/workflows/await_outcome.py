"""An execution waits for an aggregate: its token is kept, and answered when that has moved on.

    AwaitOutcome   store token ── read the ticket: already taken? ── answer
    intake                 commit "taken" ── bus ── resume: read tokens ── answer

Whichever comes second sees the other's write, so no answer is missed (architecture.md, idea 7).
"""

from collections.abc import Sequence

from deskbell.domain.errors import ResumeRefusedError
from deskbell.domain.ids import Ref
from deskbell.usecases.ports import Aggregates, Executions, Wait, Waits
from deskbell.usecases.workflows.outcomes import outcome_of


def await_outcome(aggregates: Aggregates, waits: Waits, executions: Executions, wait: Wait) -> int:
    """Called by the waiting state with its token; returns 1 if it is answered already, else 0."""
    waits.store(wait)
    return _answer([wait], aggregates, waits, executions)


def resume_executions(
    aggregates: Aggregates, waits: Waits, executions: Executions, ref: Ref
) -> int:
    """Answers every execution that waits for what the aggregate has become by now.

    Raises ResumeRefusedError, once all are tried, when Step Functions refuses a token that is
    still the one we wait with; a token that is used up is no fault.
    """
    return _answer(waits.waiting(ref), aggregates, waits, executions)


def _answer(
    waiting: Sequence[Wait], aggregates: Aggregates, waits: Waits, executions: Executions
) -> int:
    answered, refusals = 0, list[ResumeRefusedError]()
    for wait in waiting:
        state = aggregates.load(wait.ref)
        outcome = outcome_of(state, wait.name) if state else None
        if outcome is None:
            continue
        try:
            heard = executions.answer(wait, outcome)
        except ResumeRefusedError as refusal:
            # Another one may have been answered with it meanwhile, or waits beside it.
            if wait in waits.waiting(wait.ref):
                refusals.append(refusal)
            continue
        # Heard or not: an answer whose own answer was lost has used the token up, and a wait of an
        # execution that died is nobody's. What that one owes, the watch finds.
        waits.done(wait)
        answered += heard
    if refusals:
        raise refusals[0]
    return answered
