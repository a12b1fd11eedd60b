"""A question that nobody tracked or answered is offered to the triagers (A5-01)."""

from deskbell.domain.decision import Cause, message_link
from deskbell.domain.ids import install_ref
from deskbell.domain.inputs import QuestionMissed
from deskbell.domain.install.decide import question_missed
from deskbell.domain.install.install import Install
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.tickets.desk import TicketPorts


def offer_capture(ports: TicketPorts, question: QuestionMissed, cause: Cause) -> Handled:
    """Once a message, however often the back-fill finds it; not if it is a ticket by now."""
    inbox = ports.settings.current().inbox_of(question.message.channel)
    if inbox is None:
        return ignored("not_a_help_channel")
    if ports.aggregates.find(message_link(cause.install, question.message)):
        return ignored("tracked_by_now")
    return change(
        ports.aggregates,
        install_ref(cause.install),
        cause,
        lambda state: question_missed(of_kind(Install, state), cause.install, question, inbox),
    )
