"""A triager makes a ticket of a question that they were offered (A5-01).

The button's value names a message; that is only a claim: the message is read, the person checked.
"""

from deskbell.domain.decision import Cause, message_link
from deskbell.domain.ids import ChannelId, Thread, Ts, ticket_ref
from deskbell.domain.inputs import ButtonPressed
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.consult_rules import consult_rules
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.reading import read_now
from deskbell.usecases.tickets.visit_of import visit_of


def capture_question(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    """Two triagers at once make one ticket; the second one is told which."""
    channel, _, ts = press.value.partition("|")
    message = Thread(ChannelId(channel), Ts(ts))
    inbox = ports.settings.current().inbox_of(message.channel)
    if inbox is None or not ts:
        return ignored("button_unreadable")
    who = acting(ports, cause.install, press.person, press.channel)
    if not (who.admin or inbox.id in who.agent_of | who.lead_of):
        return ignored("may_not_capture")
    at = c.Pressed(press.channel, press.thread_ts, 0)
    link = ports.aggregates.find(message_link(cause.install, message))
    if link is not None:
        again = c.CaptureAgain(who, at)
        return change_ticket(ports.aggregates, link.ref, cause, lambda _: again)
    thread = read_now(ports, message)
    if thread == ():
        return ignored("no_such_message")
    root = thread[0] if thread else None
    author, said = (root.author, root.text) if root else (None, "")
    consulted = consult_rules(ports, inbox, message.channel, author, said, cause.at)
    # The press is in the triage channel, so it says nothing of the channel of the question.
    shared = ports.slack.is_shared(message.channel) is not False
    ref = ticket_ref(cause.install, message.channel, message.ts)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        if state is not None:
            return c.CaptureAgain(who, at)
        return c.OpenFromMessage(
            ref=ref,
            install=cause.install,
            number=ports.aggregates.reserve_number(cause.install),
            inbox=inbox,
            message=message,
            by=who,
            emoji=None,
            author=author,
            thread=thread,
            consulted=consulted,
            visit=visit_of(ports, cause.install, root) if root else None,
            captured=True,
            shared=shared,
        )

    return change_ticket(ports.aggregates, ref, cause, command_for, is_new=True)
