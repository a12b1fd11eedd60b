"""What people have said, as a source tells it or they do themselves: a score or feedback; or
what a tracker says of an issue about it. process_input calls it."""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import FeedbackGiven, IssueClosed, ScoreReceived
from deskbell.usecases.change import Handled
from deskbell.usecases.feedback.hear_feedback import hear_feedback
from deskbell.usecases.nps.hear_score import hear_score
from deskbell.usecases.themes.close_issue import close_issue
from deskbell.usecases.tickets.desk import TicketPorts


def hear_webhook(
    ports: TicketPorts, said: ScoreReceived | FeedbackGiven | IssueClosed, cause: Cause
) -> Handled:
    if isinstance(said, IssueClosed):
        return close_issue(ports, said, cause)
    if isinstance(said, ScoreReceived):
        return hear_score(ports, said, cause)
    return hear_feedback(ports, said, cause, said.person, said.asked_in)
