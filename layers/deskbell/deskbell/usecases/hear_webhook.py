"""What people have said, as a source tells it or they do themselves: a score or feedback;
process_input calls it."""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import FeedbackGiven, ScoreReceived
from deskbell.usecases.change import Handled
from deskbell.usecases.feedback.hear_feedback import hear_feedback
from deskbell.usecases.nps.hear_score import hear_score
from deskbell.usecases.tickets.desk import TicketPorts


def hear_webhook(ports: TicketPorts, said: ScoreReceived | FeedbackGiven, cause: Cause) -> Handled:
    if isinstance(said, ScoreReceived):
        return hear_score(ports, said, cause)
    return hear_feedback(ports, said, cause, said.person, said.asked_in)
