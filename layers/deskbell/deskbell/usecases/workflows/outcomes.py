"""What an execution that waits for an aggregate can be told by now; each kind answers for itself.

Asked when a wait begins, and each time something has happened (await_outcome.py).
"""

from deskbell.domain.decision import State
from deskbell.domain.loans.loan import Loan
from deskbell.domain.nps.case import Case
from deskbell.domain.paging.incident import Incident
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.tickets import progress
from deskbell.domain.tickets.ticket import Ticket

MOVED_ON = "moved_on"
"""For a machine that then asks where it stands: the wait is over, whatever has ended it."""


def outcome_of(state: State, wait: str) -> str | None:
    """None as long as there is something to wait for. Raises TypeError where no machine is."""
    match state:
        case Ticket():
            return progress.outcome_of(state, wait)
        case Loan() | GuidedRequest() | Incident() | Case():
            return None if state.awaits == wait else MOVED_ON
    raise TypeError(f"no execution waits for {state.ref}")
