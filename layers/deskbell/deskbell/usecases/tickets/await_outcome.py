"""An execution waits for a ticket: its token is kept, and answered when the ticket has moved.

    AwaitOutcome   store token ── read ticket: already taken? ── answer
    intake                 commit "taken" ── bus ── resume: read tokens ── answer

Whichever comes second sees the other's write, so no answer is missed (architecture.md, idea 7).
"""

from collections.abc import Sequence

from deskbell.domain.errors import ResumeRefusedError
from deskbell.domain.ids import Ref
from deskbell.domain.tickets.progress import outcome_of
from deskbell.usecases.ports import Aggregates, Executions, Wait, Waits
from deskbell.usecases.tickets.desk import load_ticket


def await_outcome(aggregates: Aggregates, waits: Waits, executions: Executions, wait: Wait) -> int:
    """Called by the waiting state with its token; returns 1 if it is answered already, else 0."""
    waits.store(wait)
    return _answer([wait], aggregates, waits, executions)


def resume_executions(
    aggregates: Aggregates, waits: Waits, executions: Executions, ref: Ref
) -> int:
    """Answers every execution that waits for what the ticket has become by now.

    Raises ResumeRefusedError, once all are tried, when Step Functions refuses a token that is
    still the one we wait with; a token that is used up is no fault.
    """
    return _answer(waits.waiting(ref), aggregates, waits, executions)


def _answer(
    waiting: Sequence[Wait], aggregates: Aggregates, waits: Waits, executions: Executions
) -> int:
    answered, refusals = 0, list[ResumeRefusedError]()
    for wait in waiting:
        ticket = load_ticket(aggregates, wait.ref)
        outcome = outcome_of(ticket, wait.name) if ticket else None
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
        # execution that died is nobody's. What such a request is owed, its watch finds.
        waits.done(wait)
        answered += heard
    if refusals:
        raise refusals[0]
    return answered
