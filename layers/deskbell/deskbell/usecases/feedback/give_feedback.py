"""The form of feedback was filled in: it is heard as what follows the command is (A1-22)."""

from deskbell.domain.decision import Cause
from deskbell.domain.feedback.inputs import SLACK, FeedbackGiven, Sentiment
from deskbell.domain.inputs import DialogSubmitted
from deskbell.usecases.change import Handled
from deskbell.usecases.feedback.hear_feedback import hear_feedback
from deskbell.usecases.tickets.desk import TicketPorts


def give_feedback(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    said, person = submitted.values, submitted.person
    sentiment = said.get("sentiment")
    given = FeedbackGiven(
        source=SLACK,
        event=f"form.{cause.key}",
        text=said["text"],
        sentiment=Sentiment(sentiment) if sentiment else None,
        person=person,
    )
    return hear_feedback(ports, given, cause, person, submitted.channel)
