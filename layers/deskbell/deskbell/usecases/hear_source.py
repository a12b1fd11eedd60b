"""What other systems tell, or people say of what we do: a score, feedback, an issue of Jira's; and
what a week of scores has come to;
process_input calls it."""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import FeedbackGiven, IssueClosed, ScoreReceived, SourceInput
from deskbell.domain.nps.inputs import NpsWeekCounted
from deskbell.usecases.change import Handled
from deskbell.usecases.feedback.hear_feedback import hear_feedback
from deskbell.usecases.nps.hear_score import hear_score
from deskbell.usecases.nps.tell_week import tell_week
from deskbell.usecases.themes.close_issue import close_issue
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.hear_issue import hear_issue


def hear_source(ports: TicketPorts, told: SourceInput, cause: Cause) -> Handled:
    match told:
        case ScoreReceived():
            return hear_score(ports, told, cause)
        case NpsWeekCounted():
            return tell_week(ports, told, cause)
        case FeedbackGiven():
            return hear_feedback(ports, told, cause, told.person, told.asked_in)
        case IssueClosed():
            return close_issue(ports, told, cause)
        case _:
            return hear_issue(ports, told, cause)
