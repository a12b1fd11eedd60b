"""An execution waits for a ticket: its token is kept, and answered when the ticket has moved.

    AwaitOutcome   store token ── read ticket: already taken? ── answer
    intake                 commit "taken" ── bus ── resume: read tokens ── answer

Whichever comes second sees the other's write, so no answer is missed (architecture.md, idea 7).
"""

from deskbell.domain.errors import ResumeRefusedError
from deskbell.domain.ids import Ref
from deskbell.domain.tickets.progress import outcome_of
from deskbell.usecases.ports import Aggregates, Executions, Wait, Waits
from deskbell.usecases.tickets.desk import load_ticket


def await_outcome(aggregates: Aggregates, waits: Waits, executions: Executions, wait: Wait) -> int:
    """Called by the waiting state with its token; returns how many waits it could answer."""
    waits.store(wait)
    return resume_executions(aggregates, waits, executions, wait.ref)


def resume_executions(
    aggregates: Aggregates, waits: Waits, executions: Executions, ref: Ref
) -> int:
    """Answers every execution that waits for what the ticket has become by now.

    Raises ResumeRefusedError when Step Functions refuses a token that is still the one we wait
    with; a token that another answer has used up meanwhile is no fault.
    """
    ticket = load_ticket(aggregates, ref)
    if ticket is None:
        return 0
    answered = 0
    for wait in waits.waiting(ref):
        outcome = outcome_of(ticket, wait.name)
        if outcome is None:
            continue
        try:
            executions.answer(wait, outcome)
        except ResumeRefusedError:
            if wait in waits.waiting(ref):
                raise
            continue
        waits.done(wait)
        answered += 1
    return answered
